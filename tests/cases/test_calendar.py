from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import is_working_day, next_working_day, preceding_working_day, why_not_working

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 1))

RED_DAYS_2026 = {
    date(2026, 1, 1): "Nyårsdagen",
    date(2026, 1, 6): "Trettondedag jul",
    date(2026, 4, 3): "Långfredagen",
    date(2026, 4, 6): "Annandag påsk",
    date(2026, 5, 1): "Första maj",
    date(2026, 5, 14): "Kristi himmelsfärdsdag",
    date(2026, 6, 19): "Midsommarafton",
    date(2026, 12, 24): "Julafton",
    date(2026, 12, 25): "Juldagen",
    date(2026, 12, 31): "Nyårsafton",
}


def test_the_red_weekdays_of_2026_are_exactly_these():
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {
        day: why_not_working(day) for day in year if day.weekday() < 5 and why_not_working(day)
    } == RED_DAYS_2026


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 2),  # skärtorsdag
        date(2026, 4, 30),  # valborgsmässoafton
        date(2026, 5, 15),  # the day between Ascension Day and the weekend
        date(2026, 10, 30),  # allhelgonaafton
        date(2026, 12, 23),
    ],
)
def test_a_day_people_often_take_off_is_still_a_working_day(day):
    assert (is_working_day(day), why_not_working(day)) == (True, "")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 21), "lördag"),
        (date(2026, 11, 22), "söndag"),
        (date(2026, 6, 20), "Midsommardagen"),
        (date(2026, 6, 6), "Nationaldagen"),
        (date(2026, 4, 5), "Påskdagen"),
    ],
)
def test_a_day_of_the_weekend_says_why_it_is_red(day, reason):
    assert (is_working_day(day), why_not_working(day)) == (False, reason)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027, 2040])
def test_midsummers_eve_is_the_friday_between_19_and_25_june(year):
    eve = next(d for d in (date(year, 6, n) for n in range(19, 26)) if d.weekday() == 4)
    assert why_not_working(eve) == "Midsommarafton"


@given(days)
def test_rolling_ends_on_the_nearest_working_day_and_never_the_wrong_way(day):
    later, earlier = next_working_day(day), preceding_working_day(day)
    assert is_working_day(later)
    assert is_working_day(earlier)
    assert earlier <= day <= later
    assert not any(is_working_day(earlier + timedelta(days=n)) for n in range(1, (later - earlier).days))


@given(days)
def test_a_working_day_rolls_nowhere(day):
    assert (next_working_day(day) == day) == (preceding_working_day(day) == day) == is_working_day(day)
