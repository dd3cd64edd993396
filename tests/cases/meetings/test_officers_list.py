"""An officer who is called to no meeting reads which of their items come up, today too."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.meetings import planning
from organisation import clock
from tests import factories, meetings

pytestmark = pytest.mark.django_db

NEVER = "De visas här när kallelsen har skickats."


def page_for(user):
    client = Client()
    client.force_login(user)
    return client.get(reverse("meetings")).content.decode()


def test_an_officer_reads_which_of_their_items_come_up_and_when():
    board = meetings.board("SSN")
    today = meetings.opened(board, "Plan för nära vård")
    later = meetings.meeting(board, on=clock.today() + timedelta(days=30))
    meetings.listed(board, later, title="Budget")
    off = meetings.meeting(board, on=clock.today() + timedelta(days=60))
    dropped = meetings.listed(board, off, title="Inställt")
    planning.cancel_meeting(off, by=board.secretary, reason="För få ärenden.")
    other = meetings.board("HSN")
    meetings.opened(other, "En annan nämnds ärende")
    page = page_for(board.officer)
    for item in (today.items.get(), later.items.get()):
        assert f'href="{reverse("item", args=[item.public_id])}">{item.title}</a>' in page
    for words in (NEVER, dropped.title, "En annan nämnds ärende"):
        assert words not in page


def test_who_is_called_to_nothing_and_prepares_nothing_is_told_what_stands_here():
    page = page_for(factories.person("stranger"))
    assert "Du är inte kallad till något möte" in page
    assert NEVER not in page
    board = meetings.board("SSN")
    assert NEVER in page_for(board.ordinary[0].user)
