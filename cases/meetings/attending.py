"""The meeting opens; people come and go; who serves in an item follows from who is there."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases import access
from cases.meetings.bodies import members_on, refuse_strangers
from cases.meetings.errors import (
    AgendaEmpty,
    AlreadyPresent,
    LeavesBeforeArriving,
    MeetingNotOpen,
    MeetingNotPlanned,
    NotPresent,
    NotServing,
    TimeAhead,
)
from cases.meetings.minutes_errors import ItemBeingApproved
from cases.meetings.planning import BEFORE, lock_meeting
from cases.meetings.presence import refuse_rewriting
from cases.models import AgendaItem, Attendance, BodyMember, Meeting
from cases.quorum import Quorum, Seated, needed
from cases.quorum import serving as who_serves
from cases.text import normalise
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User


def open_meeting(meeting: Meeting, *, by: User, chair: BodyMember) -> Meeting:
    """Begin the meeting with a member in the chair. Raises MeetingNotPlanned, AgendaEmpty, TimeAhead, NotMember."""
    with work():
        locked = lock_meeting(meeting)
        if locked.state not in BEFORE:
            raise MeetingNotPlanned
        if clock.today() < locked.on:
            raise TimeAhead
        if not locked.items.exists():
            raise AgendaEmpty
        refuse_strangers(locked.body, locked.on, chair)
        locked.state, locked.chair = Meeting.State.OPEN, chair
        locked.opened_at, locked.opened_by = clock.now(), by
        locked.save(update_fields=["state", "chair", "opened_at", "opened_by"])
        _record("meeting.opened", locked, by)
        return locked


def take_chair(meeting: Meeting, member: BodyMember, *, by: User) -> Meeting:
    """Let another member who serves lead from now on. Raises NotMember, NotPresent, NotServing."""
    with work():
        locked = _running(meeting)
        refuse_strangers(locked.body, locked.on, member)
        if not present(locked).filter(member=member).exists():
            raise NotPresent(name=member.name)
        if locked.body.decides and member.pk not in {place.member_id for place in serving(locked)}:
            raise NotServing(name=member.name)
        locked.chair = member
        locked.save(update_fields=["chair"])
        _record("meeting.chair_taken", locked, by, member=member.pk)
        return locked


def arrive(
    meeting: Meeting,
    member: BodyMember,
    *,
    by: User,
    at: datetime | None = None,
    serves_for: BodyMember | None = None,
    distance: bool = False,
) -> Attendance:
    """A member comes into the room.

    Raises AlreadyPresent, TimeAhead, MeetingNotOpen, NotMember; ClosedKeepTheirPeople for a time before a §.
    """
    with work():
        locked = _running(meeting)
        refuse_strangers(locked.body, locked.on, member, serves_for)
        if present(locked).filter(member=member).exists():
            raise AlreadyPresent(name=member.name)
        arrived = _instant(at)
        refuse_rewriting(locked, member, stay=(arrived, None))
        row = Attendance.objects.create(
            meeting=locked,
            member=member,
            serves_for=serves_for,
            distance=distance,
            arrived_at=arrived,
        )
        _record("meeting.arrived", locked, by, member=member.pk)
        return row


def welcome(
    meeting: Meeting, *, by: User, name: str, title: str = "", at: datetime | None = None
) -> Attendance:
    """Somebody who is no member is there too: an official, a guest."""
    with work():
        locked = _running(meeting)
        row = Attendance.objects.create(
            meeting=locked,
            name=normalise(name).strip()[:200],
            title=normalise(title).strip()[:200],
            arrived_at=_instant(at),
        )
        _record("meeting.arrived", locked, by, name=row.name)
        return row


def leave(row: Attendance, *, by: User, at: datetime | None = None) -> Attendance:
    """Somebody leaves the room. Raises NotPresent, LeavesBeforeArriving, TimeAhead, ClosedKeepTheirPeople."""
    with work():
        locked = _running(row.meeting)
        fresh = Attendance.objects.select_for_update(no_key=True).get(pk=row.pk)
        if fresh.left_at is not None:
            raise NotPresent(name=name_of(row))
        left = _instant(at)
        if left < fresh.arrived_at:
            raise LeavesBeforeArriving
        refuse_rewriting(locked, fresh.member, without=fresh, stay=(fresh.arrived_at, left))
        fresh.left_at = left
        fresh.save(update_fields=["left_at"])
        _record("meeting.left", locked, by, member=fresh.member_id)
        return fresh


def correct(row: Attendance, *, by: User, **facts: Any) -> Attendance:
    """Mend a stay that was noted wrongly: ``arrived_at``, ``left_at``, ``serves_for``, ``distance``.

    Raises LeavesBeforeArriving, TimeAhead, AlreadyPresent, NotMember; ClosedKeepTheirPeople for a time that
    changes who took part in a closed §, ItemBeingApproved for what the minutes say.
    """
    with work():
        locked = lock_meeting(row.meeting)
        _refuse_fixed(locked)
        fresh = Attendance.objects.select_related("member").get(pk=row.pk)
        for name in ("arrived_at", "left_at", "serves_for", "distance"):
            if name in facts:
                setattr(fresh, name, facts[name])
        refuse_strangers(locked.body, locked.on, fresh.serves_for)
        _refuse_times(locked, fresh)
        refuse_rewriting(locked, fresh.member, without=fresh, stay=(fresh.arrived_at, fresh.left_at))
        fresh.save()
        _record("meeting.attendance_corrected", locked, by, member=fresh.member_id)
        return fresh


def take_away(row: Attendance, *, by: User) -> None:
    """Remove a stay that never was. Raises ClosedKeepTheirPeople."""
    with work():
        locked = _running(row.meeting)
        refuse_rewriting(locked, row.member, without=row)
        _record("meeting.attendance_corrected", locked, by, member=row.member_id)
        row.delete()


def present(meeting: Meeting) -> Any:
    """The stays that last now."""
    return meeting.attendance.filter(left_at__isnull=True)


def seated(meeting: Meeting, item: AgendaItem | None = None) -> list[Seated]:
    """Every member as they are placed now, with jäv in ``item`` when one is given. Three queries."""
    here = {row.member_id: row for row in present(meeting).filter(member__isnull=False)}
    aside = set(item.disqualifications.values_list("member_id", flat=True)) if item else set()
    return [
        Seated(
            member_id=member.pk,
            ordinary=member.kind == BodyMember.Kind.ORDINARY,
            order=member.order,
            present=member.pk in here,
            disqualified=member.pk in aside,
            replaces=here[member.pk].serves_for_id if member.pk in here else None,
        )
        for member in members_on(meeting.body, meeting.on)
    ]


def serving(meeting: Meeting, item: AgendaItem | None = None) -> list[Seated]:
    """Who decides in the item: never anybody with jäv (KL 6:28-30)."""
    return who_serves(meeting.body.ordinary_seats, seated(meeting, item))


def quorum(meeting: Meeting, item: AgendaItem | None = None) -> Quorum:
    """How many serve in the item and how many it takes, counted anew for each (KL 5:45, 6:27)."""
    return Quorum(len(serving(meeting, item)), needed(meeting.body.ordinary_seats))


def name_of(row: Attendance) -> str:
    """Whoever it was."""
    return row.member.name if row.member else row.name or _("Okänd")


def _refuse_fixed(meeting: Meeting) -> None:
    if meeting.state not in {Meeting.State.OPEN, Meeting.State.ENDED}:
        raise MeetingNotOpen
    if meeting.occasions.filter(kind="ordinary", called_off_at=None).exists():
        raise ItemBeingApproved


def _refuse_times(meeting: Meeting, row: Attendance) -> None:
    _instant(row.arrived_at)
    if row.left_at is not None:
        if _instant(row.left_at) < row.arrived_at:
            raise LeavesBeforeArriving
        return
    if not meeting.is_running:
        raise MeetingNotOpen
    if row.member and present(meeting).filter(member=row.member).exclude(pk=row.pk).exists():
        raise AlreadyPresent(name=row.member.name)


def _running(meeting: Meeting) -> Meeting:
    locked = lock_meeting(meeting)
    if not locked.is_running:
        raise MeetingNotOpen
    return locked


def _instant(at: datetime | None) -> datetime:
    now = clock.now()
    if at is not None and at > now:
        raise TimeAhead
    return at or now


def _record(kind: str, meeting: Meeting, by: User, **data: Any) -> None:
    unit = meeting.body.unit
    behalf = access.keeping_for(by, unit)
    record(kind, by=by, on_behalf_of=behalf, case=meeting.case, unit=unit, subject=meeting, **data)
