"""Who is in the room and who decides: the members by name, counted for one item or for the whole meeting."""

from dataclasses import dataclass, replace
from functools import cached_property

from cases.meetings.attending import seated
from cases.meetings.bodies import members_on
from cases.meetings.leading import able_to_lead
from cases.models import AgendaItem, BodyMember, Meeting
from cases.quorum import Quorum, Seated, needed
from cases.quorum import serving as who_serves

Office = BodyMember.Office
LEADS = (Office.CHAIR, Office.VICE_CHAIR, Office.SECOND_VICE_CHAIR)


@dataclass
class Room:
    """The members of a meeting's body as they are placed now; ``item`` counts its jäv in."""

    meeting: Meeting
    item: AgendaItem | None = None

    @cached_property
    def members(self) -> dict[int, BodyMember]:
        """Everybody who holds a place that day, in the order of the list."""
        return {member.pk: member for member in members_on(self.meeting.body, self.meeting.on)}

    @cached_property
    def seated(self) -> list[Seated]:
        """Where each of them is."""
        return seated(self.meeting, self.item)

    @property
    def chair(self) -> BodyMember | None:
        """Who leads: the meeting, or the item where another does."""
        return (self.item and self.item.chair) or self.meeting.chair

    @property
    def leads(self) -> BodyMember | None:
        """The same, as long as they can: in the room, among those who decide."""
        return self.chair if self.chair and self.chair.pk in self._able_to_lead else None

    @property
    def may_lead(self) -> list[BodyMember]:
        """Who can, the vice chairs first."""
        able = [member for pk, member in self.members.items() if pk in self._able_to_lead]
        return sorted(able, key=lambda member: LEADS.index(member.office) if member.office else len(LEADS))

    @property
    def _able_to_lead(self) -> set[int]:
        return able_to_lead(self.meeting, self.seated)

    @property
    def seats(self) -> int:
        """How many ordinary places the body has."""
        return self.meeting.body.ordinary_seats

    @cached_property
    def serving(self) -> list[BodyMember]:
        """Who decides, in the order of the list; whoever leads the meeting first."""
        deciding = {place.member_id for place in who_serves(self.seats, self.seated)}
        if not self.meeting.body.decides:
            deciding = {place.member_id for place in self.seated if place.present and not place.disqualified}
        found = [member for pk, member in self.members.items() if pk in deciding]
        leads = self.chair.pk if self.chair else 0
        return sorted(found, key=lambda member: member.pk != leads)

    @property
    def filled(self) -> int:
        """How many places are filled in the room, jäv in this item or not."""
        placed = [replace(place, disqualified=False) for place in self.seated]
        return len(who_serves(self.seats, placed))

    @property
    def quorum(self) -> Quorum:
        """How many serve, and how many it takes."""
        return Quorum(len(self.serving), needed(self.seats))

    @property
    def aside(self) -> int:
        """How many of those present stand aside."""
        return sum(place.present and place.disqualified for place in self.seated)

    @property
    def present(self) -> list[BodyMember]:
        """Everybody in the room, jäv or not."""
        here = {place.member_id for place in self.seated if place.present}
        return [member for pk, member in self.members.items() if pk in here]

    @property
    def able(self) -> list[BodyMember]:
        """Those in the room who do not stand aside."""
        able = {place.member_id for place in self.seated if place.present and not place.disqualified}
        return [member for pk, member in self.members.items() if pk in able]

    def find(self, code: str) -> BodyMember | None:
        """The member with this public id."""
        return next((member for member in self.members.values() if member.public_id == code), None)


def named(member: BodyMember) -> str:
    """ "Ledamot 4 (X)"."""
    return f"{member.name} ({member.party})" if member.party else member.name


def office_of(member: BodyMember) -> str:
    """ "ordförande", "ersättare", or nothing."""
    if member.office:
        return str(BodyMember.Office(member.office).label)
    return str(BodyMember.Kind.SUBSTITUTE.label) if member.kind == BodyMember.Kind.SUBSTITUTE else ""
