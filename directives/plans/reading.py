"""A whole version of a plan as it is read: one query per table, however long the plan."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from directives.models import (
    AreaWording,
    EffectWording,
    Enabling,
    GoalWording,
    IndicatorWording,
    MilestoneWording,
    PlanVersion,
    StruckPart,
)

Row = TypeVar("Row")


@dataclass(frozen=True)
class PlanAsRead:
    """A version with all its rows in order; every look-up below is by the part's id."""

    version: PlanVersion
    areas: list[AreaWording]
    goals: list[GoalWording]
    milestones: list[MilestoneWording]
    effects: list[EffectWording]
    indicators: list[IndicatorWording]
    arrows: list[Enabling]
    struck: list[StruckPart]

    @cached_property
    def milestone(self) -> dict[int, MilestoneWording]:
        """Each milestone."""
        return {row.part_id: row for row in self.milestones}

    @cached_property
    def area(self) -> dict[int, AreaWording]:
        """Each area."""
        return {row.part_id: row for row in self.areas}

    @cached_property
    def goal(self) -> dict[int, GoalWording]:
        """Each goal."""
        return {row.part_id: row for row in self.goals}

    @cached_property
    def effect(self) -> dict[int, EffectWording]:
        """Each effect."""
        return {row.part_id: row for row in self.effects}

    @cached_property
    def indicator(self) -> dict[int, IndicatorWording]:
        """Each indicator."""
        return {row.part_id: row for row in self.indicators}

    @cached_property
    def goals_of(self) -> dict[int | None, list[GoalWording]]:
        """An area's goals; under None the effect goals of the whole plan."""
        return _by(self.goals, "area_id")

    @cached_property
    def milestones_of(self) -> dict[int | None, list[MilestoneWording]]:
        """An area's milestones."""
        return _by(self.milestones, "area_id")

    @cached_property
    def _own_effects(self) -> dict[int | None, list[EffectWording]]:
        return _by(self.effects, "milestone_id")

    def effects_of(self, milestone: MilestoneWording) -> list[EffectWording]:
        """What the milestone is expected to bring; those it shares with another are that one's."""
        return self._own_effects.get(milestone.effects_with_id or milestone.part_id, [])

    @cached_property
    def indicators_of(self) -> dict[int | None, list[IndicatorWording]]:
        """What measures an effect, a goal or a milestone; under None those of the whole plan."""
        return _by(self.indicators, "measures_id")

    @cached_property
    def enables(self) -> dict[int, list[int]]:
        """The milestones each milestone gives conditions for."""
        return _arrows(self.arrows, "enabler_id", "enabled_id")

    @cached_property
    def enabled_by(self) -> dict[int, list[int]]:
        """The milestones each milestone needs."""
        return _arrows(self.arrows, "enabled_id", "enabler_id")

    @property
    def without_owner(self) -> list[MilestoneWording]:
        """Milestones nobody can be asked about."""
        return [row for row in self.milestones if not row.has_owner]


def read(version: PlanVersion) -> PlanAsRead:
    """The version with all its rows, in seven queries."""
    return PlanAsRead(
        version=version,
        areas=list(version.areawordings.select_related("part")),
        goals=list(version.goalwordings.select_related("part")),
        milestones=list(version.milestonewordings.select_related("part", "owner", "unit")),
        effects=list(version.effectwordings.select_related("part")),
        indicators=list(version.indicatorwordings.select_related("part")),
        arrows=list(version.enablings.all()),
        struck=list(version.struck.select_related("part", "into")),
    )


def _by(rows: list[Row], name: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _arrows(rows: list[Enabling], start: str, end: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        found[getattr(row, start)].append(getattr(row, end))
    return found
