"""The words around an item: what its button says, its votes and who took part, its refusals in place."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.meetings import electing, minutes
from cases.models import AgendaItem, Ballot, Participation, Point
from cases.views.meetings.minutes_shown import shown_election
from organisation import clock

from .agenda import item_address
from .item_page import ItemPage
from .room import named
from .side_forms import AsideForm, LeadForm, ReserveForm

Outcome = AgendaItem.Outcome
DECIDED = (Outcome.AS_PROPOSED, Outcome.CHANGED)


class ShownItem(ItemPage):
    """An item's page as its template reads it."""

    @property
    def number(self) -> str:
        """Its place on the agenda."""
        return str(self.agenda.numbers.get(self.found.pk, ""))

    @property
    def name(self) -> str:
        """ "Ärende 6", or "§ 142"."""
        said = self.agenda.name(self.found)
        return said[:1].upper() + said[1:]

    @property
    def address(self) -> str:
        """Where its form is sent."""
        return item_address(self.meeting, self.found)

    @property
    def onward(self) -> str:
        """Where one goes from here: the next item, or the end."""
        found = self.agenda.next_open or self.agenda.after_here
        if found:
            return item_address(self.meeting, found)
        return reverse("meeting_end", args=[self.meeting.public_id])

    @property
    def may_see_case(self) -> bool:
        """Whether its diary number can lead to the case."""
        return self.item.case is not None and access.can(self.user, "see_case", self.item.case)

    @property
    def close_label(self) -> str:
        """What the button that closes says."""
        onward = self.agenda.next_name
        if self.meeting.body.decides:
            if onward:
                return _("Avsluta paragrafen och gå till %(next)s") % {"next": onward}
            return _("Avsluta paragrafen")
        return (
            _("Avsluta punkten och gå till %(next)s") % {"next": onward} if onward else _("Avsluta punkten")
        )

    @property
    def blocked_reason(self) -> str:
        """What to do about too few; empty when they are enough."""
        return _("Bordlägg ärendet eller vänta in en ersättare.") if self.blocked else ""

    @property
    def may_vote(self) -> bool:
        """Whether a vote can be held: somebody serves, in a body that decides."""
        return self.meeting.body.decides and self.meeting.is_running and bool(self.room.serving)

    @property
    def outcome_error(self) -> str:
        """What was wrong with the outcome."""
        return self.tried.message("outcome")

    @property
    def points_error(self) -> str:
        """What was wrong with the points as a whole."""
        return self.tried.message("points")

    @property
    def confirmed_error(self) -> str:
        """What was wrong with the versions."""
        return self.tried.message("confirmed")

    @property
    def nobody_error(self) -> str:
        """Why an election that names nobody was not closed."""
        return self.tried.message("nobody")

    @cached_property
    def reserve(self) -> ReserveForm:
        """The form of a reservation."""
        return ReserveForm(self.room, self.tried, "reserve")

    @cached_property
    def aside(self) -> AsideForm:
        """The form of jäv."""
        return AsideForm(self.room, self.tried, "aside")

    @cached_property
    def lead(self) -> LeadForm:
        """The form of who leads it."""
        return LeadForm(self.room, self.tried, "lead")

    @property
    def led_by(self) -> str:
        """Who led the closed item, where that was not the meeting's chair."""
        chair = self.item.chair
        return named(chair) if chair and chair.pk != self.meeting.chair_id else ""

    @cached_property
    def ballots(self) -> list[dict[str, Any]]:
        """The votes that were held."""
        return [_ballot(row, number) for number, row in enumerate(self.item.ballots.all(), start=1)]

    @cached_property
    def elections(self) -> list[dict[str, Any]]:
        """The elections that were held, each with its code."""
        rows = self.item.elections.all()
        return [shown_election(electing.said_of(row)) | {"code": row.public_id} for row in rows]

    @property
    def standing(self) -> list[Point]:
        """The points that were decided; none when the item was put off."""
        return self._left if self.is_decided else []

    @property
    def undecided(self) -> list[Point]:
        """The points of a proposal that was not decided."""
        return [] if self.is_decided else minutes.points_of(self.item)

    @property
    def is_decided(self) -> bool:
        """Whether the points became a decision or an endorsement."""
        return self.found.outcome in {*DECIDED, Outcome.ENDORSED, Outcome.IN_PRINCIPLE}

    @property
    def _left(self) -> list[Point]:
        return [point for point in self.item.points.all() if not point.struck]

    @property
    def body_decides(self) -> str:
        """The line over the points."""
        decided = self.meeting.body.decides and self.found.outcome in DECIDED and self.standing
        return _("%(body)s beslutar") % {"body": self.meeting.body.unit.name} if decided else ""

    @property
    def said(self) -> str:
        """What was moved and how it was decided, as one text."""
        rows = (self.texts.get("proposals"), self.texts.get("procedure"))
        return "\n\n".join(row.value for row in rows if row and row.value)

    @property
    def took_part(self) -> list[str]:
        """Who decided."""
        return [_who(row) for row in self.item.participations.all() if row.capacity == "serving"]


def _who(row: Participation) -> str:
    if row.serves_for is None:
        return named(row.member)
    return _("%(name)s för %(member)s") % {"name": named(row.member), "member": row.serves_for.name}


def _ballot(ballot: Ballot, number: int) -> dict[str, Any]:
    facts = {"number": number, "time": f"{clock.local(ballot.held_at):%H.%M}"}
    return {
        "row": ballot,
        "heading": _("Omröstning %(number)s, kl. %(time)s") % facts,
        "votes": [
            {"code": vote.member.public_id, "name": named(vote.member), "vote": vote.choice}
            for vote in ballot.votes.all()
        ],
    }
