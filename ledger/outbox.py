"""Events waiting to be told. The table is the truth, the doorbell only makes it quick."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from . import clock
from .doorbell import ring_after_commit
from .models import OutboxEntry
from .work import current_work


def ring_once() -> None:
    """Ring once when the verb's transaction has committed; raises OutsideWork outside ``work()``."""
    current = current_work()
    if not current.rung:
        current.rung = True
        ring_after_commit(settings.OUTBOX_DOORBELL)


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
