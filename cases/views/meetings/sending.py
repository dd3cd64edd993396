"""Sending the notice and its supplements; the pack and single papers handed out."""

from io import BytesIO

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access, opened
from cases.errors import Refused
from cases.forms.agenda import NoteForm
from cases.meetings import agenda, proposals, summons, veiling, whole_pack
from cases.models import AgendaDocument, Meeting, Summons
from cases.views.downloads import inert, inert_bytes
from cases.views.meetings import finding
from cases.views.meetings.planning import send_title
from cases.views.meetings.rows import AgendaRow, agenda_rows
from cases.views.meetings.small import about_meeting
from cases.views.meetings.steps import take
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page
from organisation.models import User

PDF = "application/pdf"


@form_page
def meeting_send(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Look at what goes out, then send it."""
    meeting = finding.kept_meeting(request, public_id)
    form = NoteForm(posted(request))
    items = veiling.for_reader(request.user, meeting, agenda.items_of(meeting))
    new = summons.unsent(meeting, items)
    ready = proposals.printed(agenda.items_of(meeting)) if request.method == "POST" else {}
    done = take(
        request,
        form,
        lambda: summons.send(meeting, by=request.user, note=form.cleaned_data["note"], ready=ready),
        name="send_summons",
        success=_sent(new),
        go_to=reverse("meeting", args=[meeting.public_id]),
    )
    if done:
        return done
    rows = [row for row in agenda_rows(meeting, items, may_keep=True) if _goes_out(row, new)]
    said = send_title(new)
    return about_meeting(request, "send", meeting, heading=said, button=said, form=form, new=new, rows=rows)


@require_safe
def meeting_pack(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """One notice or supplement by its number, the latest when none is given; the secretary may see a draft."""
    meeting, may_keep = finding.seen_meeting(request, public_id)
    if may_keep and "utkast" in request.GET:
        return _draft(request, meeting)
    sent = meeting.summonses.all()
    wanted = request.GET.get("tillagg", "")
    found = sent.filter(number=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 5 else sent.last()
    if found is None:
        raise Http404
    readable = packs_of(request.user, meeting).filter(pk=found.pk).first()
    if readable is None:
        return _marked_since(request, meeting)
    shown = meeting.items.exclude(public_id__in=veiling.unreadable(request.user, meeting))
    opened.note_items(request, meeting, shown)
    return inert(readable.file, f"{summons.title_of(found)} {meeting.on:%Y-%m-%d}.pdf")


@require_safe
def meeting_whole_pack(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The notice and every supplement in one file, with the page numbers they have one by one."""
    meeting, _may_keep = finding.seen_meeting(request, public_id)
    sent = list(packs_of(request.user, meeting).order_by("number"))
    if len(sent) < meeting.summonses.count():
        return _marked_since(request, meeting)
    if not sent:
        raise Http404
    items = veiling.for_reader(request.user, meeting, agenda.items_of(meeting))
    shown = [item for item in items if not veiling.is_veiled(item)]
    opened.note_items(request, meeting, meeting.items.filter(pk__in=[item.pk for item in shown]))
    content = whole_pack.made(meeting, sent, shown)
    return inert_bytes(BytesIO(content), f"handlingar {meeting.on:%Y-%m-%d}.pdf", PDF)


def packs_of(user: User, meeting: Meeting) -> QuerySet[Summons]:
    """What was sent before the meeting and ``user`` may read still."""
    seen: QuerySet[Summons] = access.visible_by_any(user, Summons, "keep_meetings", "see_meeting")
    return seen.filter(meeting=meeting).select_related("file")


@require_safe
def agenda_paper(request: SignedInRequest, public_id: str) -> FileResponse:
    """One paper; who is called reads what was sent, and what came on the table in an open meeting."""
    found: AgendaDocument = access.find_any(
        request.user,
        AgendaDocument,
        "keep_meetings",
        "see_meeting",
        "prepare_item",
        related=("file__file", "item__meeting", "item__case"),
        public_id=public_id,
    )
    if _is_kept_back(found) and not _prepares(request, found):
        raise Http404
    opened.note(request, found, found.item.case)
    return inert(found.file.file, found.file.name)


def _is_kept_back(paper: AgendaDocument) -> bool:
    """Before the meeting, or when there is none, only what was sent is read by those called."""
    meeting = paper.item.meeting
    return paper.summons_id is None and (meeting is None or meeting.state in finding.NOT_HELD)


def _prepares(request: SignedInRequest, paper: AgendaDocument) -> bool:
    own = access.visible_by_any(request.user, AgendaDocument, "keep_meetings", "prepare_item")
    return own.filter(pk=paper.pk).exists()


def _sent(new: summons.Unsent) -> str:
    """ "Kallelsen är skickad.", "Tillägg 2 är skickat." """
    if new.number == 0:
        return _("Kallelsen är skickad.")
    return _("%(what)s är skickat.") % {"what": summons.title_of(new)}


def _goes_out(row: AgendaRow, new: summons.Unsent) -> bool:
    return row.item in (*new.items, *new.proposals) or any(one.paper in new.papers for one in row.papers)


def _draft(request: SignedInRequest, meeting: Meeting) -> HttpResponseBase:
    try:
        content = summons.draft(meeting, by=request.user)
    except Refused as refusal:
        return _refused(request, meeting, str(refusal))
    return inert_bytes(BytesIO(content), "utkast.pdf", PDF)


def _marked_since(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    said = _(
        "Ett ärende i filen har sekretessmarkerats sedan den skickades. De andra handlingarna finns kvar "
        "på dagordningen."
    )
    return _refused(request, meeting, said)


def _refused(request: SignedInRequest, meeting: Meeting, said: str) -> HttpResponse:
    context = {"message": said, "back": reverse("meeting", args=[meeting.public_id])}
    return render(request, "errors/409.html", context, status=409)
