"""The days the law sets, over 30 years; the oracle knows Easter and the fixed days, not the product's table."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from cases import deadlines
from cases.calendar import next_working_day

FIRST, LAST = date(2020, 1, 1), date(2050, 12, 31)
LONGEST_RED = 5  # Christmas Eve on a Wednesday: the 24th to the 28th
FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
FROM_EASTER = (-2, 0, 1, 39, 49)  # långfredagen, påskdagen, annandagen, Kristi himmelsfärd, pingst

days = st.dates(FIRST, LAST)


def easter(year):
    """Easter Sunday by the Gregorian computus (Meeus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def is_red(day):
    midsummers_eve = day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25
    movable = (day - easter(day.year)).days in FROM_EASTER
    return day.weekday() >= 5 or (day.month, day.day) in FIXED or midsummers_eve or movable


def from_2020_to_2050():
    return (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))


def test_the_next_working_day_is_the_first_that_is_not_red_on_every_day_of_30_years():
    for day in from_2020_to_2050():
        due = next_working_day(day + timedelta(days=1))
        between = [day + timedelta(days=number) for number in range(1, (due - day).days)]
        assert (is_red(due), all(map(is_red, between))) == (False, True), day


@given(days)
@example(date(2025, 12, 3))
@example(date(2025, 12, 10))
@example(date(2025, 12, 22))
def test_what_the_law_sets_is_never_red_never_early_and_at_most_the_longest_holiday_later(day):
    counted = {
        deadlines.minutes_approval_due(day): 14,
        deadlines.notice_due(day): 2,
        deadlines.last_appeal_day(day): 21,
    }
    for due, plain in counted.items():
        assert not is_red(due)
        assert plain <= (due - day).days <= plain + LONGEST_RED
        assert all(is_red(day + timedelta(days=number)) for number in range(plain, (due - day).days))


@given(days, days)
def test_a_later_day_never_has_an_earlier_last_day(one, other):
    earlier, later = sorted([one, other])
    for count in (deadlines.minutes_approval_due, deadlines.notice_due, deadlines.last_appeal_day):
        assert count(earlier) <= count(later)
