"""A decision by one named official: the points act at once; a group's name on it is refused with the reason."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, takers
from cases.decision_drafts import carry_draft, draft_of, empty_draft
from cases.forms.decisions import RELATIONS, DecisionForm
from cases.forms.rows import all_valid, filled
from cases.meetings import references
from cases.meetings.overtaken_items import on_the_way
from cases.models import Case, Decision
from cases.official_decisions import decide_alone
from cases.point_choices import PointChoices
from cases.views.decisions.chosen import Chosen, chosen_references
from cases.views.decisions.search import search
from cases.views.meetings.steps import take
from ledger.work import work
from organisation import clock
from organisation.http import SignedInRequest, form_page

from .decision_files import ATTACH, bring, paper_form
from .decision_forms import ASIDE, DecisionRows, forms_for

DISCARD = "discard"
CONFLICT = HTTPStatus.CONFLICT  # the decision is made already, and something else was typed since


@form_page
def decision_new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the decision, its points and references, and make it."""
    case: Case = access.find_any(
        request.user, Case, "decide_alone", related=("unit__authority", "diary"), public_id=public_id
    )
    paper = paper_form(request)
    do = _step(request, brings=paper.is_bound)
    if do == DISCARD:
        return _begin_anew(request, case)
    paper = bring(request, case, paper)
    draft = draft_of(case, request.user)
    typed = request.POST if request.method == "POST" else QueryDict(draft.typed)
    choices = _choices(request, case)
    form, rows = forms_for(request, typed, choices, do)
    chosen = chosen_references(request.user, typed)
    done = None if do in ASIDE else _decide(request, case, form, rows, chosen)
    if request.method == "POST" and (done is None or done.status_code == CONFLICT):
        draft = carry_draft(case, by=request.user, typed=typed)
    if done:
        return done
    context = {
        "draft": draft,
        "case": case,
        "on_the_way": on_the_way(case),
        "form": form,
        "rows": rows,
        "chosen": chosen,
        "found": search(request.user, typed.get("q", "") if do == "search" else ""),
        "relations": RELATIONS,
        "takers": takers.offered(),
        "candidates": choices.candidates(),
        "paper_form": paper,
        "files": choices.files(),
        "typed": typed,
        "goes_on_searching": do == "refer",
    }
    return render(request, "decisions/decision_new.html", context)


def _step(request: SignedInRequest, *, brings: bool) -> str:
    """What the button says; nothing is decided while a file has just been chosen and no point could name it."""
    do = request.POST.get("do", "")
    return do if do in ASIDE or not brings else ATTACH


def _begin_anew(request: SignedInRequest, case: Case) -> HttpResponse:
    """Throw away what was typed; the files brought to the case stay."""
    empty_draft(case, by=request.user)
    messages.success(request, _("Det du hade skrivit är borttaget."))
    return redirect("decision_new", case.public_id)


def _choices(request: SignedInRequest, case: Case) -> PointChoices:
    return PointChoices(request.user, case.unit.authority or case.unit, clock.today(), case, alone=True)


def _decide(
    request: SignedInRequest,
    case: Case,
    form: DecisionForm,
    rows: DecisionRows,
    chosen: list[Chosen],
) -> HttpResponse | None:
    if request.method != "POST" or not all_valid(rows):
        form.is_valid()
        return None
    points = [row.facts() for row in filled(rows)]
    return take(
        request,
        form,
        lambda: _make(request, case, form.cleaned_data, points, chosen),
        name="decide_alone",
        success=_("Beslutet är fattat."),
        go_to=lambda code: reverse("decision", args=[code]),
    )


def _make(
    request: SignedInRequest,
    case: Case,
    facts: dict[str, Any],
    points: list[dict[str, Any]],
    chosen: list[Chosen],
) -> Decision:
    with work():
        decision = decide_alone(case, by=request.user, points=points, **facts)
        for row in chosen:
            references.refer_decision(decision, to=row.target, relation=row.relation, point=row.point)
        empty_draft(case, by=request.user)
        return decision
