"""The difference between any two versions of a plan, part by part and down to the word."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.text import normalise
from directives.models import Plan, PlanVersion
from directives.plans import difference
from directives.plans.pictures.words import map_words
from directives.plans.reading import read
from directives.urls_parameters import NEW, OLD
from organisation.http import SignedInRequest

from .difference_rows import ChangeRow, arrow_rows, change_rows, standing_rows
from .finding import find_plan, readable_versions, shown_version
from .tabs import frame


@require_safe
def plan_difference(request: SignedInRequest, public_id: str) -> HttpResponse:
    """From one version to another; by default the newest and the one it was cut from."""
    found = find_plan(request, public_id)
    versions = list(readable_versions(request, found))
    new = _asked(versions, request.GET.get(NEW, "")) or versions[0]
    old = _asked(versions, request.GET.get(OLD, "")) or new.base or versions[-1]
    context: dict[str, Any] = {
        **frame(request, found, shown_version(request, found), "plan_versions"),
        "old": old,
        "new": new,
        "versions": versions,
        **_content(found, old, new),
    }
    return render(request, "plans/difference.html", context)


def _content(plan: Plan, old: PlanVersion, new: PlanVersion) -> dict[str, Any]:
    """Counts on top, milestones by mark, how they go, then the other parts."""
    if old == new:
        return {"same": True}
    found = difference.between(read(old), read(new))
    words = map_words().mark
    rows = change_rows(found)
    milestones = [row for row in rows if row.kind == "milestone"]
    return {
        "counts": [(mark, words[mark], count) for mark, count in found.counts.items()],
        "groups": [(mark, words[mark], _bearing(milestones, mark)) for mark in difference.MARKS],
        "standing": standing_rows(found),
        "others": [row for row in rows if row.kind != "milestone"],
        "drawn": arrow_rows(found.new, found.arrows_drawn),
        "taken": arrow_rows(found.old, found.arrows_taken),
        "any": bool(found.changes or found.standing or found.arrows_drawn or found.arrows_taken),
    }


def _bearing(rows: list[ChangeRow], mark: str) -> list[ChangeRow]:
    """A milestone with several marks stands under the one a map would show."""
    return [row for row in rows if row.mark == mark]


def _asked(versions: list[PlanVersion], code: str) -> PlanVersion | None:
    """The version that is asked for, None when none is; 404 for one this person does not read."""
    wanted = normalise(code).strip()
    found = next((one for one in versions if one.public_id == wanted), None)
    if wanted and found is None:
        raise Http404
    return found
