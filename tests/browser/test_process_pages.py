"""The process map, a question that is answered and a nomination that is accepted, in a browser."""

import pytest
from playwright.sync_api import expect

from directives.models import Need
from tests import factories
from tests import processes as maps
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def laid():
    made = maps.lay()
    factories.person("ny.ledare", ("manager", made.region.administrations[0]))
    return made


def test_whoever_keeps_the_map_fills_a_vacancy(laid, live_server, page):
    log_in(page, live_server.url, "hsud")
    page.goto(f"{live_server.url}/processer/")
    expect(page.get_by_role("cell", name="Under tillsättning")).to_be_visible()
    look(page, "processes")
    press(page.get_by_role("link", name="Screening").first)
    look(page, "process")
    press(page.get_by_role("link", name="Utse processägare"))
    page.get_by_label("Vem").fill("Ingen Alls")
    page.get_by_role("button", name="Utse", exact=True).click()
    expect(page.get_by_text("Det finns ingen i organisationen som heter så.").first).to_be_visible()
    look(page, "process-appoint")
    page.get_by_label("Vem").fill("Ny.ledare")
    page.get_by_label("Tillförordnad").check()
    page.get_by_role("button", name="Utse", exact=True).click()
    expect(page.get_by_text("Processägaren är utsedd.")).to_be_visible()
    press(page.get_by_role("link", name="Ändra processen"))
    expect(page.get_by_role("heading", name="Namn och plats i kartan")).to_be_visible()
    look(page, "process-edit")
    page.goto(f"{live_server.url}/processer/?vakanta=1")
    expect(page.get_by_text("Alla processer har en ägare")).to_be_visible()


def test_a_question_is_asked_on_a_phone_and_answered(laid, live_server, phone, page):
    log_in(phone, live_server.url, "skas.rep")
    phone.goto(f"{live_server.url}/processer/{laid.led.public_id}/")
    press(phone.get_by_role("link", name="Ställ en fråga eller lämna ett behov"))
    phone.get_by_label("Skriv din fråga eller ditt behov").fill("När börjar vi?")
    look(phone, "need-new")
    phone.get_by_role("button", name="Skicka").click()
    expect(phone.get_by_text("Tack. Du får veta när det har hanterats.")).to_be_visible()

    log_in(page, live_server.url, "owner")
    press(page.get_by_role("link", name="Svara på en fråga eller ett behov"))
    expect(page.get_by_role("button", name="Lämna svaret")).to_be_visible()
    page.get_by_text("Lämna vidare").first.click()
    look(page, "need")
    page.get_by_label("Svar", exact=True).fill("I mars 2027.")
    page.get_by_role("button", name="Lämna svaret").click()
    expect(page.get_by_text("Svaret är lämnat.")).to_be_visible()
    assert Need.objects.get().answer == "I mars 2027."
    phone.goto(f"{live_server.url}/behov/")
    look(phone, "needs")
    press(phone.get_by_role("link", name="När börjar vi?"))
    expect(phone.get_by_text("I mars 2027.")).to_be_visible()


def test_an_administration_nominates_and_the_owner_accepts(laid, live_server, page, window):
    laid.network()
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/nomineringar/")
    press(page.get_by_role("link", name="Be om nomineringar till Invånarinteraktion"))
    page.get_by_label("Svara senast").fill("2099-12-20")
    page.get_by_label("SkaS").check()
    look(page, "nomination-new")
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_text("Förvaltningarna har fått frågan.")).to_be_visible()

    manager = window()
    log_in(manager, live_server.url, "skas.chef")
    press(manager.get_by_role("link", name="Nominera till nätverket"))
    manager.get_by_label("Kollega").select_option(label="Ny.ledare")
    look(manager, "nomination")
    manager.get_by_role("button", name="Lämna nomineringen").click()
    expect(manager.get_by_text("Nomineringen är lämnad.")).to_be_visible()

    page.reload()
    expect(page.get_by_role("button", name="Godkänn")).to_be_visible()
    look(page, "nomination-request")
    page.get_by_role("button", name="Godkänn").click()
    expect(page.get_by_text("plats från")).to_be_visible()
    page.goto(f"{live_server.url}/nomineringar/")
    look(page, "nominations")
