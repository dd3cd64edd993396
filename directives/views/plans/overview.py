"""The first page of a plan: what it is, whom it binds, how it goes, what is uncertain, and what happens next."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from cases import access
from directives.models import (
    AreaWording,
    IndicatorWording,
    MilestoneWording,
    Plan,
    PlanPart,
    PlanSeat,
    PlanVersion,
    Revision,
)
from directives.plans import following
from directives.plans.measuring import Measured, measure
from directives.plans.reading import PlanAsRead, read
from organisation import clock
from organisation.http import SignedInRequest

from .areas import areas_of
from .doubts import doubts_of
from .finding import find_plan, readable_plans, readable_versions, shown_version
from .relation_words import described
from .tabs import frame

NOT_OPEN = (Revision.State.PUBLISHED, Revision.State.CANCELLED)


@dataclass(frozen=True)
class Count:
    """How many milestones have a status."""

    code: str
    label: str
    count: int


@require_safe
def plan(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The version that is in force, or the one that is asked for."""
    found = find_plan(request, public_id)
    version = shown_version(request, found)
    whole = read(version)
    draft = readable_versions(request, found).filter(state__in=["draft", "proposed"]).first()
    context: dict[str, Any] = {
        **frame(request, found, version, "plan"),
        "whole": whole,
        "areas": areas_of(whole),
        "goals": whole.goals_of.get(None, []),
        "counts": status_counts(whole.milestones),
        "doubts": doubts_of(whole),
        "seats": [(seat, _area_name(whole, seat)) for seat in seats_of(found)],
        "follows": following.follows(found, request.user),
        "has_seat": seats_of(found).filter(user=request.user, starts_on__lte=clock.today()).exists(),
        "revision": _revision(request, found),
        "news": _news(request, version),
        "versions": readable_versions(request, found)[:4],
        "draft": draft,
        "led": _led(request, draft) if draft is not None and draft.is_draft else [],
        "relations": _relations(request, found),
        "continues_in": readable_plans(request.user).filter(pk=found.merged_into_id or 0).first(),
        "indicators": indicators_in_order(whole),
        "paragraphs": found.paragraphs.all(),
        "may_keep": access.can(request.user, "keep_plan", found),
    }
    return render(request, "plans/plan.html", context)


def status_counts(milestones: Iterable[MilestoneWording]) -> list[Count]:
    """Every status in the order of the work, with how many stand there."""
    found = Counter(row.status for row in milestones)
    return [Count(code, capfirst(str(label)), found[code]) for code, label in MilestoneWording.Status.choices]


def indicators_in_order(whole: PlanAsRead) -> list[tuple[Measured, str]]:
    """In the owner's order, those that are counted into another right below it, each with that one's code."""
    measured = measure(whole, clock.today())
    below: dict[int | None, list[IndicatorWording]] = defaultdict(list)
    for row in whole.indicators:
        below[row.above_id if row.above_id in whole.indicator else None].append(row)
    found: list[tuple[Measured, str]] = []
    waiting = [(row, "") for row in reversed(below[None])]
    while waiting:
        row, above = waiting.pop()
        found.append((measured[row.part_id], above))
        waiting += [(one, row.code) for one in reversed(below[row.part_id])]
    seen = {one.row.part_id for one, _above in found}
    return found + [(one, "") for part, one in measured.items() if part not in seen]  # a loop in a draft


def seats_of(plan: Plan) -> QuerySet[PlanSeat]:
    """Who sits with the plan today."""
    today = clock.today()
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=today)
    return plan.seats.filter(lasts).select_related("user", "unit", "area")


def _led(request: SignedInRequest, draft: PlanVersion) -> QuerySet[AreaWording]:
    """The areas of the planning version whose words this person writes."""
    parts = access.visible_to(request.user, PlanPart, "write_area").values("pk")
    return AreaWording.objects.filter(version=draft, part__in=parts).select_related("part")


def _area_name(whole: PlanAsRead, seat: PlanSeat) -> str:
    area = whole.area.get(seat.area_id or 0)
    return area.name if area else ""


def _revision(request: SignedInRequest, plan: Plan) -> Revision | None:
    """The revision under way, or the next one that is planned."""
    rows = access.visible_to(request.user, Revision, "read_plan_draft").filter(plan=plan)
    found: Revision | None = rows.exclude(state__in=NOT_OPEN).order_by("begins_on").first()
    return found


def _news(request: SignedInRequest, version: PlanVersion) -> Revision | None:
    """The published revision that made the version that is read."""
    rows = access.visible_to(request.user, Revision, "read_plan_draft").filter(draft=version)
    found: Revision | None = rows.filter(state=Revision.State.PUBLISHED).first()
    return found


def _relations(request: SignedInRequest, plan: Plan) -> list[tuple[str, Plan]]:
    """How it stands to other plans, as far as one may read them."""
    return described(plan, readable_plans(request.user))
