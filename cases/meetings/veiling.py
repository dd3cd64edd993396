"""What a secrecy mark keeps from those without the right: an item keeps its place and number, nothing else."""

import copy
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cases import access
from cases.meetings import public_text
from cases.models import AgendaItem, Decision, Meeting
from organisation.models import User

ACTIONS = ("keep_meetings", "see_meeting", "prepare_item")
VEILED = "_veiled"


def unreadable(user: User, meeting: Meeting) -> set[str]:
    """The meeting's items, by public id, whose case bears a secrecy mark that ``user`` may not read past."""
    marked = AgendaItem.objects.filter(meeting=meeting).exclude(case=None).exclude(case__secrecy_provision="")
    seen = access.visible_by_any(user, AgendaItem, *ACTIONS)
    return set(marked.exclude(pk__in=seen.values("pk")).values_list("public_id", flat=True))


def for_reader(user: User, meeting: Meeting, items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The agenda as ``user`` may read it."""
    hidden = unreadable(user, meeting)
    return [_veiled(item) if item.public_id in hidden else item for item in items]


def is_veiled(item: AgendaItem) -> bool:
    """Whether only the item's place is shown."""
    return getattr(item, VEILED, False)


def minutes_for(user: User, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """The minutes as ``user`` may read them."""
    return public_text.without(said, unreadable(user, meeting), _unread_decisions(user, meeting))


def _unread_decisions(user: User, meeting: Meeting) -> set[str]:
    """Numbers of the decisions reported to the meeting whose case bears a mark ``user`` may not read past."""
    told = Decision.objects.filter(reported_in__meeting=meeting).exclude(case__secrecy_provision="")
    seen = access.visible_to(user, Decision, "see_case").values("pk")
    return {number for number in told.exclude(pk__in=seen).values_list("number", flat=True) if number}


def _veiled(item: AgendaItem) -> AgendaItem:
    """A copy for showing, never saved."""
    shown = copy.copy(item)
    shown.title, shown.presenter, shown.round = _("Omfattas av sekretess"), "", None
    shown._prefetched_objects_cache = {"papers": []}  # type: ignore[attr-defined]
    setattr(shown, VEILED, True)
    return shown
