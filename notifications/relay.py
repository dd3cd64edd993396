"""From outbox to notices: each event becomes at most one notice per person and channel."""

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

BATCH = 1000
DELIVERY = "notifications.tasks.deliver_mail"


def relay(limit: int = BATCH) -> int:
    """Turn up to ``limit`` waiting events into notices; answers how many events were taken.

    May run side by side with itself and after a crash: a notice that exists is not made twice.
    """
    with outbox.waiting(limit) as entries:
        told = [entry.event_id for entry in entries if entry.kind in AUDIENCES]
        if told:
            _tell(list(Event.objects.filter(pk__in=told).order_by("pk")))
        return len(entries)


def drain() -> int:
    """Relay until nothing waits; answers how many events were taken."""
    total = taken = relay()
    while taken == BATCH:  # fewer were all there were; what comes later rings again
        taken = relay()
        total += taken
    return total


def _tell(events: list[Event]) -> None:
    """One notice in the app for everybody concerned, and a mail for those who have an address."""
    known = about_each(events)
    people = people_to_tell([(event, known[event.pk]) for event in events if event.pk in known])
    mailed = {
        event.pk for event in events if event.pk in people and messages.warrants_mail(event, known[event.pk])
    }
    actors = {event.pk: event.actor_id for event in events}  # nobody gets a mail of what they did
    _insert([(event, person) for event in people for person in people[event]])
    _insert_mail(
        [
            (event, person)
            for event in people
            if event in mailed
            for person in people[event]
            if person.email and person.pk != actors[event]
        ]
    )


def _insert(told: list[tuple[int, User]]) -> None:
    insert_missing_rows(
        Notice,
        len(told),
        event_id=[event for event, _person in told],
        recipient=[person.pk for _event, person in told],
        created_at=clock.now(),
    )


def _insert_mail(told: list[tuple[int, User]]) -> None:
    if not told:
        return
    now = clock.now()
    insert_missing_rows(
        Notice,
        len(told),
        event_id=[event for event, _person in told],
        recipient=[person.pk for _event, person in told],
        message_id=[messages.message_id(event, person) for event, person in told],
        address=[person.email for _event, person in told],
        channel=Notice.Channel.MAIL,
        state=Notice.State.WAITING,
        created_at=now,
        next_try_at=now,
    )
    ring_after_commit(DELIVERY)
