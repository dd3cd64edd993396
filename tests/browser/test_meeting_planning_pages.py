"""The secretary plans a meeting, builds its agenda and sends the notice; a member reads it."""

from datetime import timedelta

import pytest

from cases.meetings import agenda, summons
from cases.models import Meeting
from organisation import clock
from tests import meetings
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from tests.cases.meetings.pdf import pdf_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board():
    made = meetings.board("HSN", seats=5)
    made.unit.name = "Hälso- och sjukvårdsnämnden"
    made.unit.save()
    return made


@pytest.fixture
def held(board):
    found = meetings.meeting(board, on=clock.today() + timedelta(days=42))
    for title, kind in (("Upprop", "formal"), ("Val av justerare", "formal"), ("Lunch", "break")):
        agenda.add_item(found, by=board.secretary, title=title, kind=kind)
    meetings.listed(board, found, title="Handlingsplan för nära vård 2027–2029")
    meetings.announced(board, title="Detaljbudget 2027")
    return found


def titles(meeting):
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def move_twice_while_one_save_waits(page):
    """The second save is sent when the first is answered: before, it cannot say what it was made from."""
    saves = []

    def hold(route):
        saves.append(route)
        if len(saves) > 1:
            route.continue_()

    page.route("**/ordning/", hold)
    with page.expect_request("**/ordning/"):
        page.keyboard.press("Alt+Shift+ArrowUp")
    page.keyboard.press("Alt+Shift+ArrowUp")
    page.wait_for_timeout(1500)  # longer than the hand's rest: a save that did not wait would be here
    assert len(saves) == 1
    saves[0].continue_()
    page.get_by_text("Ordningen är sparad.").wait_for()


def test_the_secretary_builds_the_agenda_by_keyboard_and_sends_it(board, held, live_server, page):
    log_in(page, live_server.url, "hsn.sekreterare")
    page.goto(f"{live_server.url}/sammantraden/")
    look(page, "planning-list")
    press(page.locator("th a").first)
    press(page.get_by_role("button", name="Lägg på dagordningen"))
    page.get_by_text("”Detaljbudget 2027” är på dagordningen.").wait_for()
    press(page.get_by_role("button", name="Fastställande av dagordning"))
    page.get_by_text("Raden är tillagd.").wait_for()
    look(page, "planning-meeting")

    page.get_by_role("button", name="Dra: Detaljbudget 2027").focus()
    page.keyboard.press("Alt+Shift+ArrowUp")
    page.get_by_text("Ordningen är sparad.").wait_for()
    assert titles(held) == [
        "Upprop",
        "Val av justerare",
        "Fastställande av dagordning",
        "Lunch",
        "Detaljbudget 2027",
        "Handlingsplan för nära vård 2027–2029",
    ]
    move_twice_while_one_save_waits(page)
    assert titles(held)[2:4] == ["Detaljbudget 2027", "Fastställande av dagordning"]

    press(page.locator("a.agenda-link", has_text="Detaljbudget 2027"))
    upload = {"name": "budget.pdf", "mimeType": "application/pdf", "buffer": pdf_of(3)}
    page.locator("input[type=file]").set_input_files(upload)
    page.get_by_label("Vad handlingen heter").fill("Förslag till detaljbudget")
    press(page.get_by_role("button", name="Lägg till handlingen"))
    page.get_by_text("Handlingen är registrerad").wait_for()
    look(page, "planning-item")

    page.goto(f"{live_server.url}/sammantraden/{held.public_id}/")
    press(page.get_by_role("link", name="Skicka kallelsen"))
    look(page, "planning-send")
    press(page.get_by_role("button", name="Skicka kallelsen"))
    page.get_by_text("Kallelsen är skickad.").wait_for()
    assert Meeting.objects.get(pk=held.pk).state == "called"


def test_a_year_is_planned_and_the_body_kept(board, live_server, page):
    log_in(page, live_server.url, "hsn.sekreterare")
    page.goto(f"{live_server.url}/sammantraden/ar/{board.unit.public_id}/")
    page.get_by_label("Plats").fill("Residenset, Vänersborg")
    press(page.get_by_role("button", name="Föreslå dagar"))
    look(page, "planning-year")
    page.get_by_label("Ta med").first.uncheck()
    press(page.get_by_role("button", name="Planera de valda dagarna"))
    page.get_by_text("sammanträden är planerade").wait_for()

    press(page.get_by_role("link", name="Ledamöter och inställningar"))
    page.get_by_text("Ändra Ledamot 2").click()
    look(page, "planning-body")
    page.get_by_label("Roll", exact=True).nth(1).select_option("vice_chair")
    press(page.get_by_role("button", name="Spara").first)
    page.get_by_text("Vice ordförande ·").wait_for()


def test_a_member_reads_the_notice_and_what_is_new_since(board, held, live_server, phone):
    summons.send(held, by=board.secretary)
    meetings.listed(board, held, title="Sent ärende")
    summons.send(held, by=board.secretary)
    log_in(phone, live_server.url, board.members[0].user.username)
    phone.goto(f"{live_server.url}/sammantraden/{held.public_id}/")
    phone.get_by_text("Nytt i tillägg 1").wait_for()
    look(phone, "planning-member")
    press(phone.get_by_role("link", name="Sent ärende"))
    look(phone, "planning-member-item")
