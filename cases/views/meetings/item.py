"""An item while its meeting is planned: how it is taken up, its papers; those called read them here."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.forms.agenda import ItemForm
from cases.forms.meetings import PaperForm
from cases.meetings import agenda, overtaken_items, papers, preparing
from cases.models import AgendaItem, ItemText, Meeting
from cases.text import normalise
from cases.views.decisions.set_going import point_rows
from cases.views.meetings import finding
from cases.views.meetings.head import head
from cases.views.meetings.planning import BEFORE
from cases.views.meetings.reported import reported
from cases.views.meetings.rows import last_number, paper_rows
from cases.views.meetings.steps import take
from cases.views.support import perform
from organisation.http import SignedInRequest, form_page

FACTS = ("title", "kind", "starts_at", "minutes", "presenter")


@form_page
def meeting_item(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Read an item's papers; the secretary also changes it."""
    item, may_keep = finding.seen_item(request, public_id, item_id)
    if request.method == "POST" and not may_keep:
        raise Http404
    form, paper_form = _facts_form(request, item), _paper_form(request)
    done = _done(request, item, form, paper_form) if request.method == "POST" else None
    return done or _page(request, item, may_keep, form=form, paper_form=paper_form)


def _done(
    request: SignedInRequest, item: AgendaItem, form: ItemForm, paper_form: PaperForm
) -> HttpResponse | None:
    do = request.POST.get("do")
    if do == "save":
        return _save(request, item, form)
    if do == "attach":
        return _attach(request, item, paper_form)
    step = STEPS.get(do or "")
    return step(request, item) if step else redirect(_here(item))


def _save(request: SignedInRequest, item: AgendaItem, form: ItemForm) -> HttpResponse | None:
    return take(
        request,
        form,
        lambda: preparing.change_item(item, by=request.user, **form.cleaned_data),
        name="change_item",
        success=_("Sparat."),
        go_to=_agenda(item),
    )


def _attach(request: SignedInRequest, item: AgendaItem, form: PaperForm) -> HttpResponse | None:
    return take(
        request,
        form,
        lambda: papers.attach(item, by=request.user, title=form.cleaned_data["title"], **_sent(form)),
        name="attach_paper",
        success=_("Handlingen är registrerad och ligger på ärendet."),
        go_to=_here(item),
    )


def _take_over(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    chosen = normalise(request.POST.get("file", ""))
    file = get_object_or_404(papers.to_take(item, request.user), public_id=chosen)
    return perform(
        request,
        lambda: papers.take_from_case(item, file, by=request.user),
        name="take_paper",
        success=_("Handlingen ligger på ärendet."),
        go_to=_here(item),
    )


def _remove(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    paper = get_object_or_404(item.papers, public_id=normalise(request.POST.get("paper", "")))
    return perform(
        request,
        lambda: papers.remove(paper, by=request.user),
        name="remove_paper",
        success=_("Handlingen är borttagen från ärendet. Den finns kvar i diariet."),
        go_to=_here(item),
    )


def _take_off(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    return perform(
        request,
        lambda: agenda.take_off_agenda(item, by=request.user),
        name="take_off_agenda",
        success=_("”%(title)s” är borttaget från dagordningen.") % {"title": item.title},
        go_to=_agenda(item),
    )


STEPS = {"take": _take_over, "remove": _remove, "off": _take_off}


def _page(request: SignedInRequest, item: AgendaItem, may_keep: bool, **forms: Any) -> HttpResponse:
    meeting = _meeting(item)
    writes = may_keep and not item.is_closed and meeting.state in agenda.RUNS
    context = {
        "item": item,
        "meeting": meeting,
        "head": head(meeting, may_keep=may_keep),
        "number": agenda.numbered(meeting.items.order_by("position")).get(item.pk),
        "papers": paper_rows(item, meeting, last_number(meeting), may_keep=may_keep),
        "points": point_rows(item.points.order_by("number")),
        "background": item.texts.filter(field=ItemText.Field.BACKGROUND).first(),
        "reported": reported(item, request.user) if may_keep else [],
        "reports": may_keep and item.kind == AgendaItem.Kind.DELEGATION_REPORT,
        "decided": overtaken_items.decided_meanwhile(item) if may_keep else None,
        "writes": writes,
        "may_take_off": writes and meeting.state in BEFORE,
        "to_take": papers.to_take(item, request.user) if writes and item.case_id else [],
        **forms,
    }
    return render(request, "meetings/item.html", context)


def _facts_form(request: SignedInRequest, item: AgendaItem) -> ItemForm:
    sent = request.POST if request.POST.get("do") == "save" else None
    return ItemForm(sent, body=item.body, initial={name: getattr(item, name) for name in FACTS})


def _paper_form(request: SignedInRequest) -> PaperForm:
    if request.POST.get("do") == "attach":
        return PaperForm(request.POST, request.FILES)
    return PaperForm()


def _sent(form: PaperForm) -> dict[str, Any]:
    sent = form.cleaned_data["file"]
    return {"name": sent.name, "stream": sent.file, "size": sent.size}


def _meeting(item: AgendaItem) -> Meeting:
    if item.meeting is None:
        raise Http404
    return item.meeting


def _here(item: AgendaItem) -> str:
    return reverse("meeting_item", args=[_meeting(item).public_id, item.public_id])


def _agenda(item: AgendaItem) -> str:
    return reverse("meeting", args=[_meeting(item).public_id])
