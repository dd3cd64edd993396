"""Who approves the minutes: whoever led, and those the meeting chose, named in an item or elected there."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from cases.meetings.minutes_errors import ApproversMissing, OthersElected
from cases.models import AgendaItem, ApprovalOccasion, BodyMember, ItemText, Meeting
from ledger.models import Event

Outcome = AgendaItem.Outcome
SAYS = "juster"  # "Val av justerare", "Justering av protokollet"
ELECTS = "val "
DECIDED = (Outcome.AS_PROPOSED, Outcome.CHANGED)


def chosen(meeting: Meeting, members: Iterable[BodyMember]) -> list[BodyMember]:
    """Those of ``members`` the meeting has chosen, as far as the words of its decision tell."""
    items = meeting.items.filter(kind=AgendaItem.Kind.FORMAL, outcome__in=DECIDED, title__icontains=SAYS)
    said = [text for item in items for text in _said(item)]
    return [member for member in members if any(_names(member, text) for text in said)]


def elects_nobody(item: AgendaItem) -> bool:
    """Whether the item is an election, and neither a point, a ballot nor a note says who was elected."""
    title = item.title.casefold()
    if item.kind != AgendaItem.Kind.FORMAL or not (SAYS in title or title.startswith(ELECTS)):
        return False
    written = item.texts.filter(field=ItemText.Field.NOTE).exclude(text="").exists()
    return not written and not _said(item)


def chairs_of(meeting: Meeting, rows: Sequence[AgendaItem]) -> list[BodyMember]:
    """Whoever led one of the §, in their order: each approves (KL 5:69)."""
    led = BodyMember.objects.in_bulk([row.chair_id for row in rows if row.chair_id])
    found = [led.get(row.chair_id or 0) or meeting.chair for row in rows]
    return [member for member in dict.fromkeys(found) if member is not None]


def with_chairs(chairs: list[BodyMember], approvers: Sequence[BodyMember]) -> list[BodyMember]:
    """Everybody who approves, each once. Raises ApproversMissing (KL 5:69)."""
    others = [member for member in dict.fromkeys(approvers) if member not in chairs]
    if not chairs or not others:
        raise ApproversMissing
    return [*chairs, *others]


def refuse_others(
    meeting: Meeting, named: Sequence[BodyMember], chairs: Sequence[BodyMember], reason: str
) -> dict[str, Any]:
    """What the event keeps when others approve than the meeting chose. Raises OthersElected without a reason.

    One person may have had two seats: they are told apart by name, as the minutes name them.
    """
    led = _by_name(chairs)
    elected = _by_name(chosen(meeting, meeting.body.members.all())) - led
    wanted = _by_name(named) - led
    if not elected or elected == wanted:
        return {}
    if not reason.strip():
        raise OthersElected(elected=_listed(elected), named=_listed(wanted))
    return {"elected": sorted(elected), "reason": reason.strip()}


def why_others(occasion: ApprovalOccasion) -> str:
    """Why others approve than the meeting chose, as it was said when the minutes were sent; "" when they do not."""
    sent = Event.objects.filter(
        kind="minutes.sent", subject_type=occasion._meta.label_lower, subject_id=occasion.pk
    )
    return str(next((event.data.get("reason", "") for event in sent), ""))


def _by_name(members: Iterable[BodyMember]) -> set[str]:
    return {member.name for member in members}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _said(item: AgendaItem) -> list[str]:
    """What was decided, and who was elected."""
    elected = [row.name for one in item.elections.all() for row in one.candidates.filter(elected=True)]
    return [*item.points.filter(struck=False).values_list("text", flat=True), *elected]


def _names(member: BodyMember, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(member.name)}(?!\w)", text, re.IGNORECASE) is not None
