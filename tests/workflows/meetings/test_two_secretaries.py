"""Two secretaries at one meeting: each § its own number, each item closed once, whoever was first."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.meetings import attending
from cases.meetings.closing import close_item
from cases.meetings.errors import ItemTaken
from tests import meetings
from tests.races.support import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held():
    board = meetings.board("SSN", seats=5)
    found = meetings.opened(board, "Första", "Andra")
    found.secretary = board.secretary
    return found


def closes(held, item, key):
    """The press of one secretary's key, in a browser of their own."""
    client = Client()
    client.force_login(held.secretary)
    address = reverse("agenda_item", args=[held.public_id, item.public_id])
    form = {"do": "close", "outcome": "as_proposed", "once_key": key}

    def press():
        status = client.post(address, form).status_code
        connection.close()
        return status

    return press


def test_two_items_closed_at_once_get_two_numbers(held):
    first, second = held.items.order_by("position")
    assert together(closes(held, first, "a"), closes(held, second, "b")) == [302, 302]
    assert sorted(held.items.values_list("paragraph", flat=True)) == [1, 2]


def test_one_item_closed_by_both_is_closed_once_and_the_second_is_told(held):
    item = held.items.order_by("position")[0]
    answers = together(closes(held, item, "a"), closes(held, item, "b"))
    assert sorted(answers) == [302, 409]
    item.refresh_from_db()
    assert (item.paragraph, item.participations.count()) == (1, attending.present(held).count())


def test_the_second_is_told_who_closed_the_paragraph_and_when_and_is_led_to_it(held):
    item = held.items.order_by("position")[0]
    client = Client()
    address = reverse("agenda_item", args=[held.public_id, item.public_id])
    with time_machine.travel("2026-11-23 10:32 +0100", tick=False):
        client.force_login(held.secretary)
        close_item(item, by=held.secretary, outcome="as_proposed")
        form = {"do": "close", "outcome": "as_proposed", "procedure": "Mina ord."}
        answer = client.post(address, form)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert f"§ 1 avslutades 23 november klockan 10.32 av {held.secretary.name}." in said
    assert "Mina ord." in said
    assert f'href="{address}">Läs § 1</a>' in said
    item.refresh_from_db()
    with pytest.raises(ItemTaken, match="§ 1 avslutades"):
        close_item(item, by=held.secretary, outcome="as_proposed")


def test_who_writes_in_a_draft_that_was_sent_on_is_told_where_it_is():
    board = meetings.board("SSN")
    item = meetings.announced(board)
    client = Client()
    client.force_login(board.officer)
    answer = client.post(reverse("item", args=[item.public_id]), {"do": "save", "title": "Ny rubrik"})
    assert answer.status_code == 409
    assert "Ärendet är anmält till SSN. Därför går det inte att göra det här." in answer.content.decode()
