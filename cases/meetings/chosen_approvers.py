"""Whom the meeting chose to approve the minutes: named in the item where that is decided, or elected there."""

import re
from collections.abc import Iterable

from cases.models import AgendaItem, BodyMember, Meeting

Outcome = AgendaItem.Outcome
SAYS = "juster"  # "Val av justerare", "Justering av protokollet"
DECIDED = (Outcome.AS_PROPOSED, Outcome.CHANGED)


def chosen(meeting: Meeting, members: Iterable[BodyMember]) -> list[BodyMember]:
    """Those of ``members`` the meeting has chosen, as far as the words of its decision tell."""
    items = meeting.items.filter(kind=AgendaItem.Kind.FORMAL, outcome__in=DECIDED, title__icontains=SAYS)
    said = [text for item in items for text in _said(item)]
    return [member for member in members if any(_names(member, text) for text in said)]


def _said(item: AgendaItem) -> list[str]:
    """What was decided, and who was elected."""
    elected = [row.name for one in item.elections.all() for row in one.candidates.filter(elected=True)]
    return [*item.points.filter(struck=False).values_list("text", flat=True), *elected]


def _names(member: BodyMember, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(member.name)}(?!\w)", text, re.IGNORECASE) is not None
