"""Who is told of what: one table from event kind to the people concerned; other kinds are told nobody.

Seats are read as they are today, and whoever stands in for somebody is told too.
"""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from cases import access
from cases.compilation import WAITED_FOR
from cases.models import Recipient
from ledger.models import Event
from organisation.models import User

from .about import About

Audience = Callable[[Event, About], Iterable[User]]
STATE = Recipient.State


def people_to_tell(event: Event, known: About) -> list[User]:
    """Everybody concerned except whoever did it."""
    return [user for user in AUDIENCES[event.kind](event, known) if user.pk != event.actor_id]


def _writers(event: Event, known: About) -> QuerySet[User]:
    return access.on_duty("write_answer", [known.place.unit] if known.place else [])


def _approvers(event: Event, known: About) -> QuerySet[User]:
    return access.on_duty("approve_answer", [known.place.unit] if known.place else [])


def _senders(event: Event, known: About) -> QuerySet[User]:
    return access.on_duty("manage_round", [known.round.unit])


def _named(fact: str) -> Audience:
    """The person whose id the event holds under this name."""
    return lambda event, known: User.objects.filter(pk=event.data.get(fact), is_active=True)


def _everybody(event: Event, known: About) -> QuerySet[User]:
    return _writers_of(known, ~Q(state__in=[STATE.CHOSEN, STATE.WITHDRAWN]))


def _still_to_answer(event: Event, known: About) -> QuerySet[User]:
    return _writers_of(known, Q(state__in=WAITED_FOR))


def _writers_of(known: About, places: Q) -> QuerySet[User]:
    found = known.round.recipients.filter(places).select_related("unit")
    return access.on_duty("write_answer", [place.unit for place in found])


AUDIENCES: dict[str, Audience] = {
    "round.received": _writers,
    "round.extended": _still_to_answer,
    "round.cancelled": _everybody,
    "round.handed_over": _senders,
    "round.compiled": _everybody,
    "round.reopened": _everybody,
    "extension.asked": _senders,
    "extension.granted": _writers,
    "extension.refused": _writers,
    "recipient.reminded": _writers,
    "recipient.withdrawn": _writers,
    "reminder.due": _writers,
    "answer.submitted": _approvers,
    "answer.approved": _writers,
    "answer.returned": _writers,
    "answer.colleague_asked": _named("colleague"),
    "answer.colleague_done": _named("asked_by"),
    "answer.released": _senders,
    "answer.abstained": _senders,
    "answer.withdrawn": _senders,
    "answer.received": _writers,
    "comment.assigned": _named("assignee"),
    "feedback.sent": _writers,
    "feedback.answered": _senders,
    "endorsement.recorded": _senders,
    "decision.asked": _named("decider"),
    "decision.made": _senders,
}
