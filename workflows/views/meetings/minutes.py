"""After the meeting: the minutes are read through, laid before their approvers, taken back, signed on paper."""

from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import access, opened
from cases.forms.minutes import ApproversForm, CallOffForm, ScanForm
from cases.meetings import approving, chosen_approvers, minutes, minutes_files, veiling, without_taker
from cases.meetings.completing import ACTING
from cases.meetings.signed_paper import keep_scan
from cases.models import AgendaItem, ApprovalOccasion, Approver, Meeting
from cases.views.downloads import inert_bytes
from cases.views.meetings import minutes_facts, minutes_shown
from cases.views.meetings.finding import kept_meeting, seen_meeting
from cases.views.meetings.head import head
from cases.views.meetings.steps import take, too_late
from cases.views.support import posted
from organisation import clock
from organisation.http import SignedInRequest, form_page

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@form_page
def meeting_minutes(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The minutes as they stand; the secretary sends them to their approvers from here."""
    meeting, may_keep = seen_meeting(request, public_id)
    if request.method == "POST" and not may_keep:
        raise Http404
    if meeting.opened_at is None:
        return redirect("meeting", public_id)
    if not may_keep:
        return _read(request, meeting)
    step = request.POST.get("do", "")
    ask = ApproversForm(posted(request) if step in {"ask", "ask_at_once"} else None, meeting=meeting)
    if done := take(
        request,
        ask,
        lambda: _lay_before(request, meeting, ask),
        name="lay_before",
        success=_("Protokollet är skickat för justering."),
        go_to=request.path,
    ):
        return done
    if ask.errors and (
        meeting.state != Meeting.State.ENDED if step == "ask" else not _at_once(meeting).exists()
    ):
        return too_late(request, ask, request.path)
    return _page(request, meeting, ask)


@require_POST
def minutes_call_off(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take the minutes back from their approvers, saying why."""
    occasion = access.find(request.user, ApprovalOccasion, "keep_meetings", public_id=public_id)
    form = CallOffForm(request.POST)
    if done := take(
        request,
        form,
        lambda: approving.call_off(occasion, by=request.user, **form.cleaned_data),
        name="call_off",
        success=_("Protokollet är tillbaka hos dig. Paragraferna behåller sina nummer."),
        go_to=_minutes_of(occasion.meeting),
    ):
        return done
    return _page(request, kept_meeting(request, occasion.meeting.public_id), call_off=form)


@require_POST
def minutes_scan(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Register the signed paper of an approver without a log-in."""
    approver = access.find(request.user, Approver, "keep_meetings", public_id=public_id)
    form = ScanForm(request.POST, request.FILES)
    if done := take(
        request,
        form,
        lambda: _keep_scan(request, approver, form),
        name="scan",
        success=_("Underskriften är registrerad."),
        go_to=_minutes_of(approver.occasion.meeting),
    ):
        return done
    return too_late(request, form, _minutes_of(approver.occasion.meeting))


@require_safe
def minutes_pdf(request: SignedInRequest, public_id: str) -> FileResponse:
    """The minutes of one approval as PDF, for whoever keeps, is called or approves."""
    occasion = _readable(request, public_id)
    return _file(minutes_files.pdf(occasion, _said_to(request, occasion)), occasion, PDF, "pdf")


@require_safe
def minutes_word(request: SignedInRequest, public_id: str) -> FileResponse:
    """The same as a Word file."""
    occasion = _readable(request, public_id)
    return _file(minutes_files.word(occasion, _said_to(request, occasion)), occasion, WORD, "docx")


@require_safe
def minutes_draft(request: SignedInRequest, public_id: str) -> FileResponse:
    """The minutes as they stand now, for the secretary to print and read."""
    meeting = kept_meeting(request, public_id)
    said = veiling.minutes_for(request.user, meeting, minutes.content(meeting))
    _note(request, meeting)
    content = BytesIO(minutes_files.draft(said, at=clock.now()))
    name = f"protokoll-{meeting.on}-utkast" if meeting.body.decides else f"minnesanteckningar-{meeting.on}"
    return inert_bytes(content, f"{name}.pdf", PDF)


def _lay_before(request: SignedInRequest, meeting: Meeting, form: ApproversForm) -> ApprovalOccasion:
    items = list(_at_once(meeting)) if request.POST.get("do") == "ask_at_once" else None
    chosen = form.cleaned_data
    return approving.lay_before(
        meeting, list(chosen["approvers"]), by=request.user, items=items, reason=chosen["reason"]
    )


def _keep_scan(request: SignedInRequest, approver: Approver, form: ScanForm) -> Approver:
    return approving.approve_on_paper(
        approver,
        by=request.user,
        scan=keep_scan(approver, form.cleaned_data["scan"], by=request.user),
    )


def _read(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """What is approved, for those who are called: until then the minutes are nobody's but the secretary's."""
    occasions = list(meeting.occasions.filter(completed_at__isnull=False).order_by("pk"))
    if not occasions:
        raise Http404
    rows = [row for occasion in occasions for row in occasion.content["items"]]
    said = occasions[-1].content | {"items": sorted(rows, key=lambda row: row["paragraph"] or 0)}
    said = veiling.minutes_for(request.user, meeting, said)
    opened.note_items(request, meeting, _shown(request, meeting).filter(occasion__in=occasions))
    context = {
        "meeting": meeting,
        "head": head(meeting, may_keep=False),
        "may_keep": False,
        "paragraphs": minutes_shown.paragraphs(said),
        "facts": minutes_facts.of_meeting(said),
        "attendance": minutes_shown.attendance(said),
        "occasions": [_occasion(occasion) for occasion in occasions],
    }
    return render(request, "minutes/minutes.html", context)


def _page(
    request: SignedInRequest,
    meeting: Meeting,
    ask: ApproversForm | None = None,
    call_off: CallOffForm | None = None,
) -> HttpResponse:
    said = veiling.minutes_for(request.user, meeting, minutes.content(meeting))
    _note(request, meeting)
    occasions = meeting.occasions.filter(called_off_at=None).order_by("pk")
    shown = [_occasion(occasion) for occasion in occasions]
    hidden = veiling.unreadable(request.user, meeting)
    context = {
        "meeting": meeting,
        "head": head(meeting, may_keep=True),
        "may_keep": True,
        "unreached": without_taker.unreached(_not_approved(meeting).exclude(public_id__in=hidden)),
        "paragraphs": minutes_shown.paragraphs(said),
        "facts": minutes_facts.of_meeting(said),
        "attendance": minutes_shown.attendance(said),
        "occasions": shown,
        "wishes": said.get("wishes", ""),
        "ask": ask or ApproversForm(None, meeting=meeting),
        "may_ask": meeting.body.decides
        and meeting.state == Meeting.State.ENDED
        and not any(one["ordinary"] for one in shown),
        "at_once": list(_at_once(meeting)),
        "call_off": call_off or CallOffForm(),
        "scan": ScanForm(),
    }
    return render(request, "minutes/minutes.html", context)


def _occasion(occasion: ApprovalOccasion) -> dict[str, Any]:
    rows = occasion.approvers.select_related("member", "scan__document")
    return {
        "occasion": occasion,
        "late": occasion.is_waiting and occasion.due_on < clock.today(),
        "ordinary": occasion.kind == ApprovalOccasion.Kind.ORDINARY,
        "numbers": [row["paragraph"] for row in occasion.content["items"]],
        "signatures": [minutes_shown.signature(row) for row in rows],
        "why_others": chosen_approvers.why_others(occasion),
    }


def _not_approved(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Items whose points do not act yet."""
    decided = meeting.items.filter(outcome__in=ACTING)
    return decided.exclude(occasion__completed_at__isnull=False)


def _at_once(meeting: Meeting) -> Any:
    """Closed § that were declared approved at once and lie before nobody yet."""
    return meeting.items.filter(
        immediate=True, occasion=None, state=AgendaItem.State.CLOSED, paragraph__isnull=False
    ).order_by("position")


def _readable(request: SignedInRequest, public_id: str) -> ApprovalOccasion:
    """Approved minutes are their body's to read; before that the secretary's and the approvers'."""
    found = (
        access.visible_by_any(request.user, ApprovalOccasion, "keep_meetings", "approve_minutes")
        .filter(public_id=public_id)
        .select_related("meeting__body__unit")
        .first()
    )
    if found is None:
        seen = access.visible_to(request.user, Meeting, "see_meeting")
        done = ApprovalOccasion.objects.filter(meeting__in=seen, completed_at__isnull=False)
        found = done.filter(public_id=public_id).select_related("meeting__body__unit").first()
    if found is None:
        raise Http404
    occasion: ApprovalOccasion = found
    return occasion


def _said_to(request: SignedInRequest, occasion: ApprovalOccasion) -> dict[str, Any]:
    """The minutes as the person may read them; who is to approve them reads every word."""
    if occasion.approvers.filter(user=request.user).exists():
        opened.note_items(request, occasion.meeting, occasion.items.all())
        return occasion.content
    opened.note_items(request, occasion.meeting, _shown(request, occasion.meeting).filter(occasion=occasion))
    return veiling.minutes_for(request.user, occasion.meeting, occasion.content)


def _note(request: SignedInRequest, meeting: Meeting) -> None:
    """The registrar can see who read the marked § of the minutes."""
    opened.note_items(request, meeting, _shown(request, meeting).filter(paragraph__isnull=False))


def _shown(request: SignedInRequest, meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items whose words the person reads."""
    return meeting.items.exclude(public_id__in=veiling.unreadable(request.user, meeting))


def _file(content: bytes, occasion: ApprovalOccasion, media_type: str, ending: str) -> FileResponse:
    return inert_bytes(BytesIO(content), f"protokoll-{occasion.meeting.on}.{ending}", media_type)


def _minutes_of(meeting: Meeting) -> str:
    return reverse("meeting_minutes", args=[meeting.public_id])
