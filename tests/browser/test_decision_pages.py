"""An officer writes an item and ties its points; an official decides alone; everybody reads what became of it."""

from datetime import date

import pytest

from cases.meetings import points, preparing, references
from cases.models import AgendaItem, Decision
from organisation.models import User
from tests import factories, meetings
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board():
    made = meetings.board("SSN", seats=5)
    made.unit.name = "Strategiska hälso- och sjukvårdsnämnden"
    made.unit.save()
    factories.person("chef", ("manager", made.unit))
    factories.person("direktor", ("director", made.unit))
    references.register_earlier(
        made.unit,
        by=made.secretary,
        on=date(2023, 5, 17),
        paragraph=61,
        title="Genomförandeplan för omställningen",
        points=[{"number": 7, "text": "Direktören återkommer med en plan.", "kind": "assign"}],
    )
    return made


def test_an_officer_writes_an_item_ties_its_points_and_announces_it(board, live_server, page):
    case = meetings.case(board, "Revidering av genomförandeplanen för omställningen")
    log_in(page, live_server.url, "ssn.handlaggare")
    page.goto(f"{live_server.url}/arenden/{case.public_id}/")
    press(page.get_by_role("link", name="Anmäl till sammanträde"))
    page.get_by_label("Nämnd, styrelse eller ledningsgrupp").select_option(label=board.unit.name)
    look(page, "item-new")
    press(page.get_by_role("button", name="Börja skriva"))

    page.get_by_label("Sammanfattning av ärendet").fill("Planen behöver bli tydligare.")
    page.get_by_text("Klistra in flera punkter från Word").click()
    pasted = "1. Nämnden fastställer planen.\n2. Uppdraget är fullgjort.\n3. SSN återkommer varje år."
    page.get_by_label("Text med numrerade punkter").fill(pasted)
    press(page.get_by_role("button", name="Dela upp i punkter"))
    press(page.get_by_role("link", name="Koppla punkt 2"))
    page.get_by_label("Vad punkten gör").select_option("fulfil")
    page.get_by_label("Vilket uppdrag").fill("SSN 2023-05-17 § 61 p. 7")
    look(page, "point")
    press(page.get_by_role("button", name="Spara", exact=True))
    page.get_by_text("Punkt 2 är kopplad.").wait_for()

    page.get_by_text("Hänvisa till ett beslut").click()
    page.get_by_label("Sök beslut").fill("SSN 2023-05-17 § 61 p. 7")
    page.get_by_role("radio").first.wait_for()  # found while typing
    page.get_by_label("Hur hör besluten ihop?").fill("följer av uppdrag")
    press(page.get_by_role("button", name="Lägg till hänvisningen"))
    page.locator("em", has_text="följer av uppdrag").wait_for()
    look(page, "item-draft")
    press(page.get_by_role("button", name="Anmäl till sammanträde"))
    page.get_by_text("Ärendet är anmält.").wait_for()
    look(page, "item-announced")
    assert AgendaItem.objects.get().points.get(number=2).fulfils.number == 7


def test_an_official_decides_alone_and_the_decision_is_read(board, live_server, page):
    case = meetings.case(board, "Samordning av införandet")
    log_in(page, live_server.url, "direktor")
    page.goto(f"{live_server.url}/arenden/{case.public_id}/beslut/")
    page.get_by_label("Rubrik").fill("En samordnad hantering")
    page.get_by_label("Beslutspunkt").fill("Handläggaren leder arbetet.")
    page.get_by_label("Vad punkten gör").select_option("assign")
    page.get_by_label("Till", exact=True).fill("Ssn.handlaggare")
    press(page.get_by_role("button", name="Lägg till beslutspunkt"))
    page.get_by_role("group", name="Punkt 2").get_by_label("Beslutspunkt").fill(
        "Resurser ställs till förfogande."
    )
    look(page, "decision-new")
    press(page.get_by_role("button", name="Fatta beslutet"))
    page.get_by_text("Beslutet är fattat.").wait_for()
    look(page, "decision")
    assert Decision.objects.get().points.count() == 2


def test_a_paragraph_is_read_and_a_manager_reviews(board, live_server, page):
    held = meetings.ended(board, "Handlingsplan för nära vård")
    meetings.approved(board, held)
    log_in(page, live_server.url, "chef")
    page.goto(f"{live_server.url}/paragrafer/{held.items.get().public_id}/")
    look(page, "paragraph")
    item = preparing.draft_item(meetings.case(board), board.body, by=board.officer, title="Budget")
    points.add_point(item, by=board.officer, text="Nämnden antar budgeten.")
    preparing.send_for_review(item, board_manager(), by=board.officer)
    page.goto(f"{live_server.url}/arenden/pa-vag/{item.public_id}/")
    look(page, "item-review")
    press(page.get_by_role("button", name="Godkänn och anmäl"))
    page.get_by_text("Ärendet är granskat och anmält").wait_for()


def test_the_secretary_registers_an_older_decision(board, live_server, page):
    log_in(page, live_server.url, "ssn.sekreterare")
    page.goto(f"{live_server.url}/beslut/sok/?q=SSN § 99")
    look(page, "decision-search")
    press(page.get_by_role("link", name="Registrera ett äldre beslut"))
    page.get_by_label("Eller när, med ord").fill("våren 2019")
    page.get_by_label("Punkt", exact=True).fill("1")
    look(page, "decision-earlier")
    press(page.get_by_role("button", name="Registrera"))
    page.get_by_text("Det äldre beslutet är registrerat").wait_for()


def board_manager():
    return User.objects.get(username="chef")
