"""A vote by name on an item: everybody who serves says yes, no or abstains; a tie is the chair's."""

from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.errors import AlreadyDone, Refused
from cases.meetings import in_the_room
from cases.models import AgendaItem, BodyMember, Vote
from cases.views.meetings.during.agenda import Agenda, item_address
from cases.views.meetings.during.finding import find_item
from cases.views.meetings.during.room import Room, named, office_of
from cases.views.meetings.during.showing import show
from cases.views.meetings.during.trouble import Problem, Tried
from cases.views.support import run_once
from cases.voting import Choice
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

ALL_YES = "all_yes"


@dataclass
class VotePage:
    """The form of one vote, with what was typed in it."""

    item: AgendaItem
    room: Room
    tried: Tried = field(default_factory=Tried)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Everybody who votes, the chair first."""
        return [
            {
                "code": member.public_id,
                "name": named(member),
                "office": office_of(member),
                "vote": self.vote_of(member),
                "chair": member == self.room.chair,
            }
            for member in self.room.serving
        ]

    @property
    def sums(self) -> dict[str, int]:
        """How many of each, as it stands in the form."""
        votes = [self.vote_of(member) for member in self.room.serving]
        return {choice: votes.count(choice) for choice in Vote.Choice.values}

    @property
    def yes_means(self) -> str:
        """What a yes is for."""
        return self.tried.typed.get("yes_means", _("Bifall till förslaget till beslut"))

    @property
    def no_means(self) -> str:
        """What a no is for."""
        return self.tried.typed.get("no_means", "")

    @property
    def yes_error(self) -> str:
        """What was wrong with it."""
        return self.tried.message("yes_means")

    @property
    def no_error(self) -> str:
        """What was wrong with it."""
        return self.tried.message("no_means")

    @property
    def votes_error(self) -> str:
        """What was wrong with the votes."""
        return self.tried.message("votes")

    def vote_of(self, member: BodyMember) -> str:
        """What is chosen in the form."""
        if self.tried.typed.get("do") == ALL_YES:
            return str(Vote.Choice.YES)
        return self.tried.typed.get(f"vote-{member.public_id}", "")

    @property
    def votes(self) -> dict[BodyMember, Choice]:
        """The votes that were given."""
        given = {member: self.vote_of(member) for member in self.room.serving}
        return {member: cast(Choice, vote) for member, vote in given.items() if vote in Vote.Choice.values}


@form_page
def item_vote(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Enter a vote; it may be taken away again on the item's page before the item is closed."""
    item = find_item(request, public_id, item_id)
    meeting: Any = item.meeting
    if request.method != "POST" and (item.is_closed or not meeting.is_running):
        return redirect(item_address(meeting, item))
    page = VotePage(item, Room(meeting, item), Tried(request.POST))
    if request.method != "POST" or request.POST.get("do") == ALL_YES:
        return _show(request, page)
    problems = _missing(page) or _vote(request, page)
    if problems:
        page.tried.problems = problems
        return _show(request, page)
    messages.success(request, _("Omröstningen är antecknad."))
    return redirect(f"{item_address(meeting, item)}#votes")


def _show(request: SignedInRequest, page: VotePage) -> HttpResponse:
    meeting: Any = page.item.meeting
    agenda = Agenda(meeting, request.user, page.item)
    context: dict[str, Any] = {"page": page, "item": page.item, "room": page.room, "tried": page.tried}
    return show(request, "vote", agenda, number=agenda.numbers.get(page.item.pk, ""), **context)


def _missing(page: VotePage) -> list[Problem]:
    message = _("Skriv vad rösten betyder.")
    return [
        Problem(name, message, label)
        for name, label in (("yes_means", _("Ja betyder")), ("no_means", _("Nej betyder")))
        if not page.tried.typed.get(name, "").strip()
    ]


def _vote(request: SignedInRequest, page: VotePage) -> list[Problem]:
    try:
        run_once(request, lambda: _record(request, page), name="item_vote")
    except KeyUsedForOtherContent:
        return [Problem("", str(AlreadyDone()))]
    except Refused as refusal:
        return [Problem("votes", str(refusal))]
    return []


def _record(request: SignedInRequest, page: VotePage) -> Any:
    return in_the_room.vote(
        page.item, page.votes, by=request.user, yes_means=page.yes_means, no_means=page.no_means
    )
