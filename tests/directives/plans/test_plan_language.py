"""Whoever reads a plan in English is told that its own words are Swedish, and hears them as Swedish."""

import pytest
from django.urls import reverse

from tests import plans
from tests.cases.test_language_of_parts import in_english, spoken

pytestmark = pytest.mark.django_db

PAGES = ("plan", "plan_map", "plan_list", "milestone", "indicator")
OWN_WORDS = ("arbetssätt", "Nära vård", "Milstolpe 1 i", "Målbild för", "Tryggare patienter", "Andel trygga")
TOLD = "The plan’s own text is in Swedish."


@pytest.fixture
def made():
    return plans.adopted()


def address(made, name):
    subject = {
        "milestone": made.milestone("PA-1").part,
        "indicator": made.version.indicatorwordings.get().part,
    }.get(name, made.plan)
    return reverse(name, args=[subject.public_id])


@pytest.mark.parametrize("name", PAGES)
def test_a_plans_own_words_are_read_aloud_as_swedish(client, made, name):
    in_english(client, made.keeper)
    own = [said for said in spoken(client, address(made, name)) if any(word in said[1] for word in OWN_WORDS)]
    assert own
    assert [said for said in own if said[0] != "sv"] == []


@pytest.mark.parametrize("name", PAGES)
def test_which_language_a_plan_is_written_in_is_told_to_those_who_read_in_another(client, made, name):
    url = address(made, name)
    client.force_login(made.keeper)
    swedish = client.get(url).content.decode()
    in_english(client, made.keeper)
    assert (TOLD in swedish, TOLD in client.get(url).content.decode()) == (False, True)
