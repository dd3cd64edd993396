"""Follow-ups of a plan: begun, watched while the owners report, frozen, and read as they were frozen."""

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access, opened
from cases.errors import AlreadyDone
from cases.file_names import clean_name
from cases.views import downloads
from cases.views.meetings.steps import take
from cases.views.support import perform, too_late_page
from directives.forms.plan_values import FollowUpForm, FollowUpSummaryForm
from directives.models import FollowUp, MilestoneReport
from directives.paper.follow_up import follow_up_pdf
from directives.plans import follow_ups
from directives.plans.follow_up_content import rows_of
from directives.plans.follow_up_errors import FollowUpFrozen
from directives.views.plans.finding import find_plan, shown_version, whole_name
from directives.views.plans.follow_up_paper import paper_of
from directives.views.plans.follow_up_rows import tables
from directives.views.plans.tabs import frame
from organisation import clock
from organisation.http import SignedInRequest, form_page

RELATED = ("plan__unit", "plan__body__unit", "version", "case", "document", "frozen_by")


@form_page
def plan_follow_ups(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every follow-up the reader may read; whoever keeps the plan begins the next."""
    plan = find_plan(request, public_id)
    may_begin = access.can(request.user, "keep_plan", plan) and plan.ended_on is None
    if request.method == "POST" and not may_begin:
        raise Http404
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    done = take(
        request,
        form,
        lambda: follow_ups.begin(plan, by=request.user, **form.cleaned_data),
        name="begin_follow_up",
        success=_("Uppföljningen är påbörjad. Varje ägare har fått en uppgift."),
        go_to=lambda made: reverse("follow_up", args=[made]),
    )
    rows = access.visible_to(request.user, FollowUp, "read_plan_draft").filter(plan=plan)
    context = {
        **frame(request, plan, shown_version(request, plan), "plan_follow_ups"),
        "rows": rows.select_related("case"),
        "form": form if may_begin else None,
    }
    return done or render(request, "plans/follow_ups.html", context)


@form_page
def follow_up(request: SignedInRequest, public_id: str) -> HttpResponse:
    """While it is open what is reported so far; once frozen what was frozen, and nothing else."""
    found = _find(request, public_id)
    keeps = access.can(request.user, "keep_plan", found)
    if request.method == "POST" and not keeps:
        raise Http404
    here = reverse("follow_up", args=[public_id])
    if request.method == "POST" and found.frozen_at is not None:
        return too_late_page(request, here, str(FollowUpFrozen()))
    do = request.POST.get("do", "")
    if do == "freeze":
        if follow_ups.has_ended(found) or request.POST.get("sure"):
            return _freeze(request, found, here)
        messages.error(
            request, _("Perioden är inte slut ännu. Kryssa för att du vill frysa rapporten i alla fall.")
        )
        return redirect(f"{here}#frys")
    stored = {"text": found.summary, "edition": found.edition}
    form = FollowUpSummaryForm(request.POST if do == "summary" else None, initial=stored)
    done = take(
        request,
        form,
        lambda: follow_ups.save_summary(found, by=request.user, **form.cleaned_data),
        name="save_follow_up_summary",
        success=_("Sparat."),
        go_to=here,
    )
    context = _context(request, found, keeps, form)
    if done is None and do == "summary" and form.is_bound:
        context["form"], context["theirs"] = _beside(public_id, request, form)
    return done or render(request, "plans/follow_up.html", context)


@require_safe
def follow_up_file(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The frozen report as PDF."""
    found = _find(request, public_id)
    wording = follow_ups.wording_of(found)
    if wording is None:
        raise Http404
    opened.note(request, wording.document, found.case)
    content = io.BytesIO(follow_up_pdf(paper_of(found, wording)))
    return downloads.inert_bytes(
        content, clean_name(f"{whole_name(wording.document.title)}.pdf"), "application/pdf"
    )


def _beside(
    public_id: str, request: SignedInRequest, form: FollowUpSummaryForm
) -> tuple[FollowUpSummaryForm, str]:
    """What is saved now, to compare with; saved again, what is typed replaces it."""
    now = _find(request, public_id)
    if form["edition"].value() == str(now.edition):
        return form, ""
    typed = request.POST.copy()
    typed["edition"] = str(now.edition)
    again = FollowUpSummaryForm(typed)
    again.full_clean()
    for error in form.non_field_errors():
        again.add_error(None, str(error))
    return again, now.summary


def _find(request: SignedInRequest, public_id: str) -> FollowUp:
    found: FollowUp = access.find_any(
        request.user, FollowUp, "read_plan_draft", related=RELATED, public_id=public_id
    )
    return found


def _freeze(request: SignedInRequest, found: FollowUp, here: str) -> HttpResponse:
    def freeze() -> FollowUp:
        try:
            return follow_ups.freeze(found, by=request.user)
        except AlreadyDone:
            return found

    return perform(
        request,
        freeze,
        name="freeze_follow_up",
        success=_("Uppföljningen är fryst och registrerad. Den ändras inte mer."),
        go_to=here,
    )


def _context(
    request: SignedInRequest, found: FollowUp, keeps: bool, form: FollowUpSummaryForm
) -> dict[str, Any]:
    frozen = found.frozen_at is not None
    state = MilestoneReport.State
    reports = found.reports.all()
    return {
        **frame(request, found.plan, found.version, "plan_follow_ups"),
        "follow_up": found,
        "keeps": keeps and not frozen,
        "sees_case": access.can(request.user, "see_case", found.case),
        "tables": tables(found.content if frozen else rows_of(found)),
        "given": reports.filter(state=state.GIVEN).count(),
        "asked": reports.count(),
        "early": not frozen and not follow_ups.has_ended(found),
        "late": not frozen and found.report_by < clock.today(),
        "form": form,
    }
