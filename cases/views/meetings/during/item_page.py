"""One item during the meeting: everything its page shows, in a constant number of queries."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.meetings import closing
from cases.meetings.minutes import gathered
from cases.models import Adoption, AgendaDocument, AgendaItem, Decision, Meeting
from cases.views.meetings.reported import reported
from organisation.models import User

from .agenda import Agenda
from .item_texts import TextRow, text_rows
from .point_rows import PointRow, is_changed, point_rows, shape
from .room import Room
from .trouble import Tried

Outcome, Kind = AgendaItem.Outcome, AgendaItem.Kind
SETS = ((Outcome.AS_PROPOSED, "decision"), (Outcome.ENDORSED, "group"))
FIRST = (Outcome.AS_PROPOSED, Outcome.ENDORSED, Outcome.NOTED)


@dataclass
class ItemPage:
    """The item as one secretary has it before them; ``tried`` is a form that was refused."""

    found: AgendaItem
    user: User
    tried: Tried = field(default_factory=Tried)

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting it is taken up at."""
        meeting: Any = self.found.meeting
        return meeting

    @cached_property
    def item(self) -> AgendaItem:
        """The item with everything under it."""
        return gathered(self.meeting, [self.found.pk])[0]

    @cached_property
    def agenda(self) -> Agenda:
        """The agenda beside it."""
        return Agenda(self.meeting, self.user, self.found)

    @cached_property
    def room(self) -> Room:
        """Who decides in it."""
        return Room(self.meeting, self.found)

    @property
    def may_write(self) -> bool:
        """Whether the item is on: open in a meeting that goes on, or opened again after it."""
        again = self.meeting.state == Meeting.State.ENDED and self.found.reopened_at is not None
        return not self.found.is_closed and (self.meeting.is_running or again)

    @property
    def may_reopen(self) -> bool:
        """Whether the closed item can be opened: nothing lies before the approvers."""
        occasion = self.found.occasion
        held = self.meeting.is_running or self.meeting.state == Meeting.State.ENDED
        return self.found.is_closed and held and (occasion is None or occasion.called_off_at is not None)

    @cached_property
    def points(self) -> list[PointRow]:
        """Its points."""
        return point_rows(self.item, self.tried)

    @cached_property
    def texts(self) -> dict[str, TextRow]:
        """Its running texts."""
        return text_rows(self.item, self.tried)

    @property
    def shape(self) -> str:
        """A mark of its points, jäv, votes and reservations: what a page left open may have missed."""
        return shape(self.item)

    @cached_property
    def has_points(self) -> bool:
        """Whether there is something to decide in it."""
        return self.outcome_set != "information" or bool(self.points)

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """What can become of it."""
        return closing.outcomes_for(self.found)

    @property
    def outcome_set(self) -> str:
        """Which choice of outcomes it has."""
        return next((name for code, name in SETS if code in self.outcomes), "information")

    @property
    def changed(self) -> bool:
        """Whether a point differs from the proposal."""
        return is_changed(self.points)

    @property
    def outcome(self) -> str:
        """The outcome that is chosen when the page opens, so that an unchanged item needs no choice."""
        chosen = self.tried.typed.get("outcome", "") or self.found.chosen
        if chosen in self.outcomes and chosen not in self.unavailable and not self._outdated(chosen):
            return chosen
        if self.changed and Outcome.CHANGED in self.outcomes:
            return "" if self.blocked else Outcome.CHANGED
        return next((code for code in FIRST if code in self.outcomes and code not in self.unavailable), "")

    @property
    def outcome_saving(self) -> str:
        """Where a choice is kept while the item is on."""
        return reverse("item_text_autosave", args=[self.meeting.public_id, self.found.public_id, "outcome"])

    @property
    def chosen_since(self) -> str:
        """What a colleague has chosen since the form was opened, when it is not what the form says; in words."""
        seen = self.tried.typed.get("outcome-version", "")
        newer = seen.isdecimal() and int(seen) < self.found.chosen_edition
        differs = self.found.chosen != self.tried.typed.get("outcome", "")
        return self.found.get_chosen_display() if newer and differs else ""

    def _outdated(self, chosen: str) -> bool:
        """A choice that no longer fits the points."""
        return chosen == (Outcome.AS_PROPOSED if self.changed else Outcome.CHANGED)

    @cached_property
    def blocked(self) -> bool:
        """Whether too few serve for it to be decided."""
        return self.meeting.body.decides and self.meeting.is_running and not self.room.quorum.is_met

    @cached_property
    def unavailable(self) -> list[str]:
        """The outcomes a missing quorum rules out."""
        return [code for code in self.outcomes if self.blocked and code not in closing.NOT_DECIDED]

    @property
    def why(self) -> str:
        """The reason under the outcomes."""
        return _("Ärendet kan inte avgöras förrän fler tjänstgör.") if self.blocked else ""

    @cached_property
    def overtaken(self) -> list[Adoption]:
        """Versions that have a newer one since."""
        return closing.overtaken(self.found)

    @cached_property
    def papers(self) -> list[AgendaDocument]:
        """The documents of the item."""
        return list(self.found.papers.select_related("summons"))

    @cached_property
    def reported(self) -> list[Decision]:
        """The decisions by officials that the item tells the body of; a secret one by its number alone."""
        return reported(self.found, self.user)

    @property
    def confirmed(self) -> list[str]:
        """The overtaken versions that were ticked."""
        return self.tried.many("confirmed")

    @property
    def immediate(self) -> bool:
        """Whether the § is to be approved at once."""
        sent = "do" in self.tried.typed
        return bool(self.tried.typed.get("immediate")) or (self.found.immediate and not sent)
