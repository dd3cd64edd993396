"""Who is told of what: one table from event kind to the people concerned."""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from cases import access
from cases.models import Recipient
from ledger.models import Event
from organisation.models import User

Audience = Callable[[Event], Iterable[User] | QuerySet[User]]


def people_to_tell(event: Event) -> list[User]:
    """Everybody concerned except whoever did it; nobody for kinds not in the table."""
    find = AUDIENCES.get(event.kind)
    if find is None:
        return []
    return [user for user in find(event) if user.pk != event.actor_id]


def _representatives_of_recipient(event: Event) -> QuerySet[User]:
    unit = Recipient.objects.select_related("unit").get(pk=event.subject_id or 0).unit
    return access.holders("write_answer", unit)


def _approvers(event: Event) -> QuerySet[User]:
    return access.holders("approve_answer", _recipient_of(event).unit)


def _writers(event: Event) -> QuerySet[User]:
    return access.holders("write_answer", _recipient_of(event).unit)


def _senders(event: Event) -> QuerySet[User]:
    return access.holders("manage_round", _recipient_of(event).round.unit)


def _colleague(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.data.get("colleague"), is_active=True)


def _who_asked(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.data.get("asked_by"), is_active=True)


def _everybody_in_the_round(event: Event) -> list[User]:
    recipients = Recipient.objects.filter(round=event.subject_id).select_related("unit")
    return list({user for row in recipients for user in access.holders("write_answer", row.unit)})


def _recipient_of(event: Event) -> Recipient:
    return Recipient.objects.select_related("unit", "round__unit").get(
        answers__answer=event.subject_id, answers__current=True
    )


AUDIENCES: dict[str, Audience] = {
    "round.received": _representatives_of_recipient,
    "answer.submitted": _approvers,
    "answer.approved": _writers,
    "answer.returned": _writers,
    "answer.colleague_asked": _colleague,
    "answer.colleague_done": _who_asked,
    "answer.released": _senders,
    "answer.abstained": _senders,
    "round.compiled": _everybody_in_the_round,
}
