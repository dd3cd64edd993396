"""The rows of a follow-up as its page shows them, whether frozen or not: words beside the codes, areas apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from directives.models import MilestoneWording
from directives.plans.follow_up_content import Row, why_unknown
from directives.plans.measuring import Assessment

Status, Trend = MilestoneWording.Status, MilestoneWording.Trend


@dataclass
class AreaTable:
    """An area with its goals and milestones."""

    name: str
    goals: list[Row] = field(default_factory=list)
    milestones: list[Row] = field(default_factory=list)


@dataclass
class Tables:
    """Everything in order: effect goals of the whole plan, areas, indicators."""

    goals: list[Row]
    areas: list[AreaTable]
    indicators: list[Row]


def tables(rows: Sequence[Row]) -> Tables:
    """Rows by area, each with the words a reader needs."""
    areas: dict[str, AreaTable] = {}
    found = Tables([], [], [])
    for row in rows:
        if row["kind"] == "indicator":
            found.indicators.append(_indicator(row))
        elif row["kind"] == "goal" and not row["area"]:
            found.goals.append(row)
        else:
            area = areas.setdefault(row["area"], AreaTable(row["area"]))
            (area.goals if row["kind"] == "goal" else area.milestones).append(
                row if row["kind"] == "goal" else _milestone(row)
            )
    found.areas = list(areas.values())
    return found


def _milestone(row: Row) -> Row:
    return row | {
        "status_label": Status(row["status"]).label,
        "trend_label": Trend(row["trend"]).label,
        "said_on": date.fromisoformat(row["said_on"]) if row["said_on"] else None,
    }


def _indicator(row: Row) -> Row:
    assessment = Assessment(row["assessment"])
    words: dict[str, Any] = {
        "assessment_label": assessment.label,
        "why": why_unknown(row) if assessment == Assessment.UNKNOWN else "",
        "until": date.fromisoformat(row["until"]) if row["until"] else None,
    }
    numbers = {name: Decimal(row[name]) if row[name] is not None else None for name in ("value", "target")}
    return row | words | numbers
