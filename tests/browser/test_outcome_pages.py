"""From the next version to a valid steering document, in a real browser."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases import boxes, feedback, marking, outcome, weighing
from cases.models import DocumentFile
from cases.weighing import Wording
from directives.models import SteeringDocument
from organisation import clock
from tests import factories
from tests.browser.helpers.look import keep_picture, look, too_wide
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from tests.principles import TITLE
from workflows import engine

pytestmark = pytest.mark.django_db(transaction=True)

DRAFT = """# Hälsofrämjande kommunikation
Vi möter invånarna där de är. Den som behöver vård ska lätt hitta rätt, oavsett vilken väg hen väljer.

Vi använder ett språk som alla förstår och förklarar det som är svårt.

Nyckelord: Klarspråk, Tillgänglighet

# En sammanhållen vårdresa
Den som möter vården vet vart den ska vända sig och vad som händer härnäst.

# Kontinuitet och relationer
Vi arbetar så att den som möter vården känner sig trygg och får träffa samma personer när det går.
"""
SAID = {
    "SU": "Ordet ”lätt” är otydligt. Skriv hellre ”enkelt”.",
    "SkaS": "Alla väljer inte en väg. Skriv ”oavsett behov och språk”.",
    "SÄS": "Vi vill att principen nämner telefonen.",
}


@pytest.fixture
def region():
    made = factories.world(*SAID)
    factories.unit("Styrgruppen för invånarinteraktion", kind="group", parent=made.region)
    return made


@pytest.fixture
def compiled(region):
    """Three administrations have answered about the first section."""
    last_day = clock.today() + timedelta(days=26)
    made = factories.open_round(region, title=TITLE, draft=DRAFT, last_day=last_day)
    for unit in region.administrations:
        factories.released_answer(region, factories.recipient(made, unit), comment=SAID[unit.short_name])
    engine.advance(made)
    return engine.compile_answers(made, by=region.owner)


@pytest.fixture
def closed(region, compiled):
    """Everything is weighed and the weighing is closed."""
    weigh(region, compiled, ["ska enkelt hitta", "oavsett behov och språk", ""])
    return engine.close(compiled, by=region.owner)


def weigh(region, referral_round, wordings):
    """Mark every answer as one synpunkt; each may lead to another wording of the first section."""
    for box, words in zip(boxes.of_round(referral_round), wordings, strict=True):
        comment = marking.mark_whole(box, by=region.owner)
        section = comment.section_version
        text = changed(section.text, words)
        weighing.weigh(
            comment,
            by=region.owner,
            version=0,
            outcome="heeded" if words else "noted",
            reason="Det är ett bättre ord." if words else "Telefonen hör till kanalstrategin.",
            wording=Wording(section, section.heading, text) if words else None,
        )


def changed(text, words):
    """The section's text with one stretch reworded."""
    if words.startswith("ska"):
        return text.replace("ska lätt hitta", words)
    return text.replace("oavsett vilken väg hen väljer", words)


def at(live_server, name, found, *more):
    return live_server.url + reverse(name, args=[found.public_id, *more])


