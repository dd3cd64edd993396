"""An administration's pages besides writing, in a real browser: time, another answer, what became of its words."""

import io
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from cases import answer_text, answers, boxes, extensions, marking, outcome, weighing
from cases.received import Original
from cases.weighing import Wording
from organisation import clock
from tests import factories
from tests.browser.helpers.look import look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from tests.principles import TEXT, TITLE
from workflows import engine

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
DRAFT = "\n\n".join(
    f"# {heading}\n\n{TEXT}"
    for heading in (
        "En tydlig och sammanhållen vårdresa",
        "Enkel och smidig kontakt",
        "Lyhördhet i varje möte",
    )
)
SAID = (
    "Ordet trygg kan tolkas som ett löfte. Skriv hellre vem som gör vad.",
    "Telefonen saknas i utkastet.",
)


@pytest.fixture
def region():
    """Skaraborgs Sjukhus has received three principles."""
    made = factories.world("SkaS", "SU")
    skas = made.administrations[0]
    type(skas).objects.filter(pk=skas.pk).update(name="Skaraborgs Sjukhus")
    skas.refresh_from_db()
    last_day = clock.today() + timedelta(days=26)
    made.round = factories.open_round(made, title=TITLE, draft=DRAFT, last_day=last_day)
    made.skas = factories.recipient(made.round, skas)
    made.writer, made.chief = made.representative(skas), made.manager(skas)
    return made


@pytest.fixture
def given(region):
    """Both administrations have answered."""
    factories.released_answer(region, factories.recipient(region.round, region.administrations[1]))
    return factories.released_answer(region, region.skas, comment=" ".join(SAID))


def address(server, region, below=""):
    """An address of the answer of Skaraborgs Sjukhus."""
    return f"{server.url}/svar/{region.skas.public_id}/{below}"


def closed(region):
    """Everything is weighed: one comment led to other words, one was noted, one not heeded."""
    engine.advance(region.round)
    engine.compile_answers(region.round, by=region.owner)
    first, second = boxes.of_round(region.round)
    heeded, noted = (marking.mark(first, words, by=region.owner) for words in SAID)
    section = heeded.section_version
    better = TEXT.replace("känner sig trygg", "kan följa vem som gör vad")
    wording = Wording(section, section.heading, better)
    weigh(region, heeded, "heeded", "Vi delar synen: ordet lovar för mycket.", wording=wording)
    weigh(region, noted, "noted", "Telefonen hör till kanalstrategin.")
    weigh(region, marking.mark_whole(second, by=region.owner), "not_heeded", "Det är inte rundans fråga.")
    return engine.close(region.round, by=region.owner)


def weigh(region, comment, outcome, reason, wording=None):
    """Weigh as the owner."""
    weighing.weigh(comment, by=region.owner, version=0, outcome=outcome, reason=reason, wording=wording)


def test_asking_for_time_and_its_answers(region, live_server, window):
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    press(page.get_by_role("link", name="Be om anstånd"))
    look(page, "extension")
    press(page.get_by_role("button", name="Be om anstånd"))
    look(page, "extension-wrong")
    page.get_by_label("Till och med").fill((region.round.last_day + timedelta(days=9)).isoformat())
    page.get_by_label("Motivering").fill("Nämnden möts först i januari.")
    press(page.get_by_role("button", name="Be om anstånd"))
    expect(page.get_by_text("Avsändaren har fått er begäran.")).to_be_visible()
    look(page, "acknowledge-extension-asked")
    engine.acknowledge(region.skas, by=region.writer)
    wish = region.skas.extensions.get()
    engine.decide_extension(wish, by=region.owner, day=None, reason="Styrgruppen väntar på svaren.")
    page.goto(address(live_server, region))
    look(page, "answer-extension-refused")
    extensions.grant(region.skas, by=region.owner, day=wish.asked_day, reason="Vi väntar in nämnden.")
    page.reload()
    look(page, "answer-extension-granted")


def test_changing_an_answer_without_javascript_and_stopping(region, given, live_server, window):
    page = window(java_script_enabled=False)
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    press(page.get_by_role("link", name="Ändra svaret"))
    press(page.get_by_role("button", name="Börja ändra"))
    press(page.get_by_role("link", name="Läs svaret som gäller"))
    expect(page.get_by_text("Ett nytt svar skrivs")).to_be_visible()
    press(page.get_by_role("link", name="Sluta ändra"))
    press(page.get_by_role("button", name="Sluta ändra"))
    expect(page.get_by_text("Ändringen är avbruten.")).to_be_visible()
    press(page.get_by_role("link", name="Utkast som avbröts"))
    expect(page.get_by_role("heading", name="Skaraborgs Sjukhus lämnade aldrig det här")).to_be_visible()


