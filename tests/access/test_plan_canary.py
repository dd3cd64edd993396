"""Words of a planning version are looked for in everything those outside the plan can fetch."""

import pytest

from tests.access import planned

pytestmark = pytest.mark.django_db

OUTSIDE = (
    "region director",
    "representative of A",
    "representative of B",
    "superuser",
    "stranger",
    "former owner",
)


def places(pages, who):
    """Where somebody reads the words."""
    word = planned.PLANNED["words of a planning version"]
    return [address for address, page in pages(who).items() if word in page.text]


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_reads_what_is_only_planned(pages, who):
    assert places(pages, who) == []


@pytest.mark.parametrize("who", ["owner", "manager of A"])
def test_those_who_work_with_the_plan_find_it_by_the_same_crawl(pages, who):
    assert places(pages, who) != []
