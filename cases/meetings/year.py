"""A body's whole year: days suggested off red days, then planned together or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.formats import date_format
from django.utils.text import capfirst

from cases.errors import Refused
from cases.meetings.paper_errors import DayRefused, NoDaysChosen
from cases.meetings.planning import plan_meeting
from cases.models import Body, Meeting
from cases.year_of_meetings import JULY, Suggested, every_weeks, monthly
from ledger.work import work
from organisation import clock
from organisation.models import User


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a body meets: every ``weeks`` weeks, or on the month's ``ordinal`` such weekday."""

    weekday: int
    weeks: int = 0
    ordinal: int = 0
    first: date | None = None
    skip_july: bool = True


def suggest(body: Body, year: int, rhythm: Rhythm, at: time) -> list[Suggested]:
    """The days to come of that year, but those the body meets already."""
    skipped = JULY if rhythm.skip_july else frozenset[int]()
    if rhythm.weeks:
        days = every_weeks(
            year, weekday=rhythm.weekday, weeks=rhythm.weeks, first=rhythm.first, skip_months=skipped, at=at
        )
    else:
        days = monthly(year, weekday=rhythm.weekday, ordinal=rhythm.ordinal, skip_months=skipped, at=at)
    taken = set(
        body.meetings.filter(on__year=year)
        .exclude(state=Meeting.State.CANCELLED)
        .values_list("on", flat=True)
    )
    today = clock.today()
    return [day for day in days if day.on >= today and day.on not in taken]


def plan_year(
    body: Body,
    *,
    by: User,
    days: Sequence[tuple[date, time]],
    place: str,
    ends_at: time | None = None,
    distance: bool = False,
) -> list[Meeting]:
    """Plan a meeting on each day, all or none. Raises DayRefused with the day and the reason, NoDaysChosen."""
    if not days:
        raise NoDaysChosen
    planned = []
    with work():
        for on, starts_at in days:
            try:
                planned.append(
                    plan_meeting(
                        body,
                        by=by,
                        on=on,
                        starts_at=starts_at,
                        ends_at=ends_at,
                        place=place,
                        distance=distance,
                    )
                )
            except Refused as refusal:
                raise DayRefused(day=capfirst(date_format(on, "l j F Y")), why=str(refusal)) from refusal
    return planned
