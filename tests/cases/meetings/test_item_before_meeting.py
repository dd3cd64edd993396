"""The secretary's page of an item before its meeting: what its points do, and files a point adopts."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse

from cases.meetings import papers, points
from cases.meetings.paper_errors import PaperAdopted
from tests import factories, meetings
from tests.cases.meetings.pdf import pdf_of
from tests.clients import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def board():
    return meetings.board("SSN")


@pytest.fixture
def item(board):
    """On an agenda, with a file that its second point adopts and an order in its first."""
    held = meetings.meeting(board)
    found = meetings.listed(board, held, texts=("SkaS återkommer.", "Riktlinjen fastställs."))
    content = pdf_of(1)
    papers.attach(found, by=board.secretary, name="riktlinje.pdf", stream=BytesIO(content), size=len(content))
    first, second = found.points.order_by("number")
    order = {"to_unit": factories.unit("SkaS"), "due_on": date(2027, 3, 1)}
    points.change_point(first, by=board.secretary, kind="assign", **order)
    points.change_point(second, by=board.secretary, kind="adopt", versions=[found.papers.get().file])
    return found


def page_of(item):
    return reverse("meeting_item", args=[item.meeting.public_id, item.public_id])


def test_what_each_point_does_stands_there_with_the_way_to_change_it(board, item):
    page = client_of(board.secretary).get(page_of(item)).content.decode()
    for words in ("SkaS", "1 mars 2027", "riktlinje, version 1"):
        assert words in page.partition("Förslag till beslut")[2].partition("Handlingar</h2>")[0]
    for point in item.points.all():
        assert f'href="{reverse("point", args=[point.public_id])}"' in page


def test_a_file_that_a_point_adopts_stays_until_the_point_lets_go_of_it(board, item):
    paper = item.papers.get()
    client = client_of(board.secretary)
    remove = {"do": "remove", "paper": paper.public_id}
    said = client.post(page_of(item), remove, follow=True).content.decode()
    assert "Punkt 2 fastställer ”riktlinje”." in said
    assert list(item.papers.all()) == [paper]
    with pytest.raises(PaperAdopted):
        papers.remove(paper, by=board.secretary)
    second = item.points.get(number=2)
    points.change_point(second, by=board.secretary, kind="note", versions=[])
    client.post(page_of(item), remove)
    assert not item.papers.exists()
