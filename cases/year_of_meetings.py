"""Suggested days for a body's meetings of one year, none of them red. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from ledger.clock import STOCKHOLM

JULY = frozenset({7})
AFTERNOON = time(13)


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
    """Every so many weeks on a weekday (0 Monday – 4 Friday), counted from the year's first or from ``first``.

    A day in a skipped month is left out, and the count goes on through it. A red day is moved to the
    nearest working day of its week (the later of two), and dropped when that is in another year.
    """
    raise NotImplementedError


def monthly(
    year: int,
    *,
    weekday: int,
    ordinal: int,
    skip_months: Collection[int] = JULY,
    at: time = AFTERNOON,
) -> list[Suggested]:
    """The month's first to fifth such weekday (1–5) or its last (-1); red days as in ``every_weeks``."""
    raise NotImplementedError
