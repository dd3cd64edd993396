from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from organisation import clock

TODAY = datetime(2024, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_22_november_2024_in_swedish():
    with clock.at(TODAY), translation.override("sv"):
        yield


def shown(value: object, by: str) -> str:
    return Template("{% load text_tags %}{{ value|" + by + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("value", "by", "expected"),
    [
        (date(2024, 12, 18), "long_day", "onsdag 18 december"),
        (date(2025, 1, 3), "long_day", "fredag 3 januari 2025"),
        (datetime(2024, 12, 18, 23, 30, tzinfo=UTC), "long_day", "torsdag 19 december"),
        (None, "long_day", ""),
        (datetime(2024, 12, 18, 13, 32, tzinfo=UTC), "clock_time", "kl. 14.32"),
        (datetime(2024, 6, 18, 6, 5, tzinfo=UTC), "clock_time", "kl. 08.05"),
        (None, "clock_time", ""),
        (date(2024, 12, 18), "days_left_text", "26 dagar kvar"),
        (date(2024, 11, 23), "days_left_text", "1 dag kvar"),
        (date(2024, 11, 22), "days_left_text", "sista dagen i dag"),
        (date(2024, 11, 21), "days_left_text", "för 1 dag sedan"),
        (date(2024, 11, 19), "days_left_text", "för 3 dagar sedan"),
        (None, "days_left_text", ""),
        (1_468_006, "file_size", "1,4\u00a0MB"),
        (None, "file_size", ""),
        ("**a**", "markdown", "<p><strong>a</strong></p>\n"),
        (None, "markdown", ""),
    ],
)
def test_a_value_reads_as_a_colleague_would_say_it(value, by, expected):
    assert shown(value, by) == expected


def test_a_day_has_english_names_in_english():
    with translation.override("en"):
        assert shown(date(2025, 1, 3), "long_day") == "Friday 3 January 2025"
