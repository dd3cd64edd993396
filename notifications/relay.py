"""From outbox to notices: each event becomes at most one notice per person and channel."""

from collections.abc import Iterator
from datetime import datetime

from ledger import outbox
from ledger.doorbell import ring_after_commit
from ledger.models import Event, OutboxEntry
from organisation import clock
from organisation.models import User

from . import messages
from .about import about
from .audience import AUDIENCES, people_to_tell
from .models import Notice

BATCH = 200
DELIVERY = "notifications.tasks.deliver_mail"


def relay(limit: int = BATCH) -> int:
    """Turn up to ``limit`` waiting events into notices; answers how many events were taken.

    May run side by side with itself and after a crash: a notice that exists is not made twice.
    """
    with outbox.waiting(limit) as entries:
        notices = [notice for entry in entries for notice in _notices(entry)]
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        if any(notice.channel == Notice.Channel.MAIL for notice in notices):
            ring_after_commit(DELIVERY)
        return len(entries)


def drain() -> int:
    """Relay until nothing waits; answers how many events were taken."""
    total = 0
    while taken := relay():
        total += taken
    return total


def _notices(entry: OutboxEntry) -> Iterator[Notice]:
    """One in the app for everybody concerned, and a mail for those who have an address."""
    event, now = entry.event, clock.now()
    known = about(event) if event.kind in AUDIENCES else None
    if known is None:
        return
    by_mail = messages.warrants_mail(event, known)
    for user in people_to_tell(event, known):
        yield Notice(event_id=event.pk, recipient=user, created_at=now)
        if by_mail and user.email:
            yield _mail(event, user, now)


def _mail(event: Event, user: User, now: datetime) -> Notice:
    return Notice(
        event_id=event.pk,
        recipient=user,
        created_at=now,
        channel=Notice.Channel.MAIL,
        state=Notice.State.WAITING,
        address=user.email,
        message_id=messages.message_id(event.pk, user),
        next_try_at=now,
    )
