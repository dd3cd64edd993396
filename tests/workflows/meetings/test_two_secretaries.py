"""Two secretaries at one meeting: each § its own number, each item closed once, whoever was first."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.meetings import attending
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
