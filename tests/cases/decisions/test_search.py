"""Searching for a decision to refer to: what one may not read takes nobody's place among the hits."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cases.meetings import finding_decisions, references
from cases.meetings.closing import close_item
from cases.meetings.errors import NothingFound
from cases.models import Undertaking
from tests import factories, meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


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


@pytest.mark.parametrize("words", ["§61", "§\u00a061", "§ 61 2023", "SSN 2023 § 61", "§61/2023", "§ 61 SSN"])
def test_a_paragraph_is_found_by_its_number_with_or_without_its_year(words):
    board = meetings.board("SSN")
    made = earlier(board)
    assert [hit.target for hit in references.search(words, by=board.officer)] == [made]
    with pytest.raises(NothingFound):
        references.search(words.replace("2023", "2024").replace("61", "62"), by=board.officer)


def test_a_year_tells_two_paragraphs_with_one_number_apart():
    board = meetings.board("SSN")
    meetings.approved(board, meetings.ended(board, "Plan"))
    references.register_earlier(board.unit, by=board.secretary, on_words="våren 2019", paragraph=1)
    for year, names in {2026: ["SSN 2026-11-23 § 1"], 2019: ["SSN våren 2019 § 1"]}.items():
        assert [hit.name for hit in references.search(f"§ 1 {year}", by=board.officer)] == names


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


def test_a_found_paragraph_leads_to_its_point_and_its_case_and_nothing_says_that_none_fits():
    board = meetings.board("SSN")
    held = meetings.ended(board, "Upphandling av färdtjänst")
    meetings.approved(board, held)
    item = held.items.get()
    client = Client()
    client.force_login(board.officer)
    response = client.get(reverse("diary"), {"q": "§1 2026 p. 1"})
    page = response.content.decode()
    place = f"p-{item.public_id}-1"
    assert f'<a class="ds-link" href="{reverse("paragraph", args=[item.public_id])}#{place}">' in page
    assert [case.pk for case in response.context["page"]] == [item.case_id]
    assert f'<li id="{place}"' in client.get(reverse("paragraph", args=[item.public_id])).content.decode()
    stranger = Client()
    stranger.force_login(factories.person("stranger"))
    page = stranger.get(reverse("diary"), {"q": "§ 1"}).content.decode()
    assert "Upphandling av färdtjänst" in page
    assert "Inga ärenden" not in page
    page = stranger.get(reverse("diary"), {"q": "§ 99"}).content.decode()
    assert "§ 99" in page.partition("Inga ärenden")[2]


def test_an_older_point_leads_to_what_it_ordered_for_those_who_follow_it():
    board = meetings.board("SSN")
    earlier(board)
    ordered = Undertaking.objects.get()
    for user, leads in ((board.secretary, True), (factories.person("stranger"), False)):
        client = Client()
        client.force_login(user)
        page = client.get(reverse("diary"), {"q": "2023-05-17 § 61 p. 7"}).content.decode()
        assert (f'href="{reverse("undertaking", args=[ordered.public_id])}"' in page) is leads
        assert "Ett äldre beslut, registrerat för hand." in page


def test_a_paragraph_that_may_not_be_read_is_not_found():
    board = meetings.board("SSN")
    held = meetings.ended(board, "Upphandling av färdtjänst")
    client = Client()
    client.force_login(factories.person("stranger"))
    page = client.get(reverse("diary"), {"q": "§ 1 2026"}).content.decode()
    assert "färdtjänst" not in page
    meetings.approved(board, held)
    mark = {"secrecy_provision": "OSL 19:3", "secrecy_on": date(2026, 11, 1)}
    type(held.items.get().case).objects.filter(title__startswith="Upphandling").update(**mark)
    assert "färdtjänst" not in client.get(reverse("diary"), {"q": "§ 1 2026"}).content.decode()
