"""An indicator's values are reported, corrected and weighed against its target; what is missing is said."""

from datetime import date
from decimal import Decimal

import pytest

from directives.models import IndicatorValue
from directives.plans import indicators
from directives.plans.indicator_errors import (
    ValueGathered,
    ValueInFuture,
    ValueNotNumber,
    ValueReplaced,
    ValueThere,
)
from directives.plans.measuring import Assessment, measure
from directives.plans.reading import read
from organisation import clock
from tests import factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return plans.drafted()


def indicator(made, name="Andel trygga"):
    return made.version.indicatorwordings.select_related("part__plan", "version").get(name=name)


def report(made, row, year, value):
    return indicators.report(row, by=made.keeper, until=date(year, 12, 31), value=value)


def measured(made, row, day=date(2026, 6, 1)):
    return measure(read(made.version), day)[row.part_id]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("87,5", "87.5"), ("87.5", "87.5"), (" 1 200 ", "1200"), ("−3", "-3"), ("0,0001", "0.0001")],
)
def test_a_value_is_read_as_people_type_it(made, typed, number):
    assert report(made, indicator(made), 2025, typed).value == Decimal(number)


@pytest.mark.parametrize("typed", ["", "många", "87,5 %", "1,2,3", "1e3", "0,00001", "NaN"])
def test_a_text_is_no_value(made, typed):
    with pytest.raises(ValueNotNumber) as refused:
        report(made, indicator(made), 2025, typed)
    assert str(refused.value) == f"”{typed}” är inget tal. Skriv till exempel 87,5."


def test_a_value_stands_once_for_a_day_and_a_correction_keeps_the_old(made):
    row = indicator(made)
    first = report(made, row, 2025, "80")
    with pytest.raises(ValueThere):
        report(made, row, 2025, "81")
    second = indicators.correct(first, by=made.keeper, value="82", note="Räknefel.")
    with pytest.raises(ValueReplaced):
        indicators.correct(first, by=made.keeper, value="83")
    assert indicators.correct(second, by=made.keeper, value="82,0") == second
    assert [(one.value, one.replaced_at is None) for one in IndicatorValue.objects.order_by("pk")] == [
        (80, False),
        (82, True),
    ]
    assert measured(made, row).value == 82


def test_a_value_of_tomorrow_is_refused(made):
    with pytest.raises(ValueInFuture):
        indicators.report(
            indicator(made), by=made.keeper, until=date(clock.today().year + 1, 12, 31), value="1"
        )


def test_it_is_reached_on_the_way_or_not_and_sometimes_not_possible_to_say(made):
    row = indicator(made)
    assert measured(made, row).assessment == Assessment.UNKNOWN
    report(made, row, 2022, "80")
    assert measured(made, row).assessment == Assessment.NOT_REACHED
    report(made, row, 2023, "85")
    assert measured(made, row).assessment == Assessment.ON_THE_WAY
    report(made, row, 2024, "84")
    assert measured(made, row).assessment == Assessment.NOT_REACHED
    report(made, row, 2025, "90")
    assert measured(made, row).assessment == Assessment.REACHED
    assert measured(made, row, date(2024, 6, 1)).value == 85


def test_lower_may_be_better_and_without_a_target_nothing_is_said(made):
    lower = plans.add(made, "indicator", name="Väntetid", target=30, better="lower")
    without = plans.add(made, "indicator", name="Antal möten", target_words="fler än i fjol")
    report(made, lower, 2025, "28")
    report(made, without, 2025, "12")
    assert measured(made, lower).assessment == Assessment.REACHED
    assert (measured(made, without).value, measured(made, without).assessment) == (12, Assessment.UNKNOWN)


@pytest.mark.parametrize(("gather", "whole"), [("sum", "30"), ("mean", "15")])
def test_a_gathered_value_is_those_below_it_and_a_missing_one_is_said(made, gather, whole):
    above = plans.add(made, "indicator", name="Allt", target=15, gather=gather)
    parts = [plans.add(made, "indicator", name=name, above=above.part) for name in ("Ett", "Två")]
    with pytest.raises(ValueGathered):
        report(made, above, 2025, "1")
    report(made, parts[0], 2025, "10")
    assert (measured(made, above).value, measured(made, above).missing) == (None, 1)
    assert measured(made, above).assessment == Assessment.UNKNOWN
    report(made, parts[1], 2024, "20")
    found = measured(made, above)
    assert (found.value, found.until, found.missing) == (Decimal(whole), date(2024, 12, 31), 0)


def test_a_value_more_than_a_year_old_is_stale(made):
    row = indicator(made)
    report(made, row, 2024, "80")
    assert not measured(made, row, date(2025, 12, 31)).is_stale
    assert measured(made, row, date(2026, 1, 1)).is_stale


def test_all_indicators_are_measured_with_one_query(made, django_assert_num_queries):
    for number in range(5):
        plans.add(made, "indicator", name=f"Mått {number}")
    whole = read(made.version)
    with django_assert_num_queries(1):
        assert len(measure(whole, date(2026, 1, 1))) == 6


def test_the_keeper_and_the_milestones_owner_report_and_nobody_else(made):
    row = indicator(made)
    assert indicators.may_report(made.keeper, row)
    assert indicators.may_report(made.head, row)
    assert not indicators.may_report(factories.person("nagonannan"), row)
