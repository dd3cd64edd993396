"""A version of a plan as rows: what refers to another part names its code when that says which, else its key."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from directives.models import MilestoneWording, PlanVersion
from directives.plans.reading import PlanAsRead, read

from . import columns, naming
from .columns import Sheet
from .rows import AreaRow, ArrowRow, EffectRow, GoalRow, IndicatorRow, MilestoneRow, PlanFacts, PlanRows, Row

REFERRING = ("area", "milestone", "above", "measures", "effects_with")
NAMED = ("owner", "unit")
OF_THE_PLAN = ("short_title", "level", "binds", "every_years", "month")


def dump(version: PlanVersion) -> PlanRows:
    """Everything a file says of this version, in its order."""
    plan = read(version)
    refs = _references(plan)
    names = naming.written(
        [row.owner for row in plan.milestones if row.owner], [row.unit for row in plan.milestones if row.unit]
    )

    def rows(sheet: Sheet, kind: Any, wordings: Iterable[Any]) -> list[Any]:
        return [_row(sheet, kind(), wording, refs, names) for wording in wordings]

    return PlanRows(
        facts=_facts(version),
        areas=rows(columns.AREAS, AreaRow, plan.areas),
        goals=rows(columns.GOALS, GoalRow, plan.goals),
        milestones=rows(columns.MILESTONES, MilestoneRow, plan.milestones),
        effects=rows(columns.EFFECTS, EffectRow, plan.effects),
        indicators=rows(columns.INDICATORS, IndicatorRow, plan.indicators),
        arrows=[
            ArrowRow(enabler=refs["milestone"][one.enabler_id], enabled=refs["milestone"][one.enabled_id])
            for one in plan.arrows
        ],
    )


def _facts(version: PlanVersion) -> PlanFacts:
    facts = PlanFacts(
        title=version.title,
        introduction=version.introduction,
        first_year=version.first_year,
        last_year=version.last_year,
    )
    for name in OF_THE_PLAN:
        setattr(facts, name, _plain(getattr(version.plan, name)))
    return facts


def _row(
    sheet: Sheet,
    row: Row,
    wording: Any,
    refs: dict[str, dict[int, str]],
    names: tuple[dict[int, str], dict[int, str]],
) -> Row:
    for column in sheet.columns:
        setattr(row, column.name, _value(column.name, row, wording, refs, names))
    return row


def _value(name: str, row: Row, wording: Any, refs: Any, names: Any) -> Any:
    if name == "key":
        return wording.part.public_id
    if name in REFERRING:
        return refs[_namespace(name, row)].get(getattr(wording, f"{name}_id"), "")
    if name in NAMED and isinstance(wording, MilestoneWording):
        return names[NAMED.index(name)].get(getattr(wording, f"{name}_id"), "")
    return _plain(getattr(wording, name))


def _plain(value: Any) -> Any:
    """A text as a text, also when it is a choice's."""
    if isinstance(value, list):
        return [str(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _namespace(name: str, row: Row) -> str:
    if name == "above":
        return "effect" if isinstance(row, EffectRow) else "indicator"
    return "milestone" if name == "effects_with" else name


def _references(plan: PlanAsRead) -> dict[str, dict[int, str]]:
    """How each part is referred to, by where; an indicator may measure an effect, a goal or a milestone."""
    keys = {row.part.public_id for row in [*plan.areas, *plan.goals, *plan.milestones, *plan.indicators]}
    milestones = _by_code(plan.milestones, keys)
    measured = _by_code([*plan.milestones, *plan.goals], keys)
    return {
        "area": _by_code(plan.areas, keys),
        "milestone": milestones,
        "indicator": _by_code(plan.indicators, keys),
        "effect": {row.part_id: row.part.public_id for row in plan.effects},
        "measures": measured | {row.part_id: row.part.public_id for row in plan.effects},
    }


def _by_code(wordings: list[Any], keys: set[str]) -> dict[int, str]:
    counted = Counter(row.code for row in wordings)
    return {
        row.part_id: row.code
        if row.code and counted[row.code] == 1 and row.code not in keys
        else row.part.public_id
        for row in wordings
    }
