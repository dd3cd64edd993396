"""A plan's revisions year by year, and planning one by hand."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.views.meetings.steps import take
from cases.views.support import posted
from directives.forms.plans.revisions import ExtraForm, YearForm
from directives.models import Plan, Revision
from directives.plans.revisions import planning
from directives.views.plans.adopted_by import adopted_by
from directives.views.plans.finding import find_plan, shown_version
from directives.views.plans.tabs import frame
from organisation import clock
from organisation.http import SignedInRequest, form_page

FORMS: dict[str, type[forms.Form]] = {"year": YearForm, "extra": ExtraForm}


@form_page
def plan_revisions(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every revision the reader may follow; whoever keeps the plan plans the next."""
    found = find_plan(request, public_id)
    may_plan = access.can(request.user, "keep_plan", found) and found.ended_on is None
    wanted = request.POST.get("do", "")
    if request.method == "POST" and (not may_plan or wanted not in FORMS):
        raise Http404
    shown = {code: _form(request, code, found, wanted) for code in FORMS} if may_plan else {}
    if wanted in shown and (done := _plan(request, found, wanted, shown[wanted])):
        return done
    rows = access.visible_to(request.user, Revision, "read_plan_draft").filter(plan=found)
    context: dict[str, Any] = {
        **frame(request, found, shown_version(request, found), "plan_revisions"),
        "rows": _with_decisions(rows),
        "forms": shown,
        "wanted": wanted,
    }
    return render(request, "revisions/planned.html", context)


def _with_decisions(rows: QuerySet[Revision]) -> list[Revision]:
    """Each revision, and by which § what it led to was adopted."""
    decision = ("draft__adoption__point__item__meeting", "draft__adoption__point__item__body__unit")
    found = list(rows.select_related("case", "plan", "round", *decision))
    for row in found:
        row.decided = adopted_by(row.draft) if row.draft is not None else None  # type: ignore[attr-defined]
    return found


def _form(request: SignedInRequest, code: str, plan: Plan, wanted: str) -> forms.Form:
    data = posted(request) if code == wanted else None
    return FORMS[code](data, prefix=code, initial={"year": _next_year(plan)} if code == "year" else None)


def _next_year(plan: Plan) -> int:
    last = plan.revisions.filter(kind=Revision.Kind.YEARLY).exclude(state=Revision.State.CANCELLED).first()
    return last.year + plan.every_years if last else clock.today().year


def _plan(request: SignedInRequest, plan: Plan, code: str, form: Any) -> HttpResponse | None:
    return take(
        request,
        form,
        partial(_run, request, plan, code, form),
        name=f"plan_revision_{code}",
        success=_("Revideringen är planerad. Dagarna är räknade bakåt från beslutsdagen."),
        go_to=lambda made: reverse("revision", args=[made]),
    )


def _run(request: SignedInRequest, plan: Plan, code: str, form: Any) -> Revision:
    if code == "year":
        return planning.plan_revision(plan, by=request.user, **form.cleaned_data)
    return planning.plan_extra(plan, by=request.user, **form.cleaned_data)
