"""The days a name of time covers: a date, a week, a month, a quarter, a year, or a feast. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from cases.calendar import why_not_working
from cases.written_dates import DATE, MONTH, YEAR, make_date, month_number, read_date

ONE_DAY = timedelta(days=1)
FRIDAY = 5
YEARS_AHEAD = 9  # at most eight to the next 29 February, and one behind for the last week of a year

FEASTS = {
    **dict.fromkeys(("jul", "julen", "christmas"), "Julafton"),
    **dict.fromkeys(("påsk", "påsken", "easter"), "Långfredagen"),
    **dict.fromkeys(("midsommar", "midsummer"), "Midsommarafton"),
}
ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day; a feast has a first day only, for what is due before it."""

    first: date
    last: date | None


def find(text: str, *, said_on: date) -> Span | None:
    """The days the (casefolded) text names, if it names nothing else; without a year the next ones."""
    for pattern, read in PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return read(match, said_on)
    return None


def _date(match: re.Match[str], said_on: date) -> Span | None:
    return _one_day(read_date(match[0]))


def _day(match: re.Match[str], said_on: date) -> Span | None:
    number = match["month"]
    month = int(number) if number.isdecimal() else month_number(number)
    return _next(lambda year: _one_day(make_date(year, month, int(match["day"]))), match["year"], said_on)


def _week(match: re.Match[str], said_on: date) -> Span | None:
    return _next(lambda year: _working_week(year, int(match["week"])), match["year"], said_on)


def _month(match: re.Match[str], said_on: date) -> Span | None:
    month = month_number(match["month"])
    return _next(lambda year: _months(year, month, month), match["year"], said_on)


def _numbered_month(match: re.Match[str], said_on: date) -> Span | None:
    month = int(match["month"])
    return _months(int(match["year"]), month, month) if 1 <= month <= 12 else None


def _quarter(match: re.Match[str], said_on: date) -> Span | None:
    number = ORDINALS.get(match["quarter"]) or int(match["quarter"])
    return _next(lambda year: _months(year, 3 * number - 2, 3 * number), match["year"], said_on)


def _year(match: re.Match[str], said_on: date) -> Span | None:
    return _months(int(match["year"]), 1, 12)


def _this_year(match: re.Match[str], said_on: date) -> Span | None:
    return _months(said_on.year, 1, 12)


def _next_year(match: re.Match[str], said_on: date) -> Span | None:
    return _months(said_on.year + 1, 1, 12)


def _turn_of_the_year(match: re.Match[str], said_on: date) -> Span | None:
    # Before it and at it are the same last day.
    return Span(first=date(said_on.year + 1, 1, 1), last=date(said_on.year, 12, 31))


def _feast(match: re.Match[str], said_on: date) -> Span | None:
    return _next(lambda year: _named_day(year, FEASTS[match["feast"]]), match["year"], said_on)


def _next(make: Callable[[int], Span | None], year: str | None, said_on: date) -> Span | None:
    """The span in the year that was said, else the first one that is not over."""
    if year:
        return make(int(year))
    spans = filter(None, map(make, range(said_on.year - 1, said_on.year + YEARS_AHEAD)))
    return next((span for span in spans if (span.last or span.first) >= said_on), None)


def _one_day(day: date | None) -> Span | None:
    return Span(day, day) if day else None


def _working_week(year: int, week: int) -> Span | None:
    try:
        return Span(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, FRIDAY))
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> Span:
    after = date(year, last + 1, 1) if last < 12 else date(year + 1, 1, 1)
    return Span(date(year, first, 1), after - ONE_DAY)


def _named_day(year: int, name: str) -> Span | None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return next((Span(day, None) for day in days if why_not_working(day) == name), None)


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


SAID_YEAR = rf"(?:[\s,/-]+(?P<year>{YEAR}))?"
PATTERNS: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span | None]]] = [
    (_pattern(DATE), _date),
    (_pattern(rf"(?:den\s+)?(?P<day>[0-9]{{1,2}})\s+(?P<month>{MONTH}){SAID_YEAR}"), _day),
    (_pattern(rf"(?:den\s+)?(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}}){SAID_YEAR}"), _day),
    (_pattern(rf"(?:v\.?|vecka|week)\s*(?P<week>[0-9]{{1,2}}){SAID_YEAR}"), _week),
    (_pattern(rf"(?P<month>{MONTH}){SAID_YEAR}"), _month),
    (_pattern(rf"(?P<year>{YEAR})-(?P<month>[0-9]{{2}})"), _numbered_month),
    (_pattern(rf"(?:kvartal\s*|q)(?P<quarter>[1-4]){SAID_YEAR}"), _quarter),
    (_pattern(rf"(?P<quarter>{'|'.join(ORDINALS)})\s+kvartalet{SAID_YEAR}"), _quarter),
    (_pattern(rf"(?:år\s+)?(?P<year>{YEAR})"), _year),
    (_pattern(r"år|året|this year|the year"), _this_year),
    (_pattern(r"nästa år|next year"), _next_year),
    (_pattern(r"årsskiftet|årets slut|the turn of the year"), _turn_of_the_year),
    (_pattern(rf"(?P<feast>{'|'.join(FEASTS)}){SAID_YEAR}"), _feast),
]
