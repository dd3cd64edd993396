"""The end of a meeting, and its going on; a closed item opened again; extra items."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.errors import AlreadyDone, Refused
from cases.meetings import closing, handing_out, wishes
from cases.models import AgendaItem, Meeting
from cases.views.meetings.during.agenda import Agenda, item_address
from cases.views.meetings.during.finding import find_item
from cases.views.meetings.during.room import Room
from cases.views.meetings.during.showing import show
from cases.views.meetings.during.trouble import Problem, Tried, fingerprint
from cases.views.meetings.finding import kept_meeting
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page


@form_page
def meeting_end(request: SignedInRequest, public_id: str) -> HttpResponse:
    """End the meeting when nothing is left, note wishes for the next one, or take the end back."""
    meeting = kept_meeting(request, public_id)
    if meeting.opened_at is None:
        return redirect("meeting_during", public_id)
    tried = Tried(request.POST)
    if request.method == "POST":
        tried.problems = _take(request, meeting)
        if not tried.problems:
            return _done(request, meeting)
    fresh = kept_meeting(request, public_id)
    return _show(request, fresh, tried)


def _take(request: SignedInRequest, meeting: Meeting) -> list[Problem]:
    step = STEPS.get(request.POST.get("do", "save"), _keep_wishes)
    try:
        run_once(request, lambda: step(request, meeting), name="meeting_end")
    except KeyUsedForOtherContent:
        return [Problem("", str(AlreadyDone()))]
    except wishes.WishesOvertaken as refusal:
        return [Problem("wishes", str(refusal), theirs=refusal.theirs)]
    except Refused as refusal:
        return [Problem("reason" if "continue" in request.POST.get("do", "") else "", str(refusal))]
    return []


def _done(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    said = {
        "end": _("Sammanträdet är avslutat.") if meeting.body.decides else _("Mötet är avslutat."),
        "continue": _("Sammanträdet fortsätter.") if meeting.body.decides else _("Mötet fortsätter."),
    }
    messages.success(request, said.get(request.POST.get("do", ""), _("Sparat.")))
    return redirect("meeting_end", meeting.public_id)


def _show(request: SignedInRequest, meeting: Meeting, tried: Tried) -> HttpResponse:
    agenda = Agenda(meeting, request.user)
    context: dict[str, Any] = {
        "tried": tried,
        "left": [{"name": agenda.name(row), "row": row} for row in agenda.counted if not row.is_closed],
        "room": Room(meeting),
        "wishes": tried.typed.get("wishes", meeting.wishes),
        "wishes_mark": fingerprint(meeting.wishes),
        "hands_out": 0 if meeting.body.decides else handing_out.count(meeting),
        "may_continue": meeting.state == Meeting.State.ENDED
        and not meeting.occasions.filter(called_off_at=None).exists(),
    }
    return show(request, "end", agenda, **context)


def _keep_wishes(request: SignedInRequest, meeting: Meeting) -> Any:
    if "wishes" not in request.POST:
        return None
    unseen = request.POST.get("wishes-seen", "") != fingerprint(meeting.wishes)
    return wishes.note(meeting, by=request.user, text=request.POST["wishes"], overtaken=unseen)


def _end(request: SignedInRequest, meeting: Meeting) -> Any:
    _keep_wishes(request, meeting)
    return closing.end_meeting(meeting, by=request.user)


def _continue(request: SignedInRequest, meeting: Meeting) -> Any:
    return closing.continue_meeting(meeting, by=request.user, reason=request.POST.get("reason", ""))


STEPS = {"end": _end, "continue": _continue}


@form_page
def item_reopen(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Open a closed item again, saying why; it keeps its §."""
    item = find_item(request, public_id, item_id)
    tried = Tried(request.POST)
    if request.method == "POST":
        tried.problems = _reopen(request, item)
        if not tried.problems:
            messages.success(request, _("Ärendet är öppnat igen."))
            return redirect(item_address(item.meeting, item))  # type: ignore[arg-type]
    elif not item.is_closed:
        return redirect(item_address(item.meeting, item))  # type: ignore[arg-type]
    agenda = Agenda(item.meeting, request.user, item)  # type: ignore[arg-type]
    number = agenda.numbers.get(item.pk, "")
    return show(request, "reopen", agenda, item=item, tried=tried, number=number)


def _reopen(request: SignedInRequest, item: AgendaItem) -> list[Problem]:
    def verb() -> AgendaItem:
        return closing.reopen_item(item, by=request.user, reason=request.POST.get("reason", ""))

    try:
        run_once(request, verb, name="item_reopen")
    except KeyUsedForOtherContent:
        return [Problem("", str(AlreadyDone()))]
    except Refused as refusal:
        return [Problem("reason", str(refusal))]
    return []
