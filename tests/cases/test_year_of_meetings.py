from datetime import UTC, date, datetime, time

import pytest

from cases.year_of_meetings import Suggested, every_weeks, monthly

WEDNESDAY, THURSDAY, FRIDAY = 2, 3, 4


def days(found):
    return [f"{suggested.on:%m-%d}" for suggested in found]


def test_every_fourth_wednesday_leaves_july_out():
    found = every_weeks(2026, weekday=WEDNESDAY, weeks=4, first=date(2026, 1, 28))
    assert days(found) == [
        *["01-28", "02-25", "03-25", "04-22", "05-20", "06-17"],
        *["08-12", "09-09", "10-07", "11-04", "12-02", "12-30"],
    ]
    assert not any(suggested.moved for suggested in found)


def test_the_count_goes_on_from_the_last_meeting_of_the_year_before():
    found = every_weeks(2026, weekday=WEDNESDAY, weeks=4, first=date(2025, 12, 3))
    assert days(found)[:2] == ["01-28", "02-25"]  # 31 December is the year before


def test_the_count_starts_at_the_years_first_such_weekday():
    found = every_weeks(2026, weekday=THURSDAY, weeks=26)
    assert days(found) == ["01-02", "12-30"]  # New Year's Day and Eve are red; 2 July is in July


def test_the_last_thursday_of_each_month():
    found = monthly(2026, weekday=THURSDAY, ordinal=-1, at=time(9, 30))
    assert days(found) == [
        *["01-29", "02-26", "03-26", "04-30", "05-28", "06-25"],
        *["08-27", "09-24", "10-29", "11-26", "12-30"],  # 31 December is New Year's Eve
    ]
    assert found[-1] == Suggested(on=date(2026, 12, 30), at=time(9, 30), planned=date(2026, 12, 31))
    assert found[-1].moved


def test_a_meeting_begins_at_its_hour_in_stockholm_summer_and_winter():
    found = monthly(2026, weekday=WEDNESDAY, ordinal=1, at=time(9), skip_months=range(3, 12))
    assert [suggested.starts_at for suggested in found] == [
        datetime(2026, 1, 7, 8, tzinfo=UTC),
        datetime(2026, 2, 4, 8, tzinfo=UTC),
        datetime(2026, 12, 2, 8, tzinfo=UTC),
    ]


def test_only_some_months_have_a_fifth_friday():
    assert days(monthly(2026, weekday=FRIDAY, ordinal=5)) == ["01-30", "05-29", "10-30"]


def test_a_red_day_with_a_working_day_on_each_side_is_moved_to_the_later():
    ascension = monthly(2026, weekday=THURSDAY, ordinal=2, skip_months={*range(1, 13)} - {5})
    assert days(ascension) == ["05-15"]


def test_a_day_whose_week_has_no_working_day_of_this_year_is_dropped():
    assert days(monthly(2027, weekday=FRIDAY, ordinal=1, skip_months=range(2, 13))) == []  # 1 January


def test_a_red_day_of_a_month_off_is_not_moved_out_of_it():
    assert "04-30" not in days(monthly(2026, weekday=FRIDAY, ordinal=1, skip_months={5}))  # 1 May


@pytest.mark.parametrize("weekday", [-1, 5, 6])
def test_a_body_does_not_meet_at_weekends(weekday):
    with pytest.raises(ValueError, match="Monday"):
        monthly(2026, weekday=weekday, ordinal=1)


def test_a_pattern_that_is_none_is_refused():
    with pytest.raises(ValueError, match="week apart"):
        every_weeks(2026, weekday=WEDNESDAY, weeks=0)
    with pytest.raises(ValueError, match="first to fifth"):
        monthly(2026, weekday=WEDNESDAY, ordinal=0)
