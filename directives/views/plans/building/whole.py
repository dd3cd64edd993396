"""The planning version as a whole: its areas with goals and milestones in order, and what needs attention."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.text import normalise
from directives.models import (
    AreaWording,
    Enabling,
    GoalWording,
    MilestoneWording,
    PlanPart,
    PlanVersion,
    StruckPart,
)
from directives.plans import arrows, ordering
from directives.plans.fitness import WORDING
from directives.plans.reading import PlanAsRead, read
from directives.views.plans.difference_rows import name_of
from directives.views.plans.finding import kept_version
from directives.views.plans.holders import holder
from directives.views.plans.tabs import frame
from organisation.http import SignedInRequest, form_page

from .finding import wording_of


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone as the builder sees it."""

    row: MilestoneWording
    owner: str
    effects: int
    arrows: int


@dataclass(frozen=True)
class AreaRow:
    """An area with what stands in it."""

    area: AreaWording
    goals: list[GoalWording]
    milestones: list[MilestoneRow]


@form_page
def edit_plan(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Everything in the planning version, to be opened, moved, added to."""
    version = kept_version(request, public_id)
    if request.method == "POST":
        return _move(request, version)
    if not version.is_draft:
        return redirect("plan_version", public_id)
    whole = read(version)
    context: dict[str, Any] = {
        **frame(request, version.plan, version, "plan"),
        "whole": whole,
        "areas": [_area(whole, area) for area in whole.areas],
        "goals": whole.goals_of.get(None, []),
        "late": [_late(whole, arrow) for arrow in arrows.late(whole.milestones, whole.arrows)],
        "struck": [(name, row.reason) for name, row in _struck(version, whole)],
    }
    return render(request, "plans/building/whole.html", context)


def _move(request: SignedInRequest, version: PlanVersion) -> HttpResponse:
    """One step up or down: ``move`` is the part's id and the way."""
    code, _space, way = normalise(request.POST.get("move", "")).partition(" ")
    part = PlanPart.objects.filter(plan=version.plan, public_id=code).first()
    if part is not None and way in ("up", "down"):
        row = wording_of(version, part)
        try:
            ordering.step(row, by=request.user, up=way == "up")
        except Refused as refusal:
            messages.error(request, str(refusal))
    there = redirect("edit_plan", version.public_id)
    if part is not None:
        there["Location"] += f"#p-{part.public_id}"
    return there


def _area(whole: PlanAsRead, area: AreaWording) -> AreaRow:
    rows = whole.milestones_of.get(area.part_id, [])
    return AreaRow(area, whole.goals_of.get(area.part_id, []), [_milestone(whole, row) for row in rows])


def _milestone(whole: PlanAsRead, row: MilestoneWording) -> MilestoneRow:
    count = len(whole.enables.get(row.part_id, [])) + len(whole.enabled_by.get(row.part_id, []))
    return MilestoneRow(row, holder(row), len(whole.effects_of(row)), count)


def _late(whole: PlanAsRead, arrow: Enabling) -> str:
    """An enabler that comes too late, in words."""
    before, after = whole.milestone[arrow.enabler_id], whole.milestone[arrow.enabled_id]
    said = _("%(before)s (%(first)s) ska vara uppnådd efter %(after)s (%(last)s), som bygger på den.")
    return said % {
        "before": before.code,
        "first": before.last_year,
        "after": after.code,
        "last": after.last_year,
    }


def _struck(version: PlanVersion, whole: PlanAsRead) -> list[tuple[str, StruckPart]]:
    """What was struck, by the name it had in the version before."""
    names: dict[int, str] = {}
    for kind, model in WORDING.items():
        ids = [row.part_id for row in whole.struck if row.part.kind == kind]
        rows = model.objects.filter(version=version.base_id, part__in=ids) if ids else []
        names |= {row.part_id: name_of(kind, row) for row in rows}
    return [(names.get(row.part_id, ""), row) for row in whole.struck]
