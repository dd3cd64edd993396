"""A case that is on its way to a body and is decided by an official meanwhile: both sides are told."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cases.meetings import agenda, preparing
from cases.models import Decision
from cases.official_decisions import decide_alone
from tests import meetings
from tests.clients import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def item(board):
    """A case its officer has announced."""
    return meetings.announced(board)


def read(user, name, *things):
    page = client_of(user).get(reverse(name, args=[thing.public_id for thing in things]))
    assert page.status_code == 200
    return page.content.decode()


def decide(item, by):
    return decide_alone(
        item.case, by=by, kind="execution", title="Rekrytering", points=[{"text": "Tjänsten tillsätts."}]
    )


def test_whoever_decides_alone_reads_first_that_the_case_is_announced(board, director, item):
    said = read(director, "decision_new", item.case)
    assert f"Ärendet är anmält till {board.unit.name}." in said
    held = meetings.meeting(board, on=date(2026, 11, 30))
    agenda.put_on_agenda(item, held, by=board.secretary)
    assert "Ärendet står på dagordningen 30 november 2026." in read(director, "decision_new", item.case)
    assert "på väg till ett möte" not in read(director, "decision_new", meetings.case(board, "Ett annat"))


def test_what_was_decided_meanwhile_stands_at_what_was_announced(board, director, item):
    held = meetings.meeting(board)
    assert "redan fattat beslut" not in read(board.secretary, "meeting", held)
    decide(item, director)
    href = reverse("decision", args=[Decision.objects.get().public_id])
    waiting = read(board.secretary, "meeting", held)
    assert f"{director.name} har redan fattat beslut i ärendet:" in waiting
    assert href in waiting
    assert href in read(board.officer, "item", item)
    listed = agenda.put_on_agenda(item, held, by=board.secretary)
    assert href in read(board.secretary, "meeting_item", held, listed)


def test_a_decision_from_before_says_nothing_about_what_is_announced_later(board, director):
    case = meetings.case(board)
    decide_alone(case, by=director, kind="execution", title="Först", points=[{"text": "Behovet utreds."}])
    with time_machine.travel("2026-11-24 09:00 +0100", tick=False):
        item = preparing.draft_item(case, board.body, by=board.officer, title="Sedan")
        assert "redan fattat beslut" not in read(board.officer, "item", item)
