"""The order of a plan's parts: one step up or down among those it stands beside."""

from typing import Any

from directives.models import EffectWording, GoalWording, IndicatorWording, MilestoneWording
from organisation.models import User

from . import building

BESIDE = {
    GoalWording: "area",
    MilestoneWording: "area",
    EffectWording: "milestone",
    IndicatorWording: "above",
}


def step(wording: Any, *, by: User, up: bool) -> None:
    """Let a part change places with the one before or after it; at the end nothing happens."""
    model = type(wording)
    everything = list(model.objects.filter(version=wording.version).order_by("position", "pk"))
    beside = [row for row in everything if _place(row) == _place(wording)]
    at = beside.index(wording)
    if up and at > 0:
        building.move(wording, by=by, before=beside[at - 1])
    if not up and at + 1 < len(beside):
        following = everything[everything.index(beside[at + 1]) + 1 :]
        building.move(wording, by=by, before=next(iter(following), None))


def _place(row: Any) -> int | None:
    """What a part stands in: an area, a milestone, or nothing."""
    name = BESIDE.get(type(row))
    found: int | None = getattr(row, f"{name}_id") if name else None
    return found
