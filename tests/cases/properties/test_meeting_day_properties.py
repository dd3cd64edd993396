from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import is_working_day
from cases.stop_days import Offsets, stop_days
from cases.year_of_meetings import every_weeks, monthly

LONGEST_RED = 5  # Christmas Eve on a Wednesday: the 24th to the 28th

days = st.dates(date(2020, 1, 1), date(2050, 12, 31))
years = st.integers(2020, 2050)
weekdays = st.integers(0, 4)
months = st.frozensets(st.integers(1, 12))
offsets = st.lists(st.integers(1, 120), min_size=4, max_size=4).map(
    lambda four: Offsets(*sorted(four, reverse=True))
)


@given(days, offsets)
def test_stop_days_are_working_days_in_order_before_the_meeting_and_leave_the_time_that_was_set(on, before):
    found = stop_days(on, before)
    dates = [found.round_last_day, found.manuscript, found.preparation, found.notice]
    assert dates == sorted(dates)
    assert dates[-1] < on
    assert all(is_working_day(day) for day in dates)
    counts = [before.round_last_day, before.manuscript, before.preparation, before.notice]
    for day, count in zip(dates, counts, strict=True):
        assert count <= (on - day).days <= count + LONGEST_RED


def check(found, year, skipped):
    planned = [suggested.planned for suggested in found]
    assert planned == sorted(set(planned))
    for suggested in found:
        assert is_working_day(suggested.on)
        assert suggested.on.year == suggested.planned.year == year
        assert not {suggested.on.month, suggested.planned.month} & skipped
        assert suggested.on.isocalendar()[:2] == suggested.planned.isocalendar()[:2]
        assert suggested.moved == (not is_working_day(suggested.planned))


@given(years, weekdays, st.integers(1, 26), months)
def test_a_meeting_every_few_weeks_is_never_on_a_red_day_nor_in_a_month_off(year, weekday, weeks, skipped):
    found = every_weeks(year, weekday=weekday, weeks=weeks, skip_months=skipped)
    check(found, year, skipped)
    steps = [(later.planned - earlier.planned).days for earlier, later in pairwise(found)]
    assert all(step % (7 * weeks) == 0 for step in steps)


@given(years, weekdays, st.sampled_from([1, 2, 3, 4, 5, -1]), months)
def test_a_meeting_a_month_is_never_on_a_red_day_nor_in_a_month_off(year, weekday, ordinal, skipped):
    found = monthly(year, weekday=weekday, ordinal=ordinal, skip_months=skipped)
    check(found, year, skipped)
    for suggested in found:
        day = suggested.planned
        number = (day.day - 1) // 7 + 1
        is_last = (day + timedelta(weeks=1)).month != day.month
        assert (day.weekday(), is_last if ordinal < 0 else number == ordinal) == (weekday, True)
