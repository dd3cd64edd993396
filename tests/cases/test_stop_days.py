from datetime import date

import pytest

from cases.stop_days import Offsets, OffsetsOutOfOrder, StopDays, stop_days


def test_the_stop_days_are_counted_back_from_the_meeting():
    assert stop_days(date(2024, 11, 27)) == StopDays(
        round_last_day=date(2024, 10, 23),
        manuscript=date(2024, 11, 6),
        preparation=date(2024, 11, 13),
        notice=date(2024, 11, 20),
    )


def test_a_stop_day_on_a_red_day_is_the_working_day_before():
    assert stop_days(date(2026, 5, 8)) == StopDays(
        round_last_day=date(2026, 4, 2),  # långfredagen
        manuscript=date(2026, 4, 17),
        preparation=date(2026, 4, 24),
        notice=date(2026, 4, 30),  # första maj
    )


def test_a_body_sets_its_own_days():
    offsets = Offsets(round_last_day=28, manuscript=10, preparation=10, notice=1)
    assert stop_days(date(2026, 9, 14), offsets) == StopDays(
        round_last_day=date(2026, 8, 17),
        manuscript=date(2026, 9, 4),
        preparation=date(2026, 9, 4),
        notice=date(2026, 9, 11),  # the day before is a Sunday
    )


@pytest.mark.parametrize(
    "days",
    [
        {"notice": 0},
        {"notice": -7},
        {"notice": 15},
        {"preparation": 22},
        {"manuscript": 36},
        {"round_last_day": 20},
    ],
)
def test_days_that_do_not_come_in_order_are_refused(days):
    with pytest.raises(OffsetsOutOfOrder, match="i ordning"):
        Offsets(**days)
