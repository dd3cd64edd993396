"""What an approval asks of people, and what is told of it."""

from typing import Any

from cases import access
from cases.models import ApprovalOccasion, Approver, BodyMember, Meeting, WorkItem
from cases.paper.minutes_words import paragraphs
from cases.work_items import item_for_person, item_for_role, open_items
from ledger.events import record
from organisation.models import User

IMMEDIATE = ApprovalOccasion.Kind.IMMEDIATE


def ask(
    occasion: ApprovalOccasion, named: list[BodyMember], meeting: Meeting, chairs: list[BodyMember]
) -> None:
    """Name them, and put the minutes before those who have a log-in."""
    for member in named:
        Approver.objects.create(occasion=occasion, member=member, user=member.user, is_chair=member in chairs)
    open_items(
        [
            item_for_person(
                WorkItem.Kind.SIGN,
                user=member.user,
                unit=meeting.body.unit,
                target=occasion,
                title=_title_of(occasion, meeting),
                case=meeting.case,
                due_on=occasion.due_on,
            )
            for member in named
            if member.user is not None
        ]
    )


def for_secretary(kind: str, target: Any, meeting: Meeting, **facts: Any) -> WorkItem:
    """A task for the body's secretary."""
    return item_for_role(
        kind,
        unit=meeting.body.unit,
        role="secretary",
        target=target,
        title=_title(meeting),
        case=meeting.case,
        **facts,
    )


def tell(kind: str, occasion: ApprovalOccasion, by: User, **data: Any) -> None:
    """Record what happened to it."""
    meeting = occasion.meeting
    record(
        kind,
        by=by,
        on_behalf_of=access.keeping_for(by, meeting.body.unit),
        case=meeting.case,
        unit=meeting.body.unit,
        subject=occasion,
        meeting=meeting.pk,
        **data,
    )


def _title(meeting: Meeting) -> str:
    return f"{meeting.body.unit.name} {meeting.on}"


def _title_of(occasion: ApprovalOccasion, meeting: Meeting) -> str:
    """ "SSN 2026-11-22", with the § where only some are approved, at once: two tasks of one meeting differ."""
    if occasion.kind != IMMEDIATE:
        return _title(meeting)
    numbers = [row["paragraph"] for row in occasion.content["items"] if row["paragraph"]]
    return f"{_title(meeting)}, {paragraphs(numbers)}"[:300]
