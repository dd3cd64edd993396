"""Opening the meeting with a roll call; once it goes on, the way to the item that is next."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.errors import AlreadyDone, Refused
from cases.meetings import attending
from cases.meetings.errors import NoChair
from cases.models import BodyMember, Meeting
from cases.views.meetings.during.agenda import Agenda, item_address
from cases.views.meetings.during.room import Room, named, office_of
from cases.views.meetings.during.showing import show
from cases.views.meetings.during.trouble import Problem, Tried
from cases.views.meetings.finding import kept_meeting
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation import clock
from organisation.http import SignedInRequest, form_page

BEFORE = (Meeting.State.PLANNED, Meeting.State.CALLED)
ALL = "all"
LEADS = (BodyMember.Office.CHAIR, BodyMember.Office.VICE_CHAIR, BodyMember.Office.SECOND_VICE_CHAIR)


@dataclass
class OpeningPage:
    """The roll call before a meeting: who is here, and who leads it."""

    meeting: Meeting
    room: Room
    tried: Tried = field(default_factory=Tried)

    @property
    def may_open(self) -> bool:
        """Whether its day has come."""
        return clock.today() >= self.meeting.on

    @property
    def chairs(self) -> list[BodyMember]:
        """Who may lead it, those with an office first."""
        members = self.room.members.values()
        return sorted(members, key=lambda member: (_rank(member), member.kind, member.order))

    @property
    def chair(self) -> str:
        """Who is chosen: the chair, else the vice chair."""
        return self.tried.typed.get("chair") or next((member.public_id for member in self.chairs), "")

    @property
    def ticked(self) -> set[str]:
        """Who is ticked as present: the chair to begin with, everybody after "Alla ledamöter är här"."""
        if not self.tried.typed:
            return {self.chair}
        if self.tried.typed.get("do") == ALL:
            return {one.public_id for one in self.room.members.values() if one.kind == "ordinary"}
        return set(self.tried.many("present"))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The members in order."""
        return [
            {
                "code": member.public_id,
                "name": named(member),
                "office": office_of(member),
                "present": member.public_id in self.ticked,
            }
            for member in self.room.members.values()
        ]


@form_page
def meeting_during(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Before the meeting: open it. While it goes on: the next open item. After it: what became of it."""
    meeting = kept_meeting(request, public_id)
    if meeting.state not in BEFORE:
        return _onward(request, meeting)
    page = OpeningPage(meeting, Room(meeting), Tried(request.POST))
    if request.method == "POST" and request.POST.get("do") != ALL:
        page.tried.problems = _open(request, page)
        if not page.tried.problems:
            decides = meeting.body.decides
            messages.success(request, _("Sammanträdet är öppnat.") if decides else _("Mötet är öppnat."))
            return _onward(request, meeting)
    return show(request, "open", Agenda(meeting, request.user), page=page, tried=page.tried)


def _onward(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    if meeting.state == Meeting.State.CANCELLED:
        return redirect("meeting", meeting.public_id)
    onward = Agenda(meeting, request.user).next_open
    return redirect(item_address(meeting, onward)) if onward else redirect("meeting_end", meeting.public_id)


def _open(request: SignedInRequest, page: OpeningPage) -> list[Problem]:
    try:
        run_once(request, lambda: _begin(request, page), name="meeting_open")
    except KeyUsedForOtherContent:
        return [Problem("", str(AlreadyDone()))]
    except NoChair as refusal:
        return [Problem("chair", str(refusal))]
    except Refused as refusal:
        return [Problem("", str(refusal))]
    return []


def _begin(request: SignedInRequest, page: OpeningPage) -> Meeting:
    """Open it, and let everybody who is ticked in; whoever leads it is here."""
    chair = page.room.find(page.chair)
    if chair is None:
        raise NoChair
    opened = attending.open_meeting(page.meeting, by=request.user, chair=chair)
    for member in page.room.members.values():
        if member == chair or member.public_id in page.ticked:
            attending.arrive(opened, member, by=request.user)
    return opened


def _rank(member: BodyMember) -> int:
    return LEADS.index(member.office) if member.office in LEADS else len(LEADS)
