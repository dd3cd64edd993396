"""Searching for a decision to refer to: what one may not read takes nobody's place among the hits."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.meetings import finding_decisions, references
from cases.meetings.closing import close_item
from cases.meetings.errors import NothingFound
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
    assert len(references.search("upphandling", by=closed_board.secretary)) == finding_decisions.MOST_HITS


MAY = date(2023, 5, 17)


def earlier(board, **facts):
    row = {"number": 7, "text": "Redovisa nybesöken.", "kind": "assign"}
    return references.register_earlier(
        board.unit, by=board.secretary, on=MAY, paragraph=61, points=[row], **facts
    )


@pytest.mark.parametrize(
    "words", ["2023-05-17 § 61 p. 7", "den 17 maj 2023 § 61 punkt 7", "§ 61 p 7", "SSN 2023-05-17 § 61 p. 7"]
)
def test_an_older_point_is_found_with_and_without_the_name_of_its_body(words):
    board = meetings.board("SSN")
    made = earlier(board)
    (hit,) = references.search(words, by=board.officer)
    assert (hit.target, hit.point, hit.text) == (made, made.points.get(), "Redovisa nybesöken.")


def test_a_number_alone_finds_ones_own_bodys_first_then_the_newest():
    first, own = meetings.board("HSN"), meetings.board("SSN")
    older = earlier(own)
    for board in (own, first):
        meetings.approved(board, meetings.ended(board, "Plan"))
    names = {"§ 1": ["SSN 2026-11-23 § 1", "HSN 2026-11-23 § 1"], "§ 61": ["SSN 2023-05-17 § 61"]}
    for words, expected in names.items():
        assert [hit.name for hit in references.search(words, by=own.secretary)] == expected
    assert references.search("§ 61", by=first.secretary)[0].text == older.points.get().text
    assert next(hit.name for hit in references.search("§ 1", by=first.officer)) == "HSN 2026-11-23 § 1"


def test_a_date_with_a_number_that_was_never_given_is_said_not_to_be():
    board = meetings.board("SSN")
    earlier(board)
    for words in ("2023-05-18 § 61", "2023-05-17 § 61 p. 8"):
        with pytest.raises(NothingFound):
            references.search(words, by=board.secretary)


def test_the_diary_finds_decisions_beside_its_cases():
    board = meetings.board("SSN")
    earlier(board)
    meetings.approved(board, meetings.ended(board, "Upphandling av färdtjänst"))
    client = Client()
    client.force_login(board.officer)
    for words, name in (
        ("2023-05-17 § 61 p. 7", "SSN 2023-05-17 § 61 punkt 7"),
        ("färdtjänst", "SSN 2026-11-23 § 1"),
    ):
        page = client.get(reverse("diary"), {"q": words}).content.decode()
        assert "<h2>Beslut</h2>" in page
        assert name in page
    assert "<h2>Beslut</h2>" not in client.get(reverse("diary")).content.decode()
