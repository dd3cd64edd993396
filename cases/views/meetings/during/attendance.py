"""Who comes, who goes, who serves for whom, who leads: by keyboard, while the meeting goes on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.errors import AlreadyDone, Refused
from cases.models import Meeting
from cases.views.meetings.finding import kept_meeting
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

from . import attendance_steps, corrections
from .agenda import Agenda
from .attendance_rows import AttendancePage
from .showing import show
from .trouble import Problem, Tried


@form_page
def meeting_attendance(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The members, substitutes and guests with their times; a form changes what was changed in it."""
    meeting = kept_meeting(request, public_id)
    page = _page(request, meeting, Tried())
    if request.method == "POST":
        problems = _take(request, page)
        if not problems:
            messages.success(request, _("Närvaron är sparad."))
            return redirect("meeting_attendance", public_id)
        page = _page(request, kept_meeting(request, public_id), Tried(request.POST, problems))
    return show(request, "attendance", page.agenda, page=page, room=page.room, tried=page.tried)


def _page(request: SignedInRequest, meeting: Meeting, tried: Tried) -> AttendancePage:
    return AttendancePage(meeting, Agenda(meeting, request.user), tried)


def _take(request: SignedInRequest, page: AttendancePage) -> list[Problem]:
    try:
        run_once(request, lambda: _change(request, page), name="meeting_attendance")
    except KeyUsedForOtherContent:
        return [Problem("", str(AlreadyDone()))]
    except corrections.RowRefused as refusal:
        return [Problem(refusal.field, str(refusal))]
    except Refused as refusal:
        return [Problem("", str(refusal))]
    return []


def _change(request: SignedInRequest, page: AttendancePage) -> None:
    if request.POST.get("do") == "correct":
        corrections.correct(page.meeting, page.corrections, request.POST, by=request.user)
    else:
        attendance_steps.move(page, request.POST, by=request.user)
