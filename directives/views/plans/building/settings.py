"""What surrounds a plan: its own facts, who works with it, other plans, and the agreement it rests on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import takers
from cases.errors import Refused
from cases.views.meetings.steps import take
from directives.forms.plans import ParagraphForm, PlanFactsForm, RelationForm, SeatForm
from directives.models import Plan
from directives.plans import cutting, keeping, relations, seats
from directives.plans.reading import PlanAsRead, read
from directives.views.plans.finding import kept_plan, readable_plans
from directives.views.plans.overview import seats_of
from organisation.http import SignedInRequest, form_page

FACTS = ("title", "short_title", "level", "body", "binds", "every_years", "month")


@form_page
def plan_settings(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One page for all of it; each form does one thing."""
    plan = kept_plan(request, public_id)
    forms = _forms(request, plan)
    done = _done(request, plan, forms) if request.method == "POST" else None
    return done or render(request, "plans/building/settings.html", _context(request, plan, forms))


def _forms(request: SignedInRequest, plan: Plan) -> dict[str, Any]:
    """Every form of the page; the one that was sent with what was typed."""
    sent = request.POST.get("do") if request.method == "POST" else None

    def data(name: str) -> Any:
        return request.POST if sent == name else None

    others = readable_plans(request.user).exclude(pk=plan.pk)
    return {
        "facts": PlanFactsForm(data("facts"), initial={name: getattr(plan, name) for name in FACTS}),
        "seat": SeatForm(data("seat"), whole=_whole(plan), prefix="seat"),
        "relation": RelationForm(data("relation"), plans=others, prefix="relation"),
        "paragraph": ParagraphForm(data("paragraph"), prefix="paragraph"),
    }


def _done(request: SignedInRequest, plan: Plan, forms: dict[str, Any]) -> HttpResponse | None:
    do, by = request.POST.get("do", ""), request.user
    here = reverse("plan_settings", args=[plan.public_id])
    if do in ("end_seat", "unrelate"):
        _take_away(request, plan, do)
        return redirect(here)
    if do not in forms:
        return redirect(here)
    form = forms[do]
    verbs: dict[str, Callable[[], Any]] = {
        "facts": lambda: keeping.change_plan(plan, by=by, **form.facts()),
        "seat": lambda: seats.give_seat(plan, by=by, **form.facts()),
        "relation": lambda: relations.relate(plan, by=by, **form.cleaned_data),
        "paragraph": lambda: relations.add_paragraph(plan, by=by, **form.cleaned_data),
    }
    return take(request, form, verbs[do], name=f"plan_{do}", success=_("Sparat."), go_to=here)


def _take_away(request: SignedInRequest, plan: Plan, do: str) -> None:
    """End a seat, or take a relation back; what is gone already is gone."""
    code = request.POST.get("row", "")
    try:
        if do == "end_seat":
            seat = plan.seats.filter(public_id=code).first()
            if seat is not None:
                seats.end_seat(seat, by=request.user)
        elif code.isdecimal() and len(code) < 18:
            row = plan.relations.filter(pk=int(code)).first()
            if row is not None:
                relations.unrelate(row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sparat."))


def _whole(plan: Plan) -> PlanAsRead:
    """The areas to lead: of what is planned, else of what is in force, else of the newest."""
    version = cutting.planned(plan) or cutting.adopted(plan) or plan.versions.all()[0]
    return read(version)


def _context(request: SignedInRequest, plan: Plan, forms: dict[str, Any]) -> dict[str, Any]:
    areas = forms["seat"].areas
    names = {row.part_id: row.name for row in forms["seat"].whole.areas}
    return {
        "plan": plan,
        "forms": forms,
        "bound": next((form for form in forms.values() if form.is_bound), None),
        "seats": [(seat, names.get(seat.area_id or 0, "")) for seat in seats_of(plan)],
        "relations": plan.relations.filter(other__in=readable_plans(request.user)).select_related("other"),
        "paragraphs": plan.paragraphs.all(),
        "takers": takers.offered(),
        "has_areas": bool(areas),
        "draft": cutting.planned(plan),
    }
