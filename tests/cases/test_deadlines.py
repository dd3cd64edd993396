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


def test_a_notice_tells_its_dates_and_comes_down_the_day_after_the_last_appeal_day():
    assert deadlines.notice_period(approved_on=date(2024, 12, 4), posted_on=date(2024, 12, 4)) == (
        deadlines.NoticePeriod(
            approved_on=date(2024, 12, 4),
            due=date(2024, 12, 6),
            posted_on=date(2024, 12, 4),
            last_appeal_day=date(2024, 12, 27),
            taken_down_on=date(2024, 12, 28),  # a Saturday: only a last day is moved
        )
    )


@pytest.mark.parametrize(("posted_on", "late"), [(date(2024, 12, 16), False), (date(2024, 12, 17), True)])
def test_a_notice_after_the_second_day_is_late_and_still_up_three_weeks(posted_on, late):
    period = deadlines.notice_period(approved_on=date(2024, 12, 13), posted_on=posted_on)
    assert period.is_late == late
    assert (period.taken_down_on - posted_on).days > 21


def test_minutes_cannot_be_noticed_before_they_are_approved():
    with pytest.raises(ValueError, match="before the approval"):
        deadlines.notice_period(approved_on=date(2024, 12, 13), posted_on=date(2024, 12, 12))


@pytest.mark.parametrize(
    ("received_on", "due"),
    [
        (date(2024, 12, 18), date(2024, 12, 19)),
        (date(2024, 12, 20), date(2024, 12, 23)),  # a Friday
        (date(2024, 12, 23), date(2024, 12, 27)),  # Christmas between
        (date(2025, 4, 16), date(2025, 4, 17)),  # skärtorsdag is a working day
    ],
)
def test_a_document_is_registered_by_the_next_working_day(received_on, due):
    assert deadlines.register_due(received_on) == due


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 1, 1)),
    st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
)
def test_an_instant_is_late_exactly_when_its_stockholm_date_is_after_the_last_day(last_day, instant):
    assert deadlines.is_late(instant, last_day) == (instant.astimezone(deadlines.STOCKHOLM).date() > last_day)
