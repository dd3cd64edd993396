"""A table pasted into a point is a table wherever the point is read, and stays Markdown where it is written."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.meetings import points, preparing, summons
from cases.meetings.closing import close_item
from organisation import clock
from tests import factories, meetings

pytestmark = pytest.mark.django_db

POINT = (
    "Ramen fördelas så här:\n\n| Del | Kronor |\n| --- | --- |\n| Vårdval | 40 |\n\n<script>alert(1)</script>"
)
CELLS = ["<th>Del</th>", "<td>Vårdval</td>", "&lt;script&gt;"]


def page(user, name, *things):
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=[thing.public_id for thing in things])).content.decode()


def shows_a_table(html):
    return all(cell in html for cell in CELLS) and "| Vårdval" not in html and "<script>alert" not in html


@pytest.fixture
def board():
    return meetings.board("SSN")


def test_whoever_reviews_reads_a_table(board):
    chief = factories.person("chef", ("manager", board.unit))
    item = preparing.draft_item(meetings.case(board), board.body, by=board.officer, title="Budget")
    points.add_point(item, by=board.officer, text=POINT)
    written = page(board.officer, "item", item)
    assert "| Vårdval | 40 |" in written
    assert "<td>" not in written
    preparing.send_for_review(item, chief, by=board.officer)
    assert shows_a_table(page(chief, "item", item))
    assert shows_a_table(page(board.officer, "item", item))


def test_a_closed_paragraph_and_the_minutes_show_a_table(board):
    held = meetings.meeting(board, on=clock.today())
    item = meetings.listed(board, held, texts=(POINT,))
    point = item.points.get()
    assert shows_a_table(page(board.secretary, "point", point))
    summons.send(held, by=board.secretary)
    assert shows_a_table(page(board.members[0].user, "meeting_item", held, item))
    held = meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    assert shows_a_table(page(board.secretary, "agenda_item", held, item))
    assert shows_a_table(page(board.secretary, "meeting_minutes", held))
    assert shows_a_table(page(board.secretary, "paragraph", item))
