"""Who leads an item: the one in the chair of the meeting, or somebody else for this item alone."""

from collections.abc import Collection
from typing import Any

from cases.meetings.attending import seated
from cases.meetings.bodies import refuse_strangers
from cases.meetings.errors import ChairStandsAside, HasConflict, MeetingNotOpen, NotPresent, NotServing
from cases.meetings.places import tell, writable
from cases.meetings.room_errors import CastByAnother, ChairDoesNotServe
from cases.models import AgendaItem, BodyMember, Meeting
from cases.quorum import Seated
from cases.quorum import serving as who_serves
from ledger.work import work
from organisation.models import User


def lead(item: AgendaItem, member: BodyMember, *, by: User) -> AgendaItem:
    """Let another member lead this item alone; the next one is led by the chair of the meeting again.

    Raises NotMember, NotPresent, NotServing, HasConflict, CastByAnother.
    """
    with work():
        locked = writable(item)
        meeting = locked.meeting
        if meeting is None or not meeting.is_running:
            raise MeetingNotOpen
        refuse_strangers(locked.body, meeting.on, member)
        _refuse_unable(locked, member, seated(meeting, locked))
        _refuse_cast_by_another(locked, member)
        locked.chair = member
        locked.save(update_fields=["chair"])
        tell("item.chair_chosen", locked, by, member=member.pk)
        return locked


def settle(item: AgendaItem, meeting: Meeting, places: Collection[Seated]) -> None:
    """Let the item that is closed tell who led it: one of those who decide in it.

    Raises ChairStandsAside (KL 6:30), ChairDoesNotServe, CastByAnother.
    """
    chair = item.chair or meeting.chair
    if chair is None:
        return
    if any(place.disqualified for place in places if place.member_id == chair.pk):
        raise ChairStandsAside(name=chair.name)
    if chair.pk not in able_to_lead(meeting, places):
        raise ChairDoesNotServe(name=chair.name)
    _refuse_cast_by_another(item, chair)
    item.chair = chair


def able_to_lead(meeting: Meeting, places: Collection[Seated]) -> set[int]:
    """Who may lead an item: those who decide in it; in a group everybody in the room."""
    if meeting.body.decides:
        return {place.member_id for place in who_serves(meeting.body.ordinary_seats, list(places))}
    return {place.member_id for place in places if place.present and not place.disqualified}


def leaders(said: dict[str, Any]) -> dict[str, list[int]]:
    """Who led which § of the minutes' plain data, in the order they came to lead."""
    led: dict[str, list[int]] = {}
    for row in said["items"]:
        if row.get("chair"):
            led.setdefault(row["chair"], []).extend([row["paragraph"]] if row["paragraph"] else [])
    return led


def other_leader(row: dict[str, Any], said: dict[str, Any]) -> str:
    """Who led the item, where it was not the one the minutes name as the meeting's chair."""
    chair = row.get("chair", "")
    return "" if chair == said["chair"] else str(chair)


def _refuse_unable(item: AgendaItem, member: BodyMember, places: Collection[Seated]) -> None:
    meeting: Any = item.meeting
    if member.pk in able_to_lead(meeting, places):
        return
    place = next(place for place in places if place.member_id == member.pk)
    if place.disqualified:
        raise HasConflict(name=member.name)
    raise NotServing(name=member.name) if place.present else NotPresent(name=member.name)


def _refuse_cast_by_another(item: AgendaItem, chair: BodyMember) -> None:
    """A tie that somebody else's vote broke would be broken by nobody."""
    cast = item.ballots.exclude(casting=None).exclude(casting=chair).select_related("casting").first()
    if cast is not None and cast.casting is not None:
        raise CastByAnother(name=cast.casting.name)
