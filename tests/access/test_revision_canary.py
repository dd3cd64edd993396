"""Words of a report that is not given are looked for in everything anybody but its writer can fetch."""

import pytest

from tests.access import revised
from tests.access.crawl import Pages
from tests.access.test_assignment_canary import words_found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["owner", "superuser", "stranger", "region director", "representative of A"])
def test_nobody_reads_a_report_before_it_is_given(pages: Pages, who: str):
    assert words_found(pages, who, revised.UNREPORTED) == {}


def test_whoever_writes_it_finds_it_by_the_same_crawl(pages: Pages):
    found = words_found(pages, "manager of A", revised.UNREPORTED)
    assert {name for names in found.values() for name in names} == {*revised.UNREPORTED}
