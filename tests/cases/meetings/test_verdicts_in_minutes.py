"""Minutes never read as if a proposal that was not decided had been: the page, the paper and Word say the same."""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from docx import Document

from cases.meetings import agenda, minutes, minutes_paper, points, texts
from cases.meetings.closing import close_item
from cases.paper.minutes import minutes_pdf
from cases.paper.minutes_word import minutes_docx
from organisation import clock
from tests import meetings
from tests.cases.paper.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def everywhere(board, held) -> list[str]:
    """The minutes as the page, the PDF and Word tell them."""
    client = Client()
    client.force_login(board.secretary)
    page = client.get(reverse("meeting_minutes", args=[held.public_id])).content.decode()
    paper = minutes_paper.paper(minutes.content(held), made_at=clock.now())
    word = Document(BytesIO(minutes_docx(paper)))
    said = [
        strip_tags(page.partition("<main")[2].replace("<", " <")),
        words(minutes_pdf(paper)),
        "\n".join(paragraph.text for paragraph in word.paragraphs),
    ]
    return [re.sub(r"\s+", " ", one) for one in said]


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("postponed", "{body} beslutar att bordlägga ärendet."),
        ("returned", "{body} beslutar att återremittera ärendet."),
        ("withdrawn", "Ärendet utgår."),
        ("rejected", "{body} avslår förslaget."),
    ],
)
def test_what_was_not_decided_is_told_with_its_points_as_a_proposal(outcome, sentence):
    board = meetings.board()
    held = meetings.opened(board)
    item = held.items.get()
    points.add_point(item, by=board.secretary, text="Nämnden antar riktlinjen.")
    meetings.ask_anew(board, item)
    close_item(item, by=board.secretary, outcome=outcome)
    body = board.unit.name
    for told in everywhere(board, held):
        decided, _, proposed = told.partition("Förslag till beslut")
        assert f"Beslut {sentence.format(body=body)}" in decided
        assert "Nämnden antar riktlinjen." not in decided
        assert "Nämnden antar riktlinjen." in proposed
        assert f"{body} beslutar följande" not in told


def test_what_was_decided_reads_as_before():
    board = meetings.board()
    held = meetings.opened(board)
    item = held.items.get()
    points.add_point(item, by=board.secretary, text="Nämnden antar riktlinjen.")
    close_item(item, by=board.secretary, outcome="changed")
    for told in everywhere(board, held):
        assert f"Beslut {board.unit.name} beslutar följande:" in told
        assert "Nämnden antar riktlinjen." in told
        assert "Förslag till beslut" not in told


def test_a_group_backs_what_it_backs_with_its_condition_and_decides_nothing():
    group = meetings.group()
    held = meetings.meeting(group, on=clock.today())
    item = agenda.add_item(held, by=group.secretary, title="Principerna", kind="endorsement")
    points.add_point(item, by=group.secretary, text="Principerna tas fram.")
    meetings.begin(group, held)
    texts.save_text(item, "condition", by=group.secretary, text="Princip 2 förtydligas.", edition=0)
    close_item(item, by=group.secretary, outcome="in_principle")
    for told in everywhere(group, held):
        assert "Ställningstagande" in told
        assert f"{group.unit.name} ställer sig i princip bakom följande, med villkoret ”Princip 2" in told
        assert "beslutar följande" not in told
        assert "Yrkanden och beslutsgång" not in told


def test_what_is_returned_keeps_its_proposal_whole_though_a_point_was_struck_and_another_reworded():
    board = meetings.board()
    held = meetings.meeting(board, on=clock.today())
    item = meetings.listed(board, held, texts=("Nämnden antar planen.", "Nämnden avsätter medel."))
    meetings.begin(board, held)
    first, second = item.points.order_by("number")
    points.save_text(first, by=board.secretary, text="Nämnden avslår planen.", edition=first.edition)
    points.strike_point(second, by=board.secretary)
    meetings.ask_anew(board, item)
    close_item(item, by=board.secretary, outcome="returned")
    for told in everywhere(board, held):
        _, _, proposed = told.partition("Förslag till beslut")
        assert "Nämnden antar planen." in proposed
        assert "Nämnden avsätter medel." in proposed
        assert "avslår planen" not in told
