"""How an indicator stands against its target: reached, on the way, not reached, or not possible to say."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from directives.models import IndicatorValue, IndicatorWording

from .reading import PlanAsRead

FOUR_DECIMALS = Decimal("0.0001")
Gather, Better = IndicatorWording.Gather, IndicatorWording.Better


class Assessment(models.TextChoices):
    """What can be said; a missing target or value is never taken for a failure."""

    REACHED = "reached", _("uppnådd")
    ON_THE_WAY = "on_the_way", _("på väg")
    NOT_REACHED = "not_reached", _("inte uppnådd")
    UNKNOWN = "unknown", _("kan ej bedömas")


@dataclass(frozen=True)
class Measured:
    """An indicator on a day: its latest value and the one before, as far as they are known.

    ``missing`` counts those below it that have no value; a gathered one then has none either.
    """

    row: IndicatorWording
    day: date
    value: Decimal | None = None
    until: date | None = None
    before: Decimal | None = None
    missing: int = 0

    @property
    def is_stale(self) -> bool:
        """Its latest value is more than a year old."""
        return self.until is not None and self.until < year_before(self.day)

    @property
    def assessment(self) -> Assessment:
        """Against its target; on the way is nearer than last time."""
        target = self.row.target
        if target is None or self.value is None:
            return Assessment.UNKNOWN
        if _reaches(self.row, self.value, target):
            return Assessment.REACHED
        nearer = self.before is not None and abs(target - self.value) < abs(target - self.before)
        return Assessment.ON_THE_WAY if nearer else Assessment.NOT_REACHED


def measure(plan: PlanAsRead, day: date) -> dict[int, Measured]:
    """Every indicator of a version on a day, by its part's id; one query, however many there are."""
    series = series_of((row.part_id for row in plan.indicators), day)
    below: dict[int | None, list[IndicatorWording]] = defaultdict(list)
    for row in plan.indicators:
        below[row.above_id].append(row)
    found: dict[int, Measured] = {}
    for row in plan.indicators:
        _measure(row, day, series, below, found, ())
    return found


def series_of(parts: Iterable[int], day: date) -> dict[int, list[IndicatorValue]]:
    """The values that count, oldest first, of each indicator up to a day."""
    rows = IndicatorValue.objects.filter(indicator__in=list(parts), until__lte=day, replaced_at=None)
    series: dict[int, list[IndicatorValue]] = defaultdict(list)
    for row in rows.select_related("reported_by").order_by("until", "pk"):
        series[row.indicator_id].append(row)
    return series


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the leap day."""
    return (
        day.replace(year=day.year - 1, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year - 1)
    )


def is_gathered(row: IndicatorWording, others: Iterable[IndicatorWording]) -> bool:
    """Those below it give it its value."""
    return row.gather != Gather.NONE and any(one.above_id == row.part_id for one in others)


def _measure(
    row: IndicatorWording,
    day: date,
    series: Any,
    below: Any,
    found: dict[int, Measured],
    path: tuple[int, ...],
) -> Measured:
    if row.part_id in found:
        return found[row.part_id]
    children = below.get(row.part_id, []) if row.gather != Gather.NONE else []
    own = [one for one in children if one.part_id not in path]  # a loop in a draft is not followed
    if own:
        parts = [_measure(one, day, series, below, found, (*path, row.part_id)) for one in own]
        found[row.part_id] = _gathered(row, day, parts)
    else:
        found[row.part_id] = _single(row, day, series.get(row.part_id, []))
    return found[row.part_id]


def _single(row: IndicatorWording, day: date, values: list[IndicatorValue]) -> Measured:
    if not values:
        return Measured(row, day)
    before = values[-2].value if len(values) > 1 else None
    return Measured(row, day, values[-1].value, values[-1].until, before)


def _gathered(row: IndicatorWording, day: date, parts: list[Measured]) -> Measured:
    """As old as the oldest value in it; a missing one is said, never counted as nought."""
    values = [one.value for one in parts if one.value is not None]
    if len(values) < len(parts):
        return Measured(row, day, missing=len(parts) - len(values))
    before = [one.before for one in parts if one.before is not None]
    return Measured(
        row,
        day,
        _together(row, values),
        min(one.until for one in parts if one.until is not None),
        _together(row, before) if len(before) == len(parts) else None,
    )


def _together(row: IndicatorWording, values: list[Decimal]) -> Decimal:
    whole = sum(values, Decimal(0))
    return whole if row.gather == Gather.SUM else (whole / len(values)).quantize(FOUR_DECIMALS)


def _reaches(row: IndicatorWording, value: Decimal, target: Decimal) -> bool:
    return value <= target if row.better == Better.LOWER else value >= target
