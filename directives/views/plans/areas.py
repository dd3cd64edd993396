"""The areas of a version as the overview shows them: their goals, how many milestones, what they continue."""

from collections import defaultdict
from dataclasses import dataclass

from directives.models import AreaWording, GoalWording, PlanPart
from directives.plans.reading import PlanAsRead


@dataclass(frozen=True)
class AreaShown:
    """An area, and the names of those it took over from."""

    area: AreaWording
    count: int
    goals: list[GoalWording]
    earlier: list[str]


def areas_of(whole: PlanAsRead) -> list[AreaShown]:
    """Every area in order, in three queries."""
    earlier = _earlier([area.part_id for area in whole.areas])
    return [
        AreaShown(
            area,
            len(whole.milestones_of.get(area.part_id, [])),
            whole.goals_of.get(area.part_id, []),
            earlier[area.part_id],
        )
        for area in whole.areas
    ]


def _earlier(ids: list[int]) -> dict[int, list[str]]:
    """What the areas each one continues were called last."""
    through = PlanPart.predecessors.through.objects
    pairs = list(
        through.filter(from_planpart__in=ids).order_by("pk").values_list("from_planpart", "to_planpart")
    )
    rows = AreaWording.objects.filter(part__in=[before for _area, before in pairs])
    names = dict(rows.order_by("version__number").values_list("part", "name"))
    found: dict[int, list[str]] = defaultdict(list)
    for area, before in pairs:
        found[area] += [names[before]] if before in names else []
    return found
