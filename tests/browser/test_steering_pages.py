"""A keeper registers, places and sees over a document; anybody checks a print without logging in."""

import pytest
from playwright.sync_api import expect

from directives import tasks
from directives.models import SteeringCard
from organisation import clock
from tests import factories
from tests.browser.helpers.look import keep_picture, look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from tests.directives.steering.library import TEXT, board, older

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def region():
    return factories.world("SkaS")


def test_a_keeper_registers_an_older_document_places_it_and_answers_its_review(region, live_server, page):
    upper = older(region, "Policy för invånarnas kontakter", paragraph=7)
    board()
    log_in(page, live_server.url, "owner")
    press(page.get_by_role("link", name="Styrdokument").first)
    press(page.get_by_role("link", name="Registrera ett äldre styrdokument"))
    page.get_by_label("Rubrik", exact=True).fill("Riktlinje för digitala vårdmöten")
    look(page, "steering-new")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Fastställt av").select_option(label="SSN")
    page.get_by_label("Beslutsdag").fill("2024-05-17")
    page.get_by_label("Paragraf").fill("61")
    page.get_by_label("Gäller från").fill("2024-06-01")
    press(page.get_by_role("button", name="Registrera"))
    page.get_by_text("Styrdokumentet är registrerat.").wait_for()

    press(page.get_by_role("link", name="Ändra uppgifter"))
    page.get_by_label("Slag").select_option(label="Riktlinje")
    page.get_by_label("Överordnat dokument").select_option(label=upper.title)
    page.get_by_label("Dokumentägare").select_option(label="Owner")
    page.get_by_label("Ses över var … månad").fill("24")
    look(page, "steering-card")
    press(page.get_by_role("button", name="Spara"))
    page.get_by_text("Uppgifterna är sparade.").wait_for()
    look(page, "steering-document")
    page.emulate_media(media="print")
    expect(page.locator("svg.qr")).to_be_visible()
    keep_picture(page, "steering-document-print")
    page.emulate_media(media="screen")

    assert tasks.ask_for_reviews() == 1
    page.goto(f"{live_server.url}/")
    press(page.get_by_role("link", name="Se över styrdokumentet"))
    press(page.get_by_role("link", name="Säg om det gäller oförändrat"))
    look(page, "steering-review")
    page.get_by_label("Gäller oförändrat").check()
    page.get_by_label("Motivering").fill("Lagen är densamma.")
    press(page.get_by_role("button", name="Spara"))
    page.get_by_text("Översynen är sparad.").wait_for()
    assert SteeringCard.objects.get(document__title__startswith="Riktlinje").reviews.count() == 1
    page.goto(f"{live_server.url}/styrdokument/")
    expect(page.get_by_role("row").nth(2)).to_contain_text("Riktlinje för digitala vårdmöten")
    look(page, "steering-list")


def test_a_document_is_replaced_and_anybody_sees_that_a_print_is_no_longer_valid(
    region, live_server, page, window
):
    old = older(region)
    new = older(region, "Riktlinje för alla möten", paragraph=2, text=TEXT.replace("lätt", "mycket lätt"))
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/styrdokument/{old.public_id}/")
    press(page.get_by_role("link", name="Ersätt eller upphäv"))
    look(page, "steering-end")
    page.get_by_label("Ersätts av").select_option(label=new.title)
    page.get_by_label("Upphör att gälla från och med").fill(clock.today().isoformat())
    press(page.get_by_role("button", name="Låt dokumentet upphöra"))
    page.get_by_text("Nu står det när dokumentet upphör att gälla.").wait_for()
    press(page.get_by_role("link", name="Ord för ord"))
    expect(page.locator("ins", has_text="mycket")).to_be_visible()
    look(page, "steering-compare")

    anybody = window(java_script_enabled=False)
    anybody.goto(f"{live_server.url}/giltig/")
    anybody.get_by_label("Skriv de första tecknen").fill(old.version.content_hash[:12])
    anybody.get_by_role("button", name="Kontrollera").click()
    expect(anybody.get_by_text("Nej, den här versionen gäller inte längre")).to_be_visible()
    press(anybody.get_by_role("link", name=new.title))
    expect(anybody.get_by_text("Ja, den här versionen gäller i dag")).to_be_visible()
    page.goto(anybody.url)
    look(page, "steering-check")
