"""An indicator's page: read by those who read the plan, values by those who answer for them."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from directives.models import IndicatorValue
from directives.plans.pictures.value_line import draw
from directives.templatetags.plan_numbers import as_written
from tests import factories, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return plans.adopted()


@pytest.fixture
def address(made):
    return reverse("indicator", args=[made.version.indicatorwordings.get().part.public_id])


def test_a_value_is_reported_shown_and_corrected(client, made, address):
    client.force_login(made.head)
    for year, value in ((2023, "80"), (2024, "87,5")):
        done = client.post(address, {"do": "report", "value": value, "until": f"{year}-12-31", "note": ""})
        assert done.headers["Location"] == address
    page = client.get(address)
    assert [one.value for one in page.context["values"]] == [Decimal("87.5"), 80]
    assert page.context["now"].assessment == "on_the_way"
    assert "Senaste värdet är från 2024-12-31, äldre än ett år." in page.content.decode()
    assert "<polyline" in page.content.decode()
    last = IndicatorValue.objects.get(until=date(2024, 12, 31))
    client.post(address, {"about": last.pk, "value": "91", "note": "Fel rad"})
    assert client.get(address).context["now"].assessment == "reached"
    assert IndicatorValue.objects.count() == 3


def test_a_text_is_answered_in_the_form_and_kept(client, made, address):
    client.force_login(made.keeper)
    page = client.post(address, {"do": "report", "value": "nästan alla", "until": "2025-12-31", "note": ""})
    assert "”nästan alla” är inget tal. Skriv till exempel 87,5." in page.content.decode()
    assert page.context["form"]["value"].value() == "nästan alla"


def test_others_read_and_do_not_report(client, made, address):
    client.force_login(factories.person("nagonannan"))
    page = client.get(address)
    assert (page.status_code, page.context["may_report"]) == (200, False)
    assert client.post(address, {"do": "report", "value": "1", "until": "2025-12-31"}).status_code == 404
    assert IndicatorValue.objects.count() == 0


def test_the_line_goes_from_the_first_day_to_the_last_and_holds_the_target():
    days = [(date(2024, 1, 1), Decimal(10)), (date(2025, 1, 1), Decimal(20)), (date(2026, 1, 1), Decimal(15))]
    line = draw(days, Decimal(30))
    assert line.points == ((16.0, 184.0), (320.4, 100.0), (624.0, 142.0))
    assert line.target == 16.0
    assert draw(days[:1], Decimal(30)) is None
    assert (
        draw([(date(2024, 1, 1), Decimal(1)), (date(2025, 1, 1), Decimal(1))], None).path == "16,100 624,100"
    )


@pytest.mark.parametrize(
    ("value", "shown"), [("87.5000", "87,5"), ("1200.0000", "1\xa0200"), ("-0.2500", "-0,25")]
)
def test_a_number_is_shown_with_the_decimals_it_has(value, shown):
    assert as_written(Decimal(value)) == shown
