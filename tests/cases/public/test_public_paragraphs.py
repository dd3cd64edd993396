"""A § is found in the public diary when its minutes are published, and only what the public may read of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import public_paragraphs
from cases.meetings import points, publishing, unpublishing
from cases.meetings.closing import close_item, end_meeting
from cases.models import Case
from organisation import clock
from tests import meetings

pytestmark = pytest.mark.django_db

DIARY = "/offentligt/diarium/"
TITLE = "Plan för Per Exempel 070-123 45 67"


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def approved(board):
    """§ 1 of a case about a person, § 2 of another; approved."""
    held = meetings.opened(board, TITLE, "Budget")
    first = held.items.order_by("position")[0]
    points.add_point(first, by=board.secretary, text="Per Exempel får besked.")
    for item in held.items.order_by("position"):
        close_item(item, by=board.secretary, outcome="changed" if item == first else "as_proposed")
    return meetings.approved(board, end_meeting(held, by=board.secretary))


def page_for(client, words, **more):
    return client.get(DIARY, {"q": words, **more}).content.decode()


def test_a_paragraph_is_found_when_its_minutes_are_published_with_its_case(board, approved, client):
    nothing = page_for(client, "§ 1")
    assert "Inga ärenden" in nothing
    assert "Plan för" not in nothing
    publishing.publish(approved, by=board.secretary, before_notice=True, masks=["Per Exempel"])
    year = clock.today().year
    for words in ("§ 1", "§1", f"§\u00a01 {year}", f"SSN {year} § 1", f"SSN {clock.today()} §1"):
        page = page_for(client, words)
        assert reverse("public_minutes", args=[approved.public_id]) in page
        assert f"SSN {clock.today()} § 1" in page
        assert "Inga ärenden" not in page
        case = approved.items.get(paragraph=1).case
        assert reverse("public_case", args=[case.public_id]) in page
    for words in (f"§ 1 {year - 1}", "HSN § 1", "§ 3", "§ 1 p. 9"):
        assert "Inga ärenden" in page_for(client, words)


def test_its_words_are_masked_as_they_are_in_the_minutes_and_so_is_its_point(board, approved, client):
    publishing.publish(approved, by=board.secretary, before_notice=True, masks=["Per Exempel"])
    (row,) = public_paragraphs.found("§ 1")
    assert row.subject == "Plan för ▇▇▇ ▇▇▇"
    page = page_for(client, "§ 1 p. 2")
    assert "▇▇▇ får besked." in page
    assert "punkt 2" in page


def test_what_is_left_out_withdrawn_or_secret_is_not_found(board, approved):
    first, second = approved.items.order_by("paragraph")
    publishing.publish(approved, by=board.secretary, before_notice=True, masks=[], left_out=[first.public_id])
    assert public_paragraphs.found("§ 1") == []
    assert len(public_paragraphs.found("§ 2")) == 1
    mark = {"secrecy_provision": "OSL 25:1", "secrecy_on": clock.today()}
    Case.objects.filter(pk=second.case_id).update(**mark)
    assert public_paragraphs.found("§ 2") == []
    Case.objects.filter(pk=second.case_id).update(secrecy_provision="", secrecy_on=None)
    assert len(public_paragraphs.found("§ 2")) == 1
    unpublishing.withdraw(approved, by=board.secretary, reason="Fel sak.")
    assert public_paragraphs.found("§ 2") == []


def test_one_authority_is_asked_for_its_own(board, approved):
    publishing.publish(approved, by=board.secretary, before_notice=True, masks=[])
    other = meetings.board("HSN")
    theirs = meetings.approved(other, meetings.ended(other, "Annat"))
    publishing.publish(theirs, by=other.secretary, before_notice=True, masks=[])
    assert len(public_paragraphs.found("§ 1")) == 2
    (row,) = public_paragraphs.found("§ 1", authority=other.unit.public_id)
    assert row.subject == "Annat"


def test_many_are_found_in_as_many_queries_as_one(board, approved):
    publishing.publish(approved, by=board.secretary, before_notice=True, masks=[])
    with CaptureQueriesContext(
        connection,
    ) as one:
        public_paragraphs.found("§ 1")
    for name in ("HSN", "RS", "KN"):
        other = meetings.board(name)
        publishing.publish(
            meetings.approved(other, meetings.ended(other)), by=other.secretary, before_notice=True, masks=[]
        )
    with CaptureQueriesContext(connection) as many:
        assert len(public_paragraphs.found("§ 1")) == 4
    assert len(many) == len(one)
