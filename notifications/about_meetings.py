"""What events of meetings are about: the item, the meeting, the minutes, or what was ordered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from cases import access, undertakings
from cases.models import AgendaItem, ApprovalOccasion, Body, Case, Meeting, Undertaking
from cases.templatetags.text_tags import long_day
from ledger.models import Event
from organisation.models import Unit, User

ITEM = ("body__unit", "case", "meeting")
MEETING = ("body__unit", "case")


@dataclass(frozen=True)
class AboutMeeting:
    """A thing of a meeting, the unit it comes from, the unit it is told to, and who may open its page."""

    subject: Any
    case: Case | None
    title: str
    sender: Unit
    unit: Unit | None
    last_day: date | None
    page: tuple[str, str]
    actions: tuple[str, ...]
    body: Body | None = None

    kind_of_matter = gettext_lazy("Ärende")
    place = None
    section = None

    @property
    def thread(self) -> str:
        """What its mails have in common."""
        return self.page[1]

    def opens_to(self, person: User, page: str) -> bool:
        """Whether the page behind the button opens to this person today."""
        return any(access.can(person, action, self.subject) for action in self.actions)

    def told_to(self, person: User) -> "AboutMeeting":
        """The same as it is told to this person."""
        return self

    def facts_for(self, person: User) -> dict[str, str]:
        """What the words say to this person alone."""
        return {}


def about_meetings(events: Sequence[Event]) -> dict[int, AboutMeeting]:
    """What each event is about, by its id, in a few queries for all; other events are left out."""
    by_type: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_type[event.subject_type].append(event)
    found: dict[int, AboutMeeting] = {}
    for subject_type, find in FINDERS.items():
        if rows := by_type.get(subject_type):
            found |= find(rows)
    return found


def _found(
    events: list[Event], rows: dict[int, Any], about: Callable[[Event, Any], AboutMeeting]
) -> dict[int, AboutMeeting]:
    known = ((event, rows.get(event.subject_id or 0)) for event in events)
    return {event.pk: about(event, row) for event, row in known if row is not None}


def _ids(events: Iterable[Event]) -> set[int]:
    return {event.subject_id for event in events if event.subject_id}


def _items(events: list[Event]) -> dict[int, AboutMeeting]:
    rows = AgendaItem.objects.select_related(*ITEM).in_bulk(_ids(events))
    return _found(events, rows, _item)


def _item(event: Event, item: AgendaItem) -> AboutMeeting:
    return AboutMeeting(
        subject=item,
        case=item.case,
        title=item.title,
        sender=item.body.unit,
        unit=item.body.unit,
        last_day=item.meeting.on if item.meeting else None,
        page=("item", item.public_id),
        actions=("prepare_item", "review_item", "keep_meetings"),
    )


def _meetings(events: list[Event]) -> dict[int, AboutMeeting]:
    rows = Meeting.objects.select_related(*MEETING).in_bulk(_ids(events))
    units = Unit.objects.in_bulk({event.unit_id for event in events if event.unit_id})
    return _found(events, rows, lambda event, row: _meeting(event, row, units.get(event.unit_id or 0)))


def _meeting(event: Event, meeting: Meeting, unit: Unit | None) -> AboutMeeting:
    extract = event.kind == "extract.delivered" and unit is not None
    return AboutMeeting(
        subject=unit if extract else meeting,
        case=meeting.case,
        title=f"{meeting.body.unit.name} {long_day(meeting.on)}",
        sender=meeting.body.unit,
        unit=unit,
        last_day=meeting.on,
        page=("extracts" if extract else "meeting", meeting.public_id),
        actions=("read_extract",) if extract else ("see_meeting", "keep_meetings"),
        body=meeting.body,
    )


def _occasions(events: list[Event]) -> dict[int, AboutMeeting]:
    rows = ApprovalOccasion.objects.select_related("meeting__body__unit", "meeting__case")
    return _found(events, rows.in_bulk(_ids(events)), _occasion)


def _occasion(event: Event, occasion: ApprovalOccasion) -> AboutMeeting:
    done = event.kind == "minutes.approved"
    meeting = occasion.meeting
    return AboutMeeting(
        subject=occasion,
        case=meeting.case,
        title=f"{meeting.body.unit.name} {long_day(meeting.on)}",
        sender=meeting.body.unit,
        unit=meeting.body.unit,
        last_day=occasion.due_on,
        page=("minutes_notice" if done else "minutes_sign", occasion.public_id),
        actions=("keep_meetings",) if done else ("approve_minutes",),
    )


def _undertakings(events: list[Event]) -> dict[int, AboutMeeting]:
    rows = Undertaking.objects.select_related(
        *undertakings.RELATED, "point__item__case", "point__decision__case"
    )
    return _found(events, rows.in_bulk(_ids(events)), _undertaking)


def _undertaking(event: Event, row: Undertaking) -> AboutMeeting:
    return AboutMeeting(
        subject=row,
        case=undertakings.case_of(row),
        title=row.what,
        sender=row.giver,
        unit=row.to_unit,
        last_day=row.due_on,
        page=("undertaking", row.public_id),
        actions=("report_undertaking", "keep_meetings"),
    )


FINDERS: dict[str, Callable[[list[Event]], dict[int, AboutMeeting]]] = {
    "cases.agendaitem": _items,
    "cases.meeting": _meetings,
    "cases.approvaloccasion": _occasions,
    "cases.undertaking": _undertakings,
}
