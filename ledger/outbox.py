"""Events waiting to be told. The table is the truth, the doorbell only makes it quick."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from celery import current_app
from django.conf import settings
from django.db import transaction

from . import clock
from .models import Event, OutboxEntry
from .work import current_work

logger = logging.getLogger(__name__)


def put(events: Iterable[Event]) -> None:
    """Lay events in the outbox and ring once when the transaction has committed."""
    at = clock.now()
    OutboxEntry.objects.bulk_create(OutboxEntry(event=event, created_at=at) for event in events)
    current = current_work()
    if not current.rung:
        current.rung = True
        transaction.on_commit(ring, robust=True)


def ring() -> None:
    """Wake the relay; when the broker is away the sweep finds the rows instead."""
    try:
        current_app.send_task(settings.OUTBOX_DOORBELL, retry=False, ignore_result=True)
    except Exception:  # any broker failure at all: nothing is lost, only later
        logger.warning("The broker did not answer; the sweep will relay the outbox.")


@contextmanager
def waiting(limit: int) -> Iterator[list[OutboxEntry]]:
    """Lock up to ``limit`` waiting entries, oldest first, and mark them relayed when the block ends.

    Several relays may run side by side: each skips what another has locked.
    """
    with transaction.atomic():
        entries = list(
            OutboxEntry.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(relayed_at__isnull=True)
            .select_related("event")
            .order_by("id")[:limit]
        )
        yield entries
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(relayed_at=clock.now())
