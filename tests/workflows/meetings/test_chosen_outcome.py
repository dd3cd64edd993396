"""The outcome that is chosen while an item is on is kept as texts are, and none overtakes another unseen."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.meetings.closing import close_item
from ledger.public_id import new_public_id
from tests import meetings

pytestmark = pytest.mark.django_db(transaction=True)


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
    return meetings.opened(board).items.get()


def page(item):
    return reverse("agenda_item", args=[item.meeting.public_id, item.public_id])


def choose(client, item, outcome, version=0):
    address = reverse("item_text_autosave", args=[item.meeting.public_id, item.public_id, "outcome"])
    answer = client.post(address, {"value": outcome, "version": version})
    return answer.status_code, answer.json()


def close(client, item, outcome, version=None):
    shown = client.get(page(item)).context["page"]
    form = {"shape": shown.shape, "once_key": new_public_id(), "outcome": outcome, "do": "close"}
    texts = (*shown.points, *shown.texts.values())
    form |= {"seen": [row.mark for row in texts]} | {row.name: row.value for row in texts}
    form["outcome-version"] = shown.found.chosen_edition if version is None else version
    return client.post(page(item), form)


def chosen(item):
    item.refresh_from_db()
    return item.chosen, item.chosen_edition


def test_a_choice_is_kept_and_stands_when_the_page_is_opened_again(client, item):
    assert client.get(page(item)).context["page"].outcome == "as_proposed"
    status, answer = choose(client, item, "returned")
    assert (status, answer["version"], chosen(item)) == (200, 1, ("returned", 1))
    again = client.get(page(item))
    assert again.context["page"].outcome == "returned"
    assert 'name="outcome-version" value="1"' in again.content.decode()
    close(client, item, "rejected")
    item.refresh_from_db()
    assert item.outcome == "rejected"


def test_a_colleagues_newer_choice_is_answered_and_the_same_one_is_no_conflict(client, item):
    choose(client, item, "returned")
    status, answer = choose(client, item, "postponed")
    assert (status, answer["version"], answer["theirs"]) == (409, 1, "returned")
    status, answer = choose(client, item, "returned")
    assert (status, answer["version"], chosen(item)) == (200, 1, ("returned", 1))


def test_an_item_is_not_closed_against_a_choice_that_was_never_seen(client, item):
    choose(client, item, "returned")
    refused = close(client, item, "as_proposed", version=0)
    assert refused.status_code == 409
    assert "En kollega har valt ”återremiss” sedan du öppnade sidan." in refused.content.decode()
    assert close(client, item, "as_proposed").status_code == 302
    item.refresh_from_db()
    assert item.outcome == "as_proposed"


@pytest.mark.parametrize("outcome", ["", "endorsed", "nonsens"])
def test_what_cannot_become_of_the_item_is_not_chosen(client, item, outcome):
    status, _answer = choose(client, item, outcome)
    assert (status, chosen(item)) == (400, ("", 0))


def test_nothing_is_chosen_for_a_closed_item(client, board, item):
    close_item(item, by=board.secretary, outcome="as_proposed")
    status, answer = choose(client, item, "returned")
    assert (status, answer["message"]) == (400, "Paragrafen är avslutad. Öppna den igen för att ändra något.")
