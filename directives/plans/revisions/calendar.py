"""The days of a revision, computed back from the day its body decides. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.calendar import next_working_day, preceding_working_day
from cases.stop_days import USUAL, Offsets, stop_days

REFERRAL = 21  # days the administrations have to answer
COMPILING = 7
REPORTING = 21
USUAL_WEEK, THURSDAY = 3, 3  # where nothing is known of the body's habits: the third Thursday


@dataclass(frozen=True, slots=True)
class RevisionDays:
    """Begin, last day to report, to compile, to send on referral, to answer, manuscript stop, decision: in order."""

    begins_on: date
    report_by: date
    compile_by: date
    refer_by: date
    answers_by: date
    manuscript_by: date
    decide_on: date


def days(decide_on: date, offsets: Offsets = USUAL) -> RevisionDays:
    """Every day of a revision that is decided on a day; each is a working day."""
    stops = stop_days(decide_on, offsets)
    refer_by = _before(stops.round_last_day, REFERRAL)
    compile_by = _before(refer_by, 1)
    report_by = _before(compile_by, COMPILING)
    return RevisionDays(
        begins_on=_before(report_by, REPORTING),
        report_by=report_by,
        compile_by=compile_by,
        refer_by=refer_by,
        answers_by=stops.round_last_day,
        manuscript_by=stops.manuscript,
        decide_on=decide_on,
    )


def preliminary_day(year: int, month: int, earlier: date | None = None) -> date:
    """When the body will meet, as far as is known: on the same weekday of the same week as it last did."""
    weekday = earlier.weekday() if earlier else THURSDAY
    week = (earlier.day - 1) // 7 + 1 if earlier else USUAL_WEEK
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (week - 1))
    while day.month != month:  # a fifth Thursday that this year lacks
        day -= timedelta(days=7)
    return next_working_day(day)


def earliest(today: date, offsets: Offsets = USUAL) -> date:
    """The first working day a revision that begins today can be decided on."""
    day = next_working_day(today)
    while days(day, offsets).begins_on < today:
        day = next_working_day(day + timedelta(days=1))
    return day


def _before(day: date, count: int) -> date:
    return preceding_working_day(day - timedelta(days=count))