def test_the_pages_of_an_answer_that_is_changed_and_taken_back(region, given, live_server, window):
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    look(page, "receipt-given")
    page.goto(address(live_server, region, "andra/"))
    look(page, "replace")
    press(page.get_by_role("button", name="Börja ändra"))
    look(page, "answer-changing")
    page.goto(address(live_server, region, "kvitto/"))
    look(page, "receipt-changing")
    page.goto(address(live_server, region, "sluta-andra/"))
    look(page, "drop")
    draft = given.successors.get()
    answers.save_field(answer_text.items(draft)[1], "comment", "Nytt.", version=0, by=region.writer)
    engine.submit(draft, by=region.writer)
    read_hash = answer_text.text_hash(answer_text.snapshot(draft))
    engine.approve(draft, by=region.chief, read_hash=read_hash)
    page.goto(address(live_server, region, "lamna/"))
    look(page, "release-replacement")
    engine.release(draft, by=region.writer)
    page.goto(address(live_server, region, f"lamnade/{given.public_id}/"))
    look(page, "given-replaced")
    page.goto(address(live_server, region, "ta-tillbaka/"))
    look(page, "withdraw")
    page.get_by_label("Motivering").fill("Nämnden har inte godkänt det.")
    page.keyboard.press("Tab")
    press(page, "Enter")
    expect(
        page.get_by_role("heading", name="Skaraborgs Sjukhus har tagit tillbaka sitt svar")
    ).to_be_visible()
    look(page, "receipt-withdrawn")


def test_an_answer_that_came_by_post_and_a_round_that_ended(region, live_server, window):
    original = Original("yttrande.pdf", io.BytesIO(PDF), len(PDF))
    factories.begun_answer(region, region.skas)
    facts = {"via": "post", "received_on": clock.today(), "text": "Vi avstyrker.", "original": original}
    engine.receive_answer(region.skas, by=region.owner, **facts)
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    look(page, "answer-beside-registered")
    page.goto(address(live_server, region, "kvitto/"))
    look(page, "receipt-registered")
    engine.cancel(region.round, by=region.owner, reason="Uppdraget är indraget av direktören.")
    page.reload()
    look(page, "receipt-cancelled")


def test_a_recipient_that_was_taken_out_reads_what_it_wrote(region, live_server, window):
    factories.begun_answer(region, region.skas, comment="Vi delar bilden i stort.")
    engine.withdraw_recipient(region.skas, by=region.owner, reason="Frågan rör bara regionens egna.")
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    expect(page.get_by_text("Vi delar bilden i stort.")).to_be_visible()
    look(page, "answer-stopped")


def test_the_letter_is_read_and_answered_by_one_click(region, given, live_server, window):
    found = closed(region)
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region, "kvitto/"))
    look(page, "receipt-told")
    press(page.get_by_role("link", name="Läs svaret till er"))
    look(page, "letter")
    press(page.get_by_role("button", name="Ja, så menade vi"))
    expect(page.get_by_text("Tack! Avsändaren ser ert svar.")).to_be_visible()
    look(page, "letter-answered")
    section = found.version.sections.all()[0]
    changed = outcome.change_proposal(
        found,
        section.section,
        by=region.owner,
        read_hash=outcome.proposal(found).content_hash,
        heading=section.heading,
        text=outcome.proposal(found).sections.all()[0].text.replace("vården", "vården och omsorgen"),
        reason="Styrgruppen ville ha med omsorgen.",
    )
    start = date(clock.today().year + 1, 3, 1)
    engine.decide(found, by=region.director, read_hash=changed.content_hash, valid_from=start)
    page.goto(address(live_server, region, "sa-gjorde-vi/"))
    look(page, "letter-final")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta som PDF").click()
    assert download.value.suggested_filename == "sa-gjorde-vi.pdf"


def test_a_link_in_a_mail_leads_to_its_section_after_logging_in(region, live_server, window):
    factories.begun_answer(region, region.skas)
    page = window()
    page.goto(address(live_server, region, "?avsnitt=2"))
    form = page.locator("form:has(input[type=password]:visible)").first
    form.get_by_label("Användarnamn").fill("skas.rep")
    form.get_by_label("Lösenord").fill("demo")
    press(form.get_by_role("button", name="Logga in"))
    expect(page).to_have_url(address(live_server, region, "#s2"))
    expect(page.locator("#s2")).to_be_in_viewport()
