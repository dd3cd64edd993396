"""From outbox to notices: each event becomes at most one notice per person and channel."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from ledger import outbox
from ledger.bulk import insert_missing_rows
from ledger.doorbell import ring_after_commit
from ledger.models import Event
from organisation import clock
from organisation.models import User

from . import messages
from .audience import AUDIENCES, people_to_tell
from .matters import about_each
from .models import Notice

BATCH = 500
DELIVERY = "notifications.tasks.deliver_mail"


class Row(NamedTuple):
    """What sets one notice apart from the others of its batch, in the order of the model's fields."""

    event_id: int
    recipient: int
    channel: str
    state: str
    message_id: str
    address: str
    next_try_at: datetime | None


def relay(limit: int = BATCH) -> int:
    """Turn up to ``limit`` waiting events into notices; answers how many events were taken.

    May run side by side with itself and after a crash: a notice that exists is not made twice.
    """
    with outbox.waiting(limit) as entries:
        now = clock.now()
        rows = list(_rows([entry.event for entry in entries if entry.event.kind in AUDIENCES], now))
        columns = dict(zip(Row._fields, map(list, zip(*rows, strict=True)), strict=False))
        insert_missing_rows(Notice, len(rows), created_at=now, **columns)
        if any(row.channel == Notice.Channel.MAIL for row in rows):
            ring_after_commit(DELIVERY)
        return len(entries)


def drain() -> int:
    """Relay until nothing waits; answers how many events were taken."""
    total = 0
    while taken := relay():
        total += taken
    return total


def _rows(events: list[Event], now: datetime) -> Iterator[Row]:
    """One in the app for everybody concerned, and a mail for those who have an address."""
    known = about_each(events)
    people = people_to_tell([(event, known[event.pk]) for event in events if event.pk in known])
    for event in events:
        by_mail = event.pk in known and messages.warrants_mail(event, known[event.pk])
        for user in people.get(event.pk, ()):
            yield Row(event.pk, user.pk, Notice.Channel.APP, Notice.State.SHOWN, "", "", None)
            if by_mail and user.email:
                yield _mail(event, user, now)


def _mail(event: Event, user: User, now: datetime) -> Row:
    known_as = messages.message_id(event.pk, user)
    return Row(event.pk, user.pk, Notice.Channel.MAIL, Notice.State.WAITING, known_as, user.email, now)
