"""Suggested days for a body's meetings of one year, none of them red. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, takewhile

from cases.calendar import is_working_day
from ledger.clock import STOCKHOLM

JULY = frozenset({7})
AFTERNOON = time(13)
ORDINALS = (1, 2, 3, 4, 5, -1)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A meeting day; ``planned`` is the day the pattern gave, another one when that was red."""

    on: date
    at: time
    planned: date

    @property
    def moved(self) -> bool:
        """Whether the pattern's day was red."""
        return self.on != self.planned

    @property
    def starts_at(self) -> datetime:
        """The (aware) instant the meeting begins, Europe/Stockholm."""
        return datetime.combine(self.on, self.at, tzinfo=STOCKHOLM)


def every_weeks(
    year: int,
    *,
    weekday: int,
    weeks: int,
    first: date | None = None,
    skip_months: Collection[int] = JULY,
    at: time = AFTERNOON,
) -> list[Suggested]:
    """Every so many weeks on a weekday (0 Monday – 4 Friday), counted from ``first`` or the year's first.

    A day in a skipped month is left out, and the count goes on through it. A red day is moved to the
    nearest working day of its week (the later of two), or dropped when that is in another year or in
    a skipped month.
    """
    _guard(weekday)
    if weeks < 1:
        raise ValueError(f"meetings come at least a week apart: {weeks}")
    step, start = timedelta(weeks=weeks), _on_weekday(first or date(year, 1, 1), weekday)
    pattern = takewhile(lambda day: day.year <= year, (start + number * step for number in count()))
    return list(_suggest(year, pattern, frozenset(skip_months), at))


def monthly(
    year: int,
    *,
    weekday: int,
    ordinal: int,
    skip_months: Collection[int] = JULY,
    at: time = AFTERNOON,
) -> list[Suggested]:
    """The month's first to fifth such weekday (1–5) or its last (-1); red days as in ``every_weeks``."""
    _guard(weekday)
    if ordinal not in ORDINALS:
        raise ValueError(f"a month has a first to fifth weekday and a last: {ordinal}")
    index = ordinal - 1 if ordinal > 0 else ordinal
    pattern = (day for month in range(1, 13) for day in _of_month(year, month, weekday)[index:][:1])
    return list(_suggest(year, pattern, frozenset(skip_months), at))


def _guard(weekday: int) -> None:
    if weekday not in range(5):
        raise ValueError(f"a body meets from Monday (0) to Friday (4): {weekday}")


def _on_weekday(day: date, weekday: int) -> date:
    """The day itself or the first one after it on this weekday."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _of_month(year: int, month: int, weekday: int) -> list[date]:
    day = _on_weekday(date(year, month, 1), weekday)
    days = (day + timedelta(weeks=number) for number in range(5))
    return [day for day in days if day.month == month]


def _suggest(year: int, pattern: Iterable[date], skipped: frozenset[int], at: time) -> Iterator[Suggested]:
    for planned in pattern:
        if planned.year != year or planned.month in skipped:
            continue
        day = _off_red(planned)
        if day.year == year and day.month not in skipped:
            yield Suggested(day, at, planned)


def _off_red(day: date) -> date:
    """The nearest working day from Monday to Friday of the same week."""
    week = [day + timedelta(days=number - day.weekday()) for number in range(5)]
    return min(filter(is_working_day, week), key=lambda other: (abs(other - day), other < day))
