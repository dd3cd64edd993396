"""The notice board shows what is up today, to anybody, and nothing of what is taken down."""

from copy import copy
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.meetings import approving, notices, publishing
from cases.models import ApprovalOccasion, PublicNotice
from ledger.public_id import new_public_id
from organisation import clock
from tests import meetings

pytestmark = pytest.mark.django_db

BOARD = "/anslagstavla/"


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def occasion(board):
    return meetings.approved(board, meetings.ended(board, "Kanarierubrik"))


@pytest.fixture
def notice(board, occasion):
    return notices.post_notice(occasion, by=board.secretary, kept_at="Regionens hus, Skövde")


def test_a_notice_says_body_day_paragraphs_dates_and_where_the_minutes_are_kept(notice, client):
    page = client.get(BOARD).content.decode()
    missing = [
        word
        for word in (
            "SSN",
            "§\u00a01",
            "Justerat",
            "Uppsatt",
            "Sista dag att överklaga",
            "Regionens hus, Skövde",
        )
        if word not in page
    ]
    assert missing == []
    assert "Läs protokollet" not in page
    assert "Kanarierubrik" not in page
    assert client.get(reverse("notice", args=[notice.public_id])).status_code == 200


def test_a_published_protocol_is_linked_from_its_notice(board, occasion, notice, client):
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    address = reverse("public_minutes", args=[occasion.public_id])
    for page in (BOARD, reverse("notice", args=[notice.public_id])):
        assert address in client.get(page).content.decode()


def test_a_notice_whose_time_is_over_is_gone_at_once_and_tells_nothing(notice, client):
    address = reverse("notice", args=[notice.public_id])
    with time_machine.travel(clock.now() + timedelta(days=40)):
        for _swept in range(2):
            response = client.get(address)
            assert response.status_code == 410
            page = response.content.decode()
            assert "Anslaget är nedtaget" in page
            assert [word for word in ("SSN", "Skövde", "§") if word in page] == []
            assert "Inget är anslaget just nu" in client.get(BOARD).content.decode()
            notices.take_down_old()
    assert client.get(reverse("notice", args=["a" * 26])).status_code == 404


def test_what_is_not_approved_and_what_was_called_off_is_not_there(board, client):
    waiting = meetings.before_approvers(board, meetings.ended(board, "Kanarieutkast"))
    assert "§" not in client.get(BOARD).content.decode()
    approving.call_off(waiting, by=board.secretary, reason="Kanarieskäl")
    assert "§" not in client.get(BOARD).content.decode()


def test_the_board_is_read_for_one_body(board, notice, client):
    other = meetings.board("HSN")
    held = meetings.approved(other, meetings.ended(other, "Annat"))
    notices.post_notice(held, by=other.secretary, kept_at="Vänersborg")
    page = client.get(BOARD, {"organ": other.unit.public_id}).content.decode()
    assert "Vänersborg" in page
    assert "Skövde" not in page
    assert "Skövde" in client.get(BOARD, {"organ": "okänt"}).content.decode()


def test_any_number_of_notices_costs_the_same(notice, client):
    counts = []
    client.get(BOARD)
    for size in (1, 3, 60):
        add_notices(notice, size - PublicNotice.objects.count())
        with CaptureQueriesContext(connection) as spent:
            page = client.get(BOARD).content.decode()
        counts.append(len(spent))
        assert page.count("<article") == size
    assert len(set(counts)) == 1


def add_notices(like, count):
    """As many more, each of a meeting of its own."""
    meeting, occasion = like.occasion.meeting, like.occasion
    for _one in range(count):
        held = copy_of(meeting, on=meeting.on - timedelta(days=PublicNotice.objects.count()))
        made = copy_of(occasion, meeting=held, completed_at=None)
        for row in occasion.approvers.all():
            copy_of(row, occasion=made, signed_at=None, signed_by=None, signed_hash="")
        made.approvers.update(
            signed_at=occasion.completed_at, signed_by=F("user"), signed_hash=made.content_hash
        )
        ApprovalOccasion.objects.filter(pk=made.pk).update(completed_at=occasion.completed_at)
        copy_of(like, occasion=made)


def copy_of(row, **changes):
    """Another row like it."""
    twin = copy(row)
    twin.pk, twin.public_id, twin._state.adding = None, new_public_id(), True
    for name, value in changes.items():
        setattr(twin, name, value)
    twin.save(force_insert=True)
    return twin


def test_the_page_is_asked_for_again_each_time_and_in_no_search_engine(notice, client):
    response = client.get(BOARD)
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    assert client.post(BOARD).status_code == 405


def test_it_is_read_in_english_by_whoever_chooses_so_without_an_account(notice, client):
    client.post("/sprak/", {"language": "en", "next": BOARD})
    assert '<html lang="en"' in client.get(BOARD).content.decode()


def test_the_log_in_page_leads_there(client):
    page = client.get("/logga-in/").content.decode()
    assert page.count(f'href="{BOARD}"') == 2  # in the page and in its foot
