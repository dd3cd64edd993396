"""Whoever leads an area writes its words in the planning version: its statement, its goals and its milestones'."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.errors import Refused
from cases.views.support import too_late_page
from directives.forms.plans import WORDS, PartForm
from directives.models import PlanPart
from directives.plans import building
from directives.plans.errors import NotPlanning
from directives.plans.reading import PlanAsRead, read
from directives.views.plans.difference_rows import name_of
from directives.views.plans.finding import find_version
from organisation.http import SignedInRequest, form_page

from . import meanwhile
from .finding import wording_of


@form_page
def word_plan_part(request: SignedInRequest, public_id: str, part_id: str) -> HttpResponse:
    """The words of one part of an area the person leads; years, owners and statuses are not touched."""
    row, area = _find(request, public_id, part_id)
    if not row.version.is_draft:
        there = reverse("plan_version", args=[public_id])
        said = str(NotPlanning(state=row.version.get_state_display()))
        return too_late_page(request, there, said) if request.method == "POST" else redirect(there)
    whole, kind = read(row.version), WORDS[row.part.kind]
    if request.method == "POST":
        return _change(request, row, area, whole)
    return _show(request, row, area, kind(plan=whole, initial=kind.of(row)))


def _find(request: SignedInRequest, public_id: str, part_id: str) -> tuple[Any, PlanPart]:
    """The part as it reads in the version, and the area it stands in, which the person leads; or 404."""
    version = find_version(request, public_id)
    part = PlanPart.objects.filter(plan=version.plan, public_id=part_id, kind__in=WORDS).first()
    if part is None:
        raise Http404
    row = wording_of(version, part)
    home = part.pk if part.kind == PlanPart.Kind.AREA else row.area_id
    area: PlanPart = access.find(request.user, PlanPart, "write_area", pk=home)
    return row, area


def _change(request: SignedInRequest, row: Any, area: PlanPart, whole: PlanAsRead) -> HttpResponse:
    kind = WORDS[row.part.kind]
    stored = kind.of(row)
    now = meanwhile.compare(request.POST, stored)
    form = kind(now.typed, plan=whole, initial=stored)
    overtaken = [name for name in now.overtaken if name in form.fields]
    if form.is_valid() and not overtaken and _kept(request, row, form):
        messages.success(request, _("Sparat."))
        return redirect("word_plan_part", row.version.public_id, area.public_id)
    meanwhile.say_overtaken(form, overtaken, stored)
    return _show(request, row, area, form, overtaken=bool(overtaken))


def _kept(request: SignedInRequest, row: Any, form: PartForm) -> bool:
    facts = form.facts()
    try:
        building.change(row, by=request.user, was={name: getattr(row, name) for name in facts}, **facts)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show(
    request: SignedInRequest, row: Any, area: PlanPart, form: PartForm, *, overtaken: bool = False
) -> HttpResponse:
    whole, kind = form.plan, row.part.kind
    own = kind == PlanPart.Kind.AREA
    context: dict[str, Any] = {
        "plan": row.version.plan,
        "version": row.version,
        "kind": kind,
        "form": form,
        "name": name_of(kind, row),
        "area": whole.area[area.pk],
        "marks": meanwhile.marks_of(WORDS[kind].of(row)),
        "overtaken": overtaken,
        "goals": whole.goals_of.get(area.pk, []) if own else [],
        "milestones": whole.milestones_of.get(area.pk, []) if own else [],
    }
    return render(request, "plans/building/wording.html", context, status=409 if overtaken else 200)
