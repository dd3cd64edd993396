"""Registering a decision from before, so that it can be referred to and declared fulfilled."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import takers
from cases.forms.decisions import EarlierForm, EarlierPointForm
from cases.forms.rows import all_valid, filled, row_forms
from cases.meetings import references
from cases.paragraph_reference import parse
from cases.point_choices import PointChoices
from cases.views.meetings import finding
from cases.views.meetings.steps import take
from organisation import clock
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit

from .places import way_back


@form_page
def earlier_decision_new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """When, which § and which points, as far as they are known."""
    unit = finding.kept_unit(request, public_id)
    more = request.POST.get("do") == "add_row"
    typed = request.POST if request.method == "POST" else None
    form = _form(request, more=more)
    rows = row_forms(_row_form(request, unit), typed, more=1 if more else None)
    back = way_back(request, reverse("meetings"))
    done = None if more else _register(request, unit, form, rows, back)
    context = {"unit": unit, "form": form, "rows": rows, "takers": takers.offered(), "back": back}
    return done or render(request, "decisions/earlier_new.html", context)


def _form(request: SignedInRequest, *, more: bool) -> EarlierForm:
    if request.method == "POST" and not more:
        return EarlierForm(request.POST)
    if request.method == "POST":
        return EarlierForm(initial=request.POST.dict())
    known = parse(request.GET.get("q", ""))
    return EarlierForm(initial={"on": known.on, "paragraph": known.paragraph} if known else {})


def _row_form(request: SignedInRequest, unit: Unit) -> partial[EarlierPointForm]:
    return partial(EarlierPointForm, choices=PointChoices(request.user, unit, clock.today()))


def _register(
    request: SignedInRequest, unit: Unit, form: EarlierForm, rows: list[EarlierPointForm], back: str
) -> HttpResponse | None:
    if request.method != "POST" or not (all_valid(rows) and _no_twins(rows)):
        form.is_valid()
        return None
    points = [row.facts() for row in filled(rows)]

    def verb() -> Any:
        return references.register_earlier(unit, by=request.user, points=points, **form.cleaned_data)

    said = _("Det äldre beslutet är registrerat och går att hänvisa till.")
    return take(request, form, verb, name="register_earlier", success=said, go_to=back)


def _no_twins(rows: Sequence[forms.Form]) -> bool:
    """Every point has a number of its own."""
    counted = Counter(row.cleaned_data["number"] for row in filled(rows))
    twins = [row for row in filled(rows) if counted[row.cleaned_data["number"]] > 1]
    for row in twins[1:]:
        row.add_error("number", _("Två punkter har samma nummer."))
    return not twins
