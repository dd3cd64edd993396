"""The list of a version's milestones, narrowed by area, year, status, owner and whom the effects are for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.text import normalise
from directives.models import AreaWording, EffectWording, MilestoneWording, PlanPart
from directives.plans import difference
from directives.plans.pictures.words import map_words
from directives.plans.reading import PlanAsRead, read
from organisation.http import SignedInRequest

from .finding import find_plan, shown_version
from .holders import holder
from .tabs import frame

MISSING = "saknas"
NAMES = ("omrade", "ar", "status", "agare", "for", "sok")
Chosen = dict[str, str]


@dataclass(frozen=True)
class Row:
    """A milestone in the list."""

    milestone: MilestoneWording
    area: AreaWording
    owner: str
    audiences: list[str]
    mark: str


@require_safe
def plan_list(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every milestone that fits what was asked, in the plan's order."""
    found = find_plan(request, public_id)
    version = shown_version(request, found)
    whole = read(version)
    chosen = {name: " ".join(normalise(request.GET.get(name, "")).split())[:200] for name in NAMES}
    rows = rows_of(whole)
    context: dict[str, Any] = {
        **frame(request, found, version, "plan_list"),
        "rows": [row for row in rows if _fits(whole, row, chosen)],
        "count": len(rows),
        "chosen": chosen,
        "narrowed": any(chosen.values()),
        "options": _options(whole, rows),
    }
    return render(request, "plans/milestones.html", context)


def rows_of(whole: PlanAsRead) -> list[Row]:
    """Every milestone with what the list says of it, area by area."""
    marks = _marks(whole)
    return [
        Row(row, area, holder(row), _audiences(whole, row), marks.get(row.part_id, ""))
        for area in whole.areas
        for row in sorted(whole.milestones_of.get(area.part_id, []), key=lambda one: one.last_year or 9999)
    ]


def _marks(whole: PlanAsRead) -> dict[int, str]:
    if whole.version.base is None:
        return {}
    words = map_words().mark
    found = difference.between(read(whole.version.base), whole).of(PlanPart.Kind.MILESTONE)
    return {change.part_id: ", ".join(str(words[mark]) for mark in change.marks) for change in found}


def _audiences(whole: PlanAsRead, row: MilestoneWording) -> list[str]:
    named = {code for effect in whole.effects_of(row) for code in effect.audiences}
    return [str(label) for code, label in EffectWording.Audience.choices if code in named]


def _fits(whole: PlanAsRead, row: Row, chosen: Chosen) -> bool:
    return all(TESTS[name](whole, row, value) for name, value in chosen.items() if value)


def _has_year(row: MilestoneWording, value: str) -> bool:
    if value == MISSING:
        return row.last_year is None
    years = range(row.first_year or 0, (row.last_year or 0) + 1)
    return value.isdecimal() and int(value) in years


def _has_owner(row: Row, value: str) -> bool:
    return not row.milestone.has_owner if value == MISSING else row.owner == value


def _is_for(whole: PlanAsRead, row: Row, value: str) -> bool:
    return any(value in effect.audiences for effect in whole.effects_of(row.milestone))


def _says(row: Row, words: str) -> bool:
    said = f"{row.milestone.code} {row.milestone.title} {row.milestone.description} {row.owner}".lower()
    return all(word in said for word in words.lower().split())


TESTS: dict[str, Callable[[PlanAsRead, Row, str], bool]] = {
    "omrade": lambda _whole, row, value: row.area.part.public_id == value,
    "ar": lambda _whole, row, value: _has_year(row.milestone, value),
    "status": lambda _whole, row, value: row.milestone.status == value,
    "agare": lambda _whole, row, value: _has_owner(row, value),
    "for": _is_for,
    "sok": lambda _whole, row, value: _says(row, value),
}


def _options(whole: PlanAsRead, rows: list[Row]) -> dict[str, list[dict[str, Any]]]:
    """What each filter offers."""
    owners = sorted({row.owner for row in rows if row.owner and row.milestone.has_owner})
    return {
        "areas": [{"code": area.part.public_id, "label": area.name} for area in whole.areas],
        "years": [
            *({"code": year, "label": str(year)} for year in whole.version.years),
            {"code": MISSING, "label": _("Utan år")},
        ],
        "statuses": _choices(MilestoneWording.Status.choices),
        "owners": [
            {"code": MISSING, "label": _("Ägare saknas")},
            *({"code": name, "label": name} for name in owners),
        ],
        "audiences": _choices(EffectWording.Audience.choices),
    }


def _choices(choices: Any) -> list[dict[str, Any]]:
    return [{"code": code, "label": capfirst(str(label))} for code, label in choices]
