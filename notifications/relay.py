"""From outbox to notices: each event becomes at most one notice per person and channel."""

from ledger import outbox
from ledger.models import OutboxEntry
from organisation import clock

from .audience import people_to_tell
from .models import Notice

BATCH = 200


def relay(limit: int = BATCH) -> int:
    """Turn up to ``limit`` waiting events into notices; answers how many events were taken.

    May run side by side with itself and after a crash: a notice that exists is not made twice.
    """
    with outbox.waiting(limit) as entries:
        notices = [notice for entry in entries for notice in _notices(entry)]
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        return len(entries)


def drain() -> int:
    """Relay until nothing waits; answers how many events were taken."""
    total = 0
    while taken := relay():
        total += taken
    return total


def _notices(entry: OutboxEntry) -> list[Notice]:
    now = clock.now()
    return [
        Notice(event_id=entry.event_id, recipient=user, created_at=now)
        for user in people_to_tell(entry.event)
    ]
