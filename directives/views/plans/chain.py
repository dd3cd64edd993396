"""The chain of a milestone both ways: strategy, plan, effects, indicators, assignments, decisions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cases import access
from directives.forms.assignments import SEEING
from directives.models import (
    Assignment,
    EffectWording,
    GoalWording,
    MilestoneLink,
    MilestoneWording,
    PlanRelation,
)
from directives.plans import arrows
from directives.plans.measuring import Measured, measure
from directives.plans.reading import PlanAsRead
from organisation import clock
from organisation.models import User

from .adopted_by import Adopted, adopted_by, of_point
from .finding import readable_plans

ORDERED = ("undertaking__point__item__body__unit", "undertaking__point__item__meeting")
ALSO = ("undertaking__point__decision__case", "undertaking__point__earlier__unit")


@dataclass(frozen=True)
class EffectShown:
    """An effect, whom it is for, and what measures it."""

    effect: EffectWording
    audiences: list[str]
    indicators: list[Measured]


@dataclass(frozen=True)
class Given:
    """An assignment that carries the milestone out, and the decision it comes from."""

    assignment: Assignment
    origin: Adopted | None
    link: MilestoneLink


def chain_of(user: User, whole: PlanAsRead, row: MilestoneWording) -> dict[str, Any]:
    """Everything above and below the milestone that this person may read."""
    measured = measure(whole, clock.today())
    links = MilestoneLink.objects.filter(part=row.part_id).select_related("paragraph")
    return {
        "above": _strategies(user, whole),
        "goals": _goals(whole, row),
        "effects": _effects(whole, row, measured),
        "shared_with": whole.milestone.get(row.effects_with_id or 0),
        "indicators": [measured[one.part_id] for one in whole.indicators_of.get(row.part_id, [])],
        "enables": _milestones(whole, whole.enables, row),
        "builds_on": _milestones(whole, whole.enabled_by, row),
        "late": {one.enabler_id for one in arrows.late(whole.milestones, whole.arrows)},
        "given": _given(user, links),
        "paragraphs": [link.paragraph for link in links if link.paragraph],
        "adopted": adopted_by(whole.version),
    }


def _strategies(user: User, whole: PlanAsRead) -> list[Any]:
    """The plans this plan carries out."""
    ids = whole.version.plan.relations.filter(kind=PlanRelation.Kind.CARRIES_OUT).values("other")
    return list(readable_plans(user).filter(pk__in=ids))


def _goals(whole: PlanAsRead, row: MilestoneWording) -> list[GoalWording]:
    return whole.goals_of.get(row.area_id, []) or whole.goals_of.get(None, [])


def _effects(whole: PlanAsRead, row: MilestoneWording, measured: dict[int, Measured]) -> list[EffectShown]:
    return [
        EffectShown(
            effect,
            [str(EffectWording.Audience(code).label) for code in effect.audiences],
            [measured[one.part_id] for one in whole.indicators_of.get(effect.part_id, [])],
        )
        for effect in whole.effects_of(row)
    ]


def _milestones(
    whole: PlanAsRead, graph: dict[int, list[int]], row: MilestoneWording
) -> list[MilestoneWording]:
    return [whole.milestone[one] for one in graph.get(row.part_id, []) if one in whole.milestone]


def _given(user: User, links: QuerySet[MilestoneLink]) -> list[Given]:
    """Only assignments this person is in, each with the decision that ordered it."""
    seen = access.visible_by_any(user, Assignment, *SEEING)
    rows = Assignment.objects.filter(pk__in=seen.values("pk"), milestone_links__in=links)
    related = ("unit", "taker_unit", "taker_user", *ORDERED, *ALSO)
    found = {row.pk: row for row in rows.select_related(*related)}
    return [
        Given(found[link.assignment_id], _origin(found[link.assignment_id]), link)
        for link in links
        if link.assignment_id in found
    ]


def _origin(assignment: Assignment) -> Adopted | None:
    ordered = assignment.undertaking
    return of_point(ordered.point) if ordered is not None else None
