from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import deadlines

FIRST, LAST = datetime(2000, 1, 1), datetime(2099, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize(("how", "expected"), [("next", date(2022, 1, 3)), ("preceding", date(2021, 12, 30))])
def test_a_rounds_last_day_on_new_years_eve_rolls_the_way_the_round_says(how, expected):
    assert deadlines.roll(date(2021, 12, 31), how) == expected


@pytest.mark.parametrize("how", ["next", "preceding"])
def test_a_last_day_on_a_working_day_stays(how):
    assert deadlines.roll(date(2024, 12, 18), how) == date(2024, 12, 18)


def test_an_unknown_way_to_roll_is_refused():
    with pytest.raises(KeyError):
        deadlines.roll(date(2021, 12, 31), "sideways")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last_day", "closes"),
    [
        (date(2024, 12, 18), datetime(2024, 12, 18, 23, tzinfo=UTC)),  # winter time
        (date(2024, 6, 18), datetime(2024, 6, 18, 22, tzinfo=UTC)),  # summer time
        (date(2024, 3, 30), datetime(2024, 3, 30, 23, tzinfo=UTC)),  # the night the clocks go forward
        (date(2024, 10, 27), datetime(2024, 10, 27, 23, tzinfo=UTC)),  # the day the clocks went back
    ],
)
def test_a_last_day_closes_at_midnight_in_stockholm(last_day, closes):
    assert deadlines.closes_at(last_day) == closes


def test_the_last_microsecond_of_the_last_day_is_in_time_and_the_next_is_late():
    closes = deadlines.closes_at(date(2024, 12, 18))
    moments = [closes - timedelta(microseconds=1), closes]
    assert [deadlines.is_late(moment, date(2024, 12, 18)) for moment in moments] == [False, True]


def test_lateness_is_the_same_whatever_zone_the_instant_is_told_in():
    instant = datetime(2024, 12, 18, 23, 30, tzinfo=UTC)
    assert deadlines.is_late(instant, date(2024, 12, 18))
    assert deadlines.is_late(instant.astimezone(deadlines.STOCKHOLM), date(2024, 12, 18))


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        deadlines.is_late(datetime(2024, 12, 18, 12), date(2024, 12, 18))  # noqa: DTZ001


def test_days_left_counts_down_through_zero():
    last_day = date(2024, 12, 18)
    todays = [date(2024, 11, 22), date(2024, 12, 17), date(2024, 12, 18), date(2024, 12, 21)]
    assert [deadlines.days_left(last_day, today) for today in todays] == [26, 1, 0, -3]


def test_minutes_are_approved_within_fourteen_days():
    assert deadlines.minutes_approval_due(date(2024, 11, 27)) == date(2024, 12, 11)


def test_minutes_of_a_meeting_a_fortnight_before_christmas_eve_wait_for_the_27th():
    assert deadlines.minutes_approval_due(date(2024, 12, 10)) == date(2024, 12, 27)


def test_a_notice_due_on_a_sunday_is_posted_on_monday():
    assert deadlines.notice_due(date(2024, 12, 13)) == date(2024, 12, 16)


@pytest.mark.parametrize(
    ("notice_on", "last_day"),
    [
        (date(2024, 12, 4), date(2024, 12, 27)),  # past Christmas
        (date(2025, 3, 28), date(2025, 4, 22)),  # past Easter
        (date(2025, 5, 30), date(2025, 6, 23)),  # past Midsummer
        (date(2024, 10, 2), date(2024, 10, 23)),  # three weeks, same weekday
    ],
)
def test_the_last_appeal_day_is_three_weeks_on_and_never_red(notice_on, last_day):
    assert deadlines.last_appeal_day(notice_on) == last_day


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 1, 1)),
    st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
)
def test_an_instant_is_late_exactly_when_its_stockholm_date_is_after_the_last_day(last_day, instant):
    assert deadlines.is_late(instant, last_day) == (instant.astimezone(deadlines.STOCKHOLM).date() > last_day)
