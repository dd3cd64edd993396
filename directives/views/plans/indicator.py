"""One indicator: how it stands, its series as a table and a line, and the form for a new value."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.text import normalise
from cases.views.meetings.steps import take
from directives.forms.plan_values import CorrectionForm, ValueForm
from directives.models import IndicatorValue, IndicatorWording, PlanPart, PlanVersion
from directives.plans import adopting, indicators
from directives.plans.measuring import is_gathered, measure
from directives.plans.pictures import value_line
from directives.plans.reading import read
from directives.views.plans.finding import find_part, readable_versions
from directives.views.plans.tabs import frame
from organisation import clock
from organisation.http import SignedInRequest, form_page


@form_page
def indicator(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Read by everybody who reads the plan; values by its keepers and whoever owns what it measures."""
    part = find_part(request, public_id, PlanPart.Kind.INDICATOR)
    row = _row(request, part)
    may = indicators.may_report(request.user, row)
    if request.method == "POST" and not may:
        raise Http404
    old = _value(part, request.POST.get("about", ""))
    form = ValueForm(request.POST if request.POST.get("do") == "report" else None)
    correction = CorrectionForm(request.POST if old is not None else None)
    done = _reported(request, row, form) or (_corrected(request, part, old, correction) if old else None)
    return done or render(request, "plans/indicator.html", _context(request, row, may, form, old, correction))


def _context(
    request: SignedInRequest,
    row: IndicatorWording,
    may: bool,
    form: ValueForm,
    old: IndicatorValue | None,
    correction: CorrectionForm,
) -> dict[str, Any]:
    whole, today = read(row.version), clock.today()
    measured = measure(whole, today)
    values = list(row.part.values.select_related("reported_by").order_by("-until", "-pk"))
    counted = [one for one in reversed(values) if one.replaced_at is None]
    gathered = is_gathered(row, whole.indicators)
    return {
        **frame(request, row.part.plan, row.version, "plan_list"),
        "part": row.part,
        "row": row,
        "now": measured[row.part_id],
        "below": [measured[one.part_id] for one in whole.indicators if one.above_id == row.part_id],
        "measures": whole.milestone.get(row.measures_id or 0),
        "about": whole.goal.get(row.measures_id or 0) or whole.effect.get(row.measures_id or 0),
        "values": values,
        "line": value_line.draw([(one.until, one.value) for one in counted], row.target),
        "ends": [counted[0], counted[-1]] if counted else [],
        "may_report": may and not gathered,
        "gathered": gathered,
        "form": form,
        "old": old,
        "correction": correction,
    }


def _row(request: SignedInRequest, part: PlanPart) -> IndicatorWording:
    """As it reads in the version in force, else in the newest this person reads."""
    in_force = adopting.in_force(part.plan, clock.today())
    versions: list[PlanVersion] = [*([in_force] if in_force else []), *readable_versions(request, part.plan)]
    rows = {
        row.version_id: row
        for row in IndicatorWording.objects.filter(part=part, version__in=versions).select_related(
            "part__plan"
        )
    }
    for version in versions:
        if version.pk in rows:
            version.plan = part.plan
            row = rows[version.pk]
            row.version, row.part = version, part
            return row
    raise Http404


def _reported(request: SignedInRequest, row: IndicatorWording, form: ValueForm) -> HttpResponse | None:
    return take(
        request,
        form,
        lambda: indicators.report(row, by=request.user, **form.cleaned_data),
        name="report_value",
        success=_("Värdet är rapporterat."),
        go_to=reverse("indicator", args=[row.part.public_id]),
    )


def _corrected(
    request: SignedInRequest, part: PlanPart, old: IndicatorValue, form: CorrectionForm
) -> HttpResponse | None:
    return take(
        request,
        form,
        lambda: indicators.correct(old, by=request.user, **form.cleaned_data),
        name="correct_value",
        success=_("Värdet är rättat. Det gamla finns kvar i listan."),
        go_to=reverse("indicator", args=[part.public_id]),
    )


def _value(part: PlanPart, about: str) -> IndicatorValue | None:
    """The value a correction is about; 404 for another indicator's."""
    code = normalise(about)
    if not code:
        return None
    number = int(code) if code.isascii() and code.isdigit() and len(code) < 15 else 0
    found = part.values.filter(pk=number).first()
    if found is None:
        raise Http404
    return found
