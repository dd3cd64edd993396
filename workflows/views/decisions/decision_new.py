"""A decision by one named official: the points act at once; a group's name on it is refused with the reason."""

from functools import partial
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import access, takers
from cases.forms.decisions import RELATIONS, DecisionForm, DecisionPointForm
from cases.forms.rows import all_valid, filled, row_forms
from cases.meetings import references
from cases.models import Case, Decision
from cases.official_decisions import decide_alone
from cases.point_choices import PointChoices
from cases.views.decisions.chosen import Chosen, chosen_references
from cases.views.decisions.search import search
from cases.views.meetings.steps import FORM, take
from ledger.work import work
from organisation import clock
from organisation.http import SignedInRequest

from .decision_files import ATTACH, bring, paper_form

ASIDE = ("add_row", "search", "refer", ATTACH)


@require_http_methods(FORM)
def decision_new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the decision, its points and references, and make it."""
    case: Case = access.find_any(
        request.user, Case, "decide_alone", related=("unit__authority", "diary"), public_id=public_id
    )
    paper = paper_form(request)
    do = _step(request, brings=paper.is_bound)
    paper = bring(request, case, paper)
    choices = _choices(request, case)
    form, rows = _forms(request, case, choices, do)
    chosen = chosen_references(request.user, request.POST)
    done = None if do in ASIDE else _decide(request, case, form, rows, chosen)
    context = {
        "case": case,
        "form": form,
        "rows": rows,
        "chosen": chosen,
        "found": search(request.user, request.POST.get("q", "") if do == "search" else ""),
        "relations": RELATIONS,
        "takers": takers.offered(),
        "candidates": choices.candidates(),
        "paper_form": paper,
        "files": choices.files(),
        "typed": request.POST,
        "goes_on_searching": do == "refer",
    }
    return done or render(request, "decisions/decision_new.html", context)


def _step(request: SignedInRequest, *, brings: bool) -> str:
    """What the button says; nothing is decided while a file has just been chosen and no point could name it."""
    do = request.POST.get("do", "")
    return do if do in ASIDE or not brings else ATTACH


def _choices(request: SignedInRequest, case: Case) -> PointChoices:
    return PointChoices(request.user, case.unit.authority or case.unit, clock.today(), case, alone=True)


def _forms(
    request: SignedInRequest, case: Case, choices: PointChoices, do: str
) -> tuple[DecisionForm, list[DecisionPointForm]]:
    """Bound when the decision is to be made; a step on the way only carries on what was typed."""
    make = partial(DecisionPointForm, choices=choices)
    if request.method != "POST":
        return DecisionForm(decider=request.user, initial={"title": case.title}), row_forms(make, None)
    if do in ASIDE:
        first = request.POST.dict()
        rows = _one_more(make, request.POST) if do == "add_row" else _kept(make, request.POST)
        return DecisionForm(decider=request.user, initial=first), rows
    return DecisionForm(request.POST, decider=request.user), row_forms(make, request.POST)


def _one_more(make: partial[DecisionPointForm], typed: QueryDict) -> list[DecisionPointForm]:
    """What was typed and an empty point, where whoever asked for it goes on writing."""
    rows: list[DecisionPointForm] = row_forms(make, typed, more=1)
    rows[-1].fields["text"].widget.attrs["autofocus"] = True
    return rows


def _kept(make: partial[DecisionPointForm], typed: QueryDict) -> list[DecisionPointForm]:
    return row_forms(make, typed, more=1)[:-1]


def _decide(
    request: SignedInRequest,
    case: Case,
    form: DecisionForm,
    rows: list[DecisionPointForm],
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
        return decision
