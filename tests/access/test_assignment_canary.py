"""Words of an assignment that is not given are looked for in everything anybody but its commissioner can fetch."""

import pytest

from tests.access import assigned
from tests.access.crawl import Pages

pytestmark = pytest.mark.django_db

OUTSIDE = ("owner", "superuser", "stranger", "manager of A")


def words_found(pages: Pages, who: str, words: dict[str, str]) -> dict[str, list[str]]:
    """Which of the words somebody reads, and where."""
    found = {
        address: [name for name, word in words.items() if word in page.text]
        for address, page in pages(who).items()
    }
    return {address: names for address, names in found.items() if names}


@pytest.mark.parametrize("who", [*OUTSIDE, "taker", "region director"])
def test_nobody_reads_a_draft_or_an_adjustment_before_it_is_given(pages, who):
    assert words_found(pages, who, assigned.UNGIVEN) == {}


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_reads_an_assignment_that_is_carried_out(pages, who):
    assert words_found(pages, who, assigned.GIVEN) == {}


def test_those_who_may_find_them_by_the_same_crawl(pages):
    by_giver = words_found(pages, "commissioner", assigned.UNGIVEN | assigned.GIVEN)
    by_taker = words_found(pages, "taker", assigned.GIVEN)
    assert {name for names in by_giver.values() for name in names} == {*assigned.UNGIVEN, *assigned.GIVEN}
    assert {name for names in by_taker.values() for name in names} == {*assigned.GIVEN}
