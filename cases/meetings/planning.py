"""Planning meetings: one, or the whole year's, with the stop dates that follow from each day."""

from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import capfirst
from django.utils.translation import override

from cases import access
from cases.meetings import diaries
from cases.meetings.errors import MeetingInPast, MeetingNotPlanned, MeetingTaken
from cases.meetings.wording import meetings
from cases.models import AgendaItem, Body, Case, CaseParty, Meeting, WorkItem
from cases.reasons import said
from cases.registration import add_party, register_case
from cases.stop_days import Offsets, stop_days
from cases.work_items import finish_items, item_for_role, open_items, title_in_lists
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

FACTS = ("on", "starts_at", "ends_at", "place", "distance", "wishes")
TOLD = ("on", "starts_at", "place", "distance")  # what a notice has said
BEFORE = (Meeting.State.PLANNED, Meeting.State.CALLED)


def plan_meeting(
    body: Body,
    *,
    by: User,
    on: date,
    starts_at: time,
    place: str,
    ends_at: time | None = None,
    distance: bool = False,
) -> Meeting:
    """Plan a meeting with its stop dates. Raises MeetingInPast, MeetingTaken, NoDiary."""
    if on < clock.today():
        raise MeetingInPast
    with work():
        meeting = Meeting(
            body=body,
            case=_case_of_year(body, on.year, by),
            on=on,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place.strip(),
            distance=distance,
            planned_at=clock.now(),
            planned_by=by,
        )
        set_stop_days(meeting)
        _save(meeting)
        _record("meeting.planned", meeting, by)
        return meeting


def change_meeting(meeting: Meeting, *, by: User, **facts: Any) -> Meeting:
    """Move a meeting or change its facts before it begins; the stop dates follow its day.

    Those who have been called are told when something of it no longer holds.
    """
    with work():
        locked = lock_meeting(meeting)
        if locked.state not in BEFORE:
            raise MeetingNotPlanned
        if facts.get("on", locked.on) < clock.today():
            raise MeetingInPast
        was = {name: getattr(locked, name) for name in TOLD}
        for name in FACTS:
            if name in facts:
                setattr(locked, name, facts[name])
        if locked.on.year != was["on"].year:
            locked.case = _case_of_year(locked.body, locked.on.year, by)
        set_stop_days(locked)
        _save(locked)
        moved = locked.state == Meeting.State.CALLED and was != {name: getattr(locked, name) for name in TOLD}
        _record("meeting.moved" if moved else "meeting.changed", locked, by)
        return locked


def cancel_meeting(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """Cancel a meeting that has not begun; its items are announced again for another."""
    why = said(reason)
    with work():
        locked = lock_meeting(meeting)
        if locked.state not in BEFORE:
            raise MeetingNotPlanned
        locked.state = Meeting.State.CANCELLED
        locked.cancelled_at, locked.cancelled_by, locked.cancel_reason = clock.now(), by, why
        locked.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancel_reason"])
        _announce_again(locked, by)
        finish_items(locked, by=by)
        _record("meeting.cancelled", locked, by, reason=why)
        return locked


def task_title(item: AgendaItem) -> str:
    """What a task for everybody of a role says of the item: of a secret case only its number."""
    return title_in_lists(item.case, item.title)


def _announce_again(meeting: Meeting, by: User) -> None:
    """Let every matter of the agenda wait for another, before the secretary and in its process."""
    matters = meeting.items.exclude(case=None)
    rows = list(matters.select_related("case").select_for_update(no_key=True, of=("self",)).order_by("pk"))
    matters.update(meeting=None, position=None, state=AgendaItem.State.ANNOUNCED, summons=None)
    unit, kind = meeting.body.unit, WorkItem.Kind.AGENDA
    open_items(
        [
            item_for_role(kind, unit=unit, role="secretary", target=row, title=task_title(row), case=row.case)
            for row in rows
        ]
    )
    for row in rows:
        record("item.announced", by=by, case=row.case, unit=unit, subject=row, meeting=None)


def set_stop_days(meeting: Meeting) -> None:
    """Compute the stop dates back from the meeting's day by the body's numbers of days."""
    days = stop_days(meeting.on, offsets_of(meeting.body))
    meeting.referral_last_day, meeting.manuscript_day = days.round_last_day, days.manuscript
    meeting.preparation_day, meeting.notice_day = days.preparation, days.notice


def offsets_of(body: Body) -> Offsets:
    """The body's own numbers of days."""
    return Offsets(
        round_last_day=body.referral_days,
        manuscript=body.manuscript_days,
        preparation=body.preparation_days,
        notice=body.notice_days,
    )


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it is now, ours alone until we commit. Locked before its items, always."""
    Meeting.objects.select_for_update(no_key=True).only("pk").get(pk=meeting.pk)
    return Meeting.objects.select_related("body__unit", "case").get(pk=meeting.pk)


def _case_of_year(body: Body, year: int, by: User) -> Case | None:
    """The case where the year's notices and minutes are registered; made with its first meeting.

    None where the diary is kept in another system. Raises NoDiary.
    """
    earlier = Meeting.objects.filter(body=body, on__year=year, case__isnull=False).first()
    if earlier:
        return earlier.case
    place = diaries.needed(body)
    if place.external:
        return None
    with override("sv"):  # the register keeps one language, whoever presses
        title = f"{capfirst(meetings(body))} {year}, {body.unit.name}"
    unit = place.diary.authority if place.borrowed else body.unit
    case = register_case(diary=place.diary, title=title[:300], unit=unit, by=by)
    add_party(case, body.unit, CaseParty.Capacity.OWNER)
    return case


def _save(meeting: Meeting) -> None:
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        raise MeetingTaken from error


def _record(kind: str, meeting: Meeting, by: User, **data: Any) -> None:
    unit = meeting.body.unit
    behalf = access.keeping_for(by, unit)
    record(kind, by=by, on_behalf_of=behalf, case=meeting.case, unit=unit, subject=meeting, **data)
