"""The process owner's pages in a real browser: from an empty form to a read answer."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cases import answer_text, answers
from cases.models import ReferralRound
from organisation import clock
from tests import factories
from tests.browser.helpers.look import keep_picture, look, too_wide
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from tests.principles import DRAFT, TITLE
from workflows import engine

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("SU", "SkaS", "SÄS", "NU", "SV", "NH", "RH", "HoH", "FTV")
STANCES = ("agree", "remarks", "agree", "disagree", "remarks", "agree", "no_remark", "agree")


@pytest.fixture
def region():
    made = factories.world(*NAMES)
    network = factories.unit("Nätverket för invånarinteraktion", kind="group", parent=made.region)
    network.members.set(made.administrations)
    return made


@pytest.fixture
def followed(region):
    """Seven answers are released, one has begun, one is silent."""
    last_day = clock.today() + timedelta(days=26)
    made = factories.open_round(region, title=TITLE, draft=DRAFT, last_day=last_day)
    for number, unit in enumerate(region.administrations[:7]):
        _answer(region, made, unit, number)
    factories.begun_answer(region, factories.recipient(made, region.administrations[8]))
    return made


def _answer(region, made, unit, number):
    writer = region.representative(unit)
    answer = engine.acknowledge(factories.recipient(made, unit), by=writer)
    for row, item in enumerate(answer_text.items(answer)):
        stance = STANCES[(row * 3 + number * 5) % 8] if row < 8 else "agree"
        answers.save_field(item, "stance", stance, version=0, by=writer)
        if stance in {"remarks", "disagree"}:
            comment = "Formuleringen kan tolkas som kontroll. Skriv hellre vem som gör vad."
            answers.save_field(item, "comment", comment, version=0, by=writer)
            answers.save_field(item, "wording", "Vi vet vart vi ska vända oss.", version=0, by=writer)
    engine.submit(answer, by=writer)
    read = answer_text.text_hash(answer_text.snapshot(answer))
    engine.approve(answer, by=region.manager(unit), read_hash=read)
    engine.release(answer, by=writer)


def saturday():
    """A Saturday some weeks ahead, clear of Christmas only by luck: any red day will do."""
    day = clock.today() + timedelta(days=21)
    return day + timedelta(days=(5 - day.weekday()) % 7)


def test_a_round_is_made_sent_and_followed_from_an_empty_form(region, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/remissrundor/")
    look(page, "rounds-empty")
    press(page.get_by_role("link", name="Ny remissrunda"))
    page.get_by_label("Rubrik").fill("Styrande principer för invånarinteraktion")
    look(page, "round-new")
    press(page.get_by_role("button", name="Registrera ärendet"))

    look(page, "round-draft-empty")
    page.get_by_label("Utkastets text").fill(DRAFT)
    press(page.get_by_role("button", name="Dela upp vid rubrikerna"))
    look(page, "round-draft")
    press(page.get_by_role("link", name="Ändra Enkel och smidig kontakt"))
    page.get_by_label("Till den som svarar").fill("Gäller alla kanaler.")
    look(page, "round-section")
    press(page.get_by_role("button", name="Spara avsnittet"))
    press(page.get_by_role("link", name="Gå vidare"))

    page.get_by_label("Fråga", exact=True).fill("Vad innebär det för er?")
    page.get_by_label("Gäller").select_option("every")
    press(page.get_by_role("button", name="Lägg till frågan"))
    page.get_by_text("Orden på skalan").click()
    look(page, "round-questions")
    press(page.get_by_role("link", name="Gå vidare"))

    page.get_by_label("Sammanfattning").fill("Åtta principer ska vägleda hur vi möter invånare.")
    page.get_by_label("Följebrev").fill("Vi vill veta om principerna går att arbeta efter.")
    page.get_by_label("Sista svarsdag").fill("2020-01-01")
    press(page.get_by_role("button", name="Spara", exact=True))
    look(page, "round-letter-wrong")
    page.get_by_label("Sista svarsdag").fill(f"{saturday():%Y-%m-%d}")
    press(page.get_by_role("button", name="Spara", exact=True))
    expect(page.get_by_text("är ingen arbetsdag")).to_have_count(2)
    look(page, "round-letter")
    press(page.get_by_role("button", name="Spara och gå vidare"))

    press(page.get_by_role("link", name="Nätverket för invånarinteraktion"))
    look(page, "round-recipients")
    press(page.get_by_role("button", name="Spara och gå vidare"))
    look(page, "round-preview")
    press(page.get_by_role("link", name="Till utskick"))
    look(page, "round-dispatch")
    press(page.get_by_role("button", name="Skicka ut till 9 mottagare"))
    page.get_by_text("Remissrundan är utskickad till 9 mottagare.").wait_for()
    look(page, "round-just-sent")
    assert ReferralRound.objects.get().recipients.filter(state="sent").count() == 9


def test_the_matrix_is_read_with_arrow_keys_and_opened_in_place(followed, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/remissrundor/")
    look(page, "rounds")
    press(page.get_by_role("link", name="Styrande principer för invånarinteraktion"))
    look(page, "round-matrix")
    page.locator("tbody tr").first.locator("a").first.focus()
    heard = []
    for key in ("ArrowRight", "ArrowDown", "End", "ArrowRight", "Control+Home"):
        page.keyboard.press(key)
        heard.append(page.evaluate("() => document.activeElement.innerText.split(':')[0].trim()"))
    assert heard == ["SkaS", "SkaS", "RH", "RH", "SU"]
    page.keyboard.press("ArrowRight")
    press(page, "Enter")
    page.wait_for_url("**/svar/*/1/#svar")
    expect(page.locator("[aria-current=true]")).to_have_count(1)
    look(page, "round-matrix-open")
    press(page.get_by_role("link", name="Hela svaret"))
    look(page, "round-answer")


def test_everything_works_without_script(followed, live_server, page_without_script):
    page = page_without_script
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/remissrundor/{followed.public_id}/")
    press(page.locator("a.cell").first)
    page.get_by_role("heading", name="SU:").wait_for()
    press(page.locator(".reading-links").get_by_role("link", name="SkaS"))
    page.get_by_role("heading", name="SkaS:").wait_for()


def test_a_phone_gets_a_card_per_section_with_named_tiles(followed, live_server, phone):
    log_in(phone, live_server.url, "owner")
    phone.goto(f"{live_server.url}/remissrundor/{followed.public_id}/")
    tile = phone.locator("tbody tr").first.locator("td").first
    assert tile.evaluate("cell => getComputedStyle(cell, '::before').content") == '"SU"'
    assert too_wide(phone) == []


def test_the_matrix_is_printed_on_one_landscape_page(followed, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/remissrundor/{followed.public_id}/")
    page.set_viewport_size({"width": 1047, "height": 718})
    page.emulate_media(media="print")
    keep_picture(page, "round-matrix-print")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 841" in paper
