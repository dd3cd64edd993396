"""After the meeting: sent for approval, approved on a phone, announced, sent in extracts, watched and reported."""

from datetime import timedelta

import pytest

from cases.meetings.closing import close_item, end_meeting
from cases.models import ApprovalOccasion, Extract, Meeting, Point, PublicNotice, Undertaking
from organisation import clock
from tests import factories, meetings
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board():
    return meetings.board("SSN")


@pytest.fixture
def held(board):
    """A meeting that is over, whose § orders something of another administration."""
    skas = factories.unit("SkaS")
    factories.person("skas.chef", ("head", skas))
    found = meetings.opened(board, "Väntetider till barn- och ungdomspsykiatrin", "Plan för nära vård")
    first = found.items.order_by("position")[0]
    Point.objects.filter(item=first).update(
        kind="assign", to_unit=skas, what="Redovisa nybesöken.", due_on=clock.today() + timedelta(days=90)
    )
    for item in found.items.order_by("position"):
        close_item(item, by=board.secretary, outcome="as_proposed")
    return end_meeting(found, by=board.secretary)


def test_minutes_go_from_the_secretary_to_the_approvers_to_the_board_and_out(
    board, held, live_server, page, phone
):
    log_in(page, live_server.url, "ssn.sekreterare")
    page.goto(f"{live_server.url}/sammantraden/{held.public_id}/protokoll/")
    page.get_by_label("Ledamot 2", exact=False).first.focus()
    page.keyboard.press("Space")
    look(page, "after-minutes")
    page.get_by_role("button", name="Skicka för justering").focus()
    press(page, "Enter")
    page.get_by_text("Protokollet är skickat för justering.").wait_for()

    occasion = ApprovalOccasion.objects.get()
    for number, member in enumerate(board.ordinary[:2]):
        log_in(phone, live_server.url, member.user.username)
        phone.goto(f"{live_server.url}/justering/{occasion.public_id}/")
        if number == 0:
            look(phone, "after-sign")
        press(phone.get_by_role("button", name="Justera protokollet"))
        phone.get_by_text("Du har justerat protokollet.").wait_for()
    assert Meeting.objects.get(pk=held.pk).state == "approved"

    page.goto(f"{live_server.url}/sammantraden/{held.public_id}/efter/")
    look(page, "after-planned")
    press(page.get_by_role("button", name="Anslå protokollet"))
    page.get_by_text("Protokollet är anslaget.").wait_for()
    press(page.get_by_role("button", name="Lägg till alla föreslagna"))
    page.get_by_text("Mottagarna är tillagda.").wait_for()
    look(page, "after-extracts")
    press(page.get_by_role("button", name="Skicka", exact=True))
    page.get_by_text("Utdragen är skickade.").wait_for()
    assert (PublicNotice.objects.count(), Extract.objects.get().delivered_by) == (1, board.secretary)


def test_what_was_ordered_is_watched_and_reported_without_script(
    board, held, live_server, page_without_script
):
    meetings.approved(board, held)
    page = page_without_script
    log_in(page, live_server.url, "ssn.sekreterare")
    page.goto(f"{live_server.url}/sammantraden/")
    press(page.get_by_role("link", name="Bevakningslista"))
    page.get_by_role("link", name="Öppna Redovisa nybesöken.").wait_for()

    log_in(page, live_server.url, "skas.chef")
    page.goto(f"{live_server.url}/bevakning/?organ=mina")
    press(page.get_by_role("link", name="Öppna"))
    page.locator("textarea").fill("Nybesöken är jämnare fördelade.")
    press(page.get_by_role("button", name="Skicka rapporten"))
    page.get_by_text("Uppdraget är rapporterat.").wait_for()
    assert Undertaking.objects.get().state == "reported"


def test_the_watch_list_is_for_everybody(board, held, live_server, page):
    meetings.approved(board, held)
    log_in(page, live_server.url, "skas.chef")
    page.goto(f"{live_server.url}/bevakning/?organ=mina")
    look(page, "after-watch")
    press(page.get_by_role("link", name="Öppna"))
    look(page, "after-undertaking")
