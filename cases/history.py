"""A case's timeline: the events a person may know of."""

from django.db.models import Q, QuerySet

from ledger.models import Event
from organisation.models import User

from . import access
from .models import Case

GIVEN_ON = ("work_item.reassigned", "work_item.handed_on", "work_item.taken_back", "work_item.came_back")


def visible_events(user: User, case: Case) -> QuerySet[Event]:
    """The case's events, newest first; a unit's own doings only to those who may read its drafts."""
    return Event.objects.filter(_open_to(user), case_id=case.pk).order_by("-id")


def may_know(user: User, event: Event) -> bool:
    """Whether ``user`` may still be told of ``event``."""
    return Event.objects.filter(_open_to(user), pk=event.pk).exists()


def only_known(user: User, events: QuerySet[Event]) -> QuerySet[Event]:
    """Those of ``events`` that ``user`` may still be told of."""
    return events.filter(_open_to(user))


def _open_to(user: User) -> Q:
    units = access.right_of(user, "read_draft").units
    asked = Q(kind="answer.colleague_asked", data__colleague=user.pk)
    given = Q(kind__in=GIVEN_ON) & (Q(data__to=user.pk) | Q(data__before=user.pk))
    return Q(restricted_to_id__isnull=True) | Q(restricted_to_id__in=units) | asked | given
