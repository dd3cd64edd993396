"""Searching for a decision to refer to: what one may not read takes nobody's place among the hits."""

import pytest
import time_machine

from cases.meetings import references
from cases.meetings.closing import close_item
from tests import factories, meetings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    """Monday 23 November 2026, 09.00."""
    with time_machine.travel("2026-11-23 09:00 +0100", tick=False):
        yield


def test_one_permitted_hit_is_found_behind_more_forbidden_ones_than_are_shown():
    open_board, closed_board = meetings.board("SSN"), meetings.board("HSN")
    meetings.approved(open_board, meetings.ended(open_board, "Upphandling av färdtjänst"))
    held = meetings.opened(closed_board, *[f"Upphandling {number}" for number in range(25)])
    for item in held.items.order_by("position"):
        close_item(item, by=closed_board.secretary, outcome="as_proposed")
    stranger = factories.person("stranger")
    found = references.search("upphandling", by=stranger)
    assert [(hit.name, hit.text) for hit in found] == [("SSN 2026-11-23 § 1", "Upphandling av färdtjänst")]
    assert len(references.search("upphandling", by=closed_board.secretary)) == references.MOST_HITS
