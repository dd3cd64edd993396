"""An election with closed ballots on an item: names and numbers, and whom the lot fell on when it is even."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.errors import AlreadyDone, Refused
from cases.meetings import electing
from cases.meetings.room_errors import ElectionUnsaid
from cases.models import AgendaItem
from cases.views.meetings.during.agenda import Agenda, item_address
from cases.views.meetings.during.finding import find_item
from cases.views.meetings.during.room import Room
from cases.views.meetings.during.showing import show
from cases.views.meetings.during.trouble import Problem, Tried
from cases.views.support import run_once
from cases.voting import LotMissing
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

MORE = "more"
ROWS = 4
MOST = 200


class NumberUnreadable(Refused):
    """Votes are counted in whole numbers."""

    message = gettext_lazy("Skriv antalet röster med siffror: %(typed)s.")


@dataclass
class ElectionPage:
    """The form of one election, with what was typed in it."""

    item: AgendaItem
    room: Room
    tried: Tried = field(default_factory=Tried)
    tied: list[str] = field(default_factory=list)

    @property
    def what(self) -> str:
        """What it is about; the item's own title to begin with."""
        return self.tried.typed.get("what", self.item.title)

    @property
    def blank(self) -> str:
        """How many ballots were blank, as typed."""
        return self.tried.typed.get("blank", "")

    @property
    def drawn(self) -> str:
        """Whom the lot fell on, as chosen."""
        return self.tried.typed.get("drawn", "")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row per name, with empty ones to write in."""
        typed = [(name, count) for name, count in self._typed if name.strip() or count.strip()]
        room = ROWS if self.tried.typed.get("do") == MORE or not typed else 1
        rows = [*typed, *[("", "")] * max(room, ROWS - len(typed))][:MOST]
        return [{"number": n, "name": name, "count": count} for n, (name, count) in enumerate(rows, start=1)]

    @property
    def votes(self) -> list[tuple[str, int]]:
        """The names with their votes. Raises NumberUnreadable."""
        return [(name, number(count)) for name, count in self._typed if name.strip()]

    @property
    def what_error(self) -> str:
        """What was wrong with it."""
        return self.tried.message("what")

    @property
    def votes_error(self) -> str:
        """What was wrong with the names and numbers."""
        return self.tried.message("votes")

    @property
    def lot_error(self) -> str:
        """That the lot is to be drawn."""
        return self.tried.message("drawn")

    @property
    def _typed(self) -> list[tuple[str, str]]:
        return list(zip(self.tried.many("name"), self.tried.many("count"), strict=False))[:MOST]


def number(typed: str) -> int:
    """A number of votes; an empty box is none. Raises NumberUnreadable."""
    text = typed.strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise NumberUnreadable(typed=text)
    return int(text)


@form_page
def item_election(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Note an election; it may be taken away again on the item's page before the item is closed."""
    item = find_item(request, public_id, item_id)
    meeting: Any = item.meeting
    if request.method != "POST" and (item.is_closed or not meeting.is_running or not meeting.body.decides):
        return redirect(item_address(meeting, item))
    page = ElectionPage(item, Room(meeting, item), Tried(request.POST))
    if request.method != "POST" or request.POST.get("do") == MORE:
        return _show(request, page)
    page.tried.problems = _elect(request, page)
    if page.tried.problems:
        return _show(request, page)
    messages.success(request, _("Valet är antecknat."))
    return redirect(f"{item_address(meeting, item)}#votes")


def _show(request: SignedInRequest, page: ElectionPage) -> HttpResponse:
    meeting: Any = page.item.meeting
    agenda = Agenda(meeting, request.user, page.item)
    context: dict[str, Any] = {"page": page, "item": page.item, "room": page.room, "tried": page.tried}
    return show(request, "election", agenda, number=agenda.numbers.get(page.item.pk, ""), **context)


def _elect(request: SignedInRequest, page: ElectionPage) -> list[Problem]:
    try:
        run_once(request, lambda: _record(request, page), name="item_election")
    except KeyUsedForOtherContent:
        return [Problem("", str(AlreadyDone()))]
    except LotMissing as refusal:
        page.tied = refusal.facts["tied"]
        return [Problem("drawn", str(refusal))]
    except ElectionUnsaid as refusal:
        return [Problem("what", str(refusal))]
    except Refused as refusal:
        return [Problem("votes", str(refusal))]
    return []


def _record(request: SignedInRequest, page: ElectionPage) -> Any:
    return electing.elect(
        page.item,
        by=request.user,
        what=page.what,
        votes=page.votes,
        blank=number(page.blank),
        drawn=page.drawn,
    )
