"""The strategic map: the milestones of a version by area and year, with what changed since the version before."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directives.models import MilestoneWording, PlanPart, PlanVersion
from directives.plans import difference
from directives.plans.pictures.map_values import Milestone, PlanMap
from directives.plans.pictures.strategic_map import draw
from directives.plans.pictures.words import map_words
from directives.plans.reading import PlanAsRead, read
from organisation.http import SignedInRequest

from .finding import find_plan, shown_version
from .tabs import frame


@require_safe
def plan_map(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The map of one version, and the same as a table."""
    found = find_plan(request, public_id)
    version = shown_version(request, found)
    whole = read(version)
    context: dict[str, Any] = {
        **frame(request, found, version, "plan_map"),
        "picture": draw(values(whole), map_words()) if whole.milestones else None,
        "base": version.base,
    }
    return render(request, "plans/map.html", context)


def values(whole: PlanAsRead) -> PlanMap:
    """What the picture is drawn from; keys are the parts' own, for a code may be used again."""
    version = whole.version
    changes = _changes(whole)
    shown = [_milestone(row, version, difference.mark(changes.get(row.part_id))) for row in whole.milestones]
    codes = {row.part_id: row.part.public_id for row in whole.milestones}
    return PlanMap(
        title=version.title,
        first_year=version.first_year,
        last_year=version.last_year,
        areas=tuple((str(area.part_id), area.name) for area in whole.areas),
        milestones=(*shown, *_struck(whole, changes)),
        arrows=tuple((codes[one.enabler_id], codes[one.enabled_id]) for one in whole.arrows),
    )


def _changes(whole: PlanAsRead) -> dict[int, difference.PartChange]:
    base = whole.version.base
    if base is None:
        return {}
    found = difference.between(read(base), whole)
    return {change.part_id: change for change in found.of(PlanPart.Kind.MILESTONE)}


def _milestone(row: MilestoneWording, version: PlanVersion, mark: str) -> Milestone:
    return Milestone(
        code=row.part.public_id,
        title=row.title,
        area=str(row.area_id),
        first_year=row.first_year,
        last_year=row.last_year,
        years_words=row.years_words,
        status=row.status,
        mark=mark,
        doubt=bool(row.doubt),
        href=f"{reverse('milestone', args=[row.part.public_id])}?version={version.public_id}",
    )


def _struck(whole: PlanAsRead, changes: dict[int, difference.PartChange]) -> list[Milestone]:
    """What the version before had in an area that is still there."""
    base = whole.version.base
    gone = [
        change.old for change in changes.values() if change.new is None and change.old.area_id in whole.area
    ]
    return [_milestone(row, base, difference.STRUCK) for row in gone] if base else []