def test_the_owner_closes_and_hands_on_and_the_official_decides(region, compiled, live_server, page):
    weigh(region, compiled, ["ska enkelt hitta", "oavsett behov och språk", ""])
    log_in(page, live_server.url, "owner")
    page.goto(at(live_server, "round_next_version", compiled))
    causes = [text.split() for text in page.locator("a.diff-cause").all_inner_texts()]
    assert causes == [["Synpunkt", "1"], ["Synpunkt", "2"]]
    look(page, "next-version")
    press(page.get_by_role("link", name="Hela dokumentet, för utskrift"))
    look(page, "next-version-whole")
    page.goto(at(live_server, "round_close", compiled))
    look(page, "close-ready")
    press(page.get_by_role("button", name="Avsluta vägningen"))
    page.get_by_text("Vägningen är avslutad.").wait_for()
    look(page, "outcome-closed")

    press(page.get_by_role("link", name="Registrera ställningstagande"))
    page.get_by_label("Grupp").select_option(label="Styrgruppen för invånarinteraktion")
    page.get_by_label("Ställer sig bakom i princip").check()
    press(page.get_by_role("button", name="Registrera"))
    look(page, "endorse-refused")
    page.get_by_label("Förbehåll eller skäl").fill("Nämn barnen i princip 1.")
    press(page.get_by_role("button", name="Registrera"))
    page.get_by_text("Ställningstagandet är registrerat.").wait_for()

    press(page.get_by_role("link", name="Ändra Hälsofrämjande kommunikation"))
    text = page.get_by_label("Text")
    text.fill(text.input_value().replace("invånarna", "barn och vuxna"))
    page.get_by_label("Varför ändras avsnittet?").fill("Styrgruppen ville nämna barnen.")
    look(page, "late-change")
    press(page.get_by_role("button", name="Spara som ny version"))
    page.get_by_label("Vem ska besluta?").select_option(label="Director")
    press(page.get_by_role("button", name="Lämna till beslut"))
    page.get_by_role("status").get_by_text("Director har fått uppgiften att besluta.").wait_for()
    look(page, "outcome-asked")

    page.context.clear_cookies()
    log_in(page, live_server.url, "director")
    press(page.get_by_role("link", name="Besluta om förslaget"))
    look(page, "outcome-official")
    press(page.get_by_role("link", name="Läs och besluta"))
    page.get_by_label("Gäller från och med").fill(f"{clock.today():%Y-%m-%d}")
    look(page, "decide")
    page.get_by_role("button", name="Besluta").click()  # the browser itself asks for the tick
    look(page, "decide-unread")
    page.get_by_label("Jag har läst hela texten").check()
    press(page.get_by_role("button", name="Besluta"))
    page.get_by_text("Beslutet är fattat").wait_for()
    look(page, "outcome-decided")
    press(page.get_by_role("link", name="Läs styrdokumentet"))
    look(page, "steering-document")
    page.emulate_media(media="print")
    keep_picture(page, "steering-document-print")
    page.emulate_media(media="screen")
    press(page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Styrdokument"))
    look(page, "steering-list")


def test_conflicts_and_what_is_left_are_shown_where_they_are_mended(region, compiled, live_server, page):
    weigh(region, compiled, ["ska enkelt hitta", "ska bekvämt hitta", ""])
    log_in(page, live_server.url, "owner")
    page.goto(at(live_server, "round_close", compiled))
    look(page, "close-blocked")
    press(page.get_by_role("link", name="Lös krockarna"))
    page.get_by_role("heading", name="Krockar att lösa först").wait_for()
    look(page, "next-version-conflict")


def test_the_pages_of_the_outcome_work_without_script(region, closed, live_server, page_without_script):
    page = page_without_script
    log_in(page, live_server.url, "owner")
    page.goto(at(live_server, "round_next_version", closed))
    page.locator("details.fold summary").first.click()
    page.get_by_text("vet vart den ska vända sig").wait_for()
    page.goto(at(live_server, "round_reopen", closed))
    page.get_by_label("Varför öppnas vägningen igen?").fill("Ett svar behöver vägas om.")
    press(page.get_by_role("button", name="Öppna vägningen igen"))
    page.wait_for_url("**/synpunkter/")


def test_the_outcome_is_read_and_decided_with_the_keyboard(region, closed, live_server, page):
    outcome.ask_for_decision(closed, region.director, by=region.owner)
    log_in(page, live_server.url, "director")
    page.goto(at(live_server, "round_decide", closed))
    page.get_by_label("Gäller från och med").focus()
    page.keyboard.type(f"{clock.today():%Y-%m-%d}")
    page.get_by_label("Gäller från och med").fill(f"{clock.today():%Y-%m-%d}")
    page.get_by_label("Jag har läst hela texten").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    press(page, "Enter")
    page.get_by_text("Beslutet är fattat").wait_for()
    assert SteeringDocument.objects.get().version == closed.revised_version


def test_letters_and_replies_are_read_on_every_screen(region, closed, live_server, page, phone):
    places = [factories.recipient(closed, unit) for unit in region.administrations[:2]]
    for place, meant in zip(places, (True, False), strict=True):
        (letter,) = feedback.letters_to(place)
        writer = region.representative(place.unit)
        remark = "" if meant else "Vi menade att telefonen ska stå i texten, inte i en bilaga."
        feedback.reply(letter.feedback, by=writer, meant=meant, remark=remark)
    log_in(page, live_server.url, "owner")
    page.goto(at(live_server, "round_feedback", closed))
    look(page, "round-feedback")
    press(page.get_by_role("button", name="Markera som läst"))
    page.get_by_text("Markerat som läst.").wait_for()
    log_in(phone, live_server.url, "owner")
    phone.goto(at(live_server, "round_feedback", closed))
    assert too_wide(phone) == []


def test_a_recipient_opens_the_compiled_document(region, closed, live_server, page):
    log_in(page, live_server.url, "su.rep")
    page.goto(at(live_server, "round_compilation", closed))
    look(page, "round-compilation")
    file = DocumentFile.objects.get()
    with page.expect_download() as fetched:
        page.get_by_role("link", name=file.document.title).click()
    assert fetched.value.suggested_filename == "remissammanstallning.pdf"


def test_documents_and_decisions_stand_on_the_case_page(region, closed, live_server, page):
    read = outcome.proposal(closed).content_hash
    engine.decide(closed, by=region.director, read_hash=read, valid_from=clock.today(), reason="Väl avvägt.")
    log_in(page, live_server.url, "owner")
    page.goto(at(live_server, "case", closed.case))
    look(page, "case-decided")
    press(page.get_by_role("link", name="Beslut om Styrande principer").first)
    look(page, "document-decision")
    file = DocumentFile.objects.get()
    page.goto(at(live_server, "document", file.document))
    look(page, "document-compilation")
