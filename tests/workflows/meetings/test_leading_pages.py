"""The secretary says on the item's page who leads it, and cannot close it before somebody can."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.meetings import closing, in_the_room
from cases.models import AgendaItem
from tests import meetings
from tests.workflows.meetings.test_during import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return meetings.board("SSN", seats=5)


@pytest.fixture
def client(board):
    client = Client()
    client.force_login(board.secretary)
    return client


@pytest.fixture
def item(board):
    return AgendaItem.objects.filter(meeting=meetings.opened(board, "Första", "Andra")).order_by("position")[
        0
    ]


def address(item):
    return reverse("agenda_item", args=[item.meeting.public_id, item.public_id])


def send(client, item, do, **typed):
    response = client.get(address(item))
    lead = response.context["page"].lead
    shown = {"lead": next(one["code"] for one in lead.people if one["chosen"]), "lead-was": lead.was}
    return client.post(address(item), form_of(response) | shown | typed | {"do": do})


def test_the_item_is_led_by_the_chair_unless_another_is_chosen(client, board, item):
    send(client, item, "save", lead=board.ordinary[1].public_id)
    page = client.get(address(item)).content.decode()
    assert "<p>Ledamot 2</p>" in page
    send(client, item, "close")
    item.refresh_from_db()
    assert (item.chair, item.paragraph) == (board.ordinary[1], 1)
    assert "Ledamot 2 ledde ärendet." in client.get(address(item)).content.decode()
    paragraph = client.get(reverse("paragraph", args=[item.public_id])).content.decode()
    assert "Ledde ärendet" in paragraph


def test_jav_of_the_chair_proposes_another_and_the_item_closes_with_them(client, board, item):
    in_the_room.stand_aside(item, board.chair, by=board.secretary)
    page = client.get(address(item)).content.decode()
    assert "Ledamot 1 kan inte leda ärendet. Välj vem som gör det." in page
    assert send(client, item, "close").status_code == 302
    item.refresh_from_db()
    assert item.chair == board.ordinary[1]


def test_jav_of_whoever_was_proposed_to_lead_is_noted_and_the_next_is_proposed(client, board, item):
    chair, vice, third = board.ordinary[:3]
    in_the_room.stand_aside(item, chair, by=board.secretary)
    proposed = {"lead": vice.public_id, "lead-was": chair.public_id}
    assert send(client, item, "save", aside=vice.public_id, **proposed).status_code == 302
    assert {row.member for row in item.disqualifications.all()} == {chair, vice}
    send(client, item, "close", **{"lead": third.public_id, "lead-was": chair.public_id})
    item.refresh_from_db()
    assert item.chair == third


def test_jav_of_the_chair_noted_with_the_closing_is_shown_where_another_is_chosen(client, board, item):
    answer = send(client, item, "close", aside=board.chair.public_id)
    assert "Ledamot 1 är jävig och kan inte leda ärendet." in answer.content.decode()
    item.refresh_from_db()
    assert (item.state, item.disqualifications.count()) == ("listed", 0)


def test_the_vote_counts_the_one_who_leads_the_item_as_chair(client, board, item):
    send(client, item, "save", lead=board.ordinary[2].public_id)
    page = client.get(reverse("item_vote", args=[item.meeting.public_id, item.public_id])).context["page"]
    assert [(row["name"], row["chair"]) for row in page.rows][:2] == [
        ("Ledamot 3", True),
        ("Ledamot 1", False),
    ]


def test_whoever_led_a_paragraph_approves_without_being_chosen(client, board, item):
    send(client, item, "save", lead=board.ordinary[1].public_id)
    for row in AgendaItem.objects.filter(meeting=item.meeting):
        closing.close_item(row, by=board.secretary, outcome="as_proposed")
    over = closing.end_meeting(item.meeting, by=board.secretary)
    address = reverse("meeting_minutes", args=[over.public_id])
    choices = client.get(address).context["ask"].fields["approvers"].queryset
    assert [member.name for member in choices] == ["Ledamot 3", "Ledamot 4", "Ledamot 5"]
    client.post(address, {"do": "ask", "approvers": [board.ordinary[2].public_id]})
    named = over.occasions.get().approvers.values_list("member__name", "is_chair")
    assert sorted(named) == [("Ledamot 1", True), ("Ledamot 2", True), ("Ledamot 3", False)]
