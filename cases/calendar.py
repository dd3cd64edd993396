"""Which days are working days in Sweden, as the statutory time limits count them.

Lag (1930:173) om beräkning av lagstadgad tid, 2 §: Sundays, other public holidays, Saturdays,
Midsummer's Eve, Christmas Eve and New Year's Eve are not working days. Maundy Thursday is one.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

ONE_DAY = timedelta(days=1)
# The library's name of each language we speak, and what the days of the weekend are called in it.
LANGUAGES = {"sv": "sv", "en": "en_US"}
WEEKEND = {"sv": {5: "lördag", 6: "söndag"}, "en": {5: "Saturday", 6: "Sunday"}}


def is_working_day(day: date) -> bool:
    """Whether a statutory time limit may end on this day."""
    return not why_not_working(day)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def preceding_working_day(day: date) -> date:
    """The day itself when it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def why_not_working(day: date, language: str = "sv") -> str:
    """The name of the red day, "lördag" or "söndag" (in ``sv`` or ``en``); empty on a working day."""
    plain = date(day.year, day.month, day.day)
    return _red_days(day.year, language).get(plain) or WEEKEND[language].get(day.weekday(), "")


@cache
def _red_days(year: int, language: str) -> Mapping[date, str]:
    # One finished table a year: the library fills its own lazily, so a second thread may meet it half full.
    # "de_facto" is exactly the three eves the law names.
    table = country_holidays(
        "SE", years=year, language=LANGUAGES[language], categories=("public", "de_facto"), expand=False
    )
    return dict(table.items())
