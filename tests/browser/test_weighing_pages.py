"""Reading, marking and weighing in a real browser: with a mouse, with keys alone, and without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cases import answer_text, answers, boxes, marking, weighing
from cases.models import Comment, Disposition, Recipient
from cases.weighing import Wording
from organisation import clock
from tests import factories
from tests.access.world import attach
from tests.browser.helpers.console import forgive
from tests.browser.helpers.look import keep_picture, look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from tests.principles import TITLE
from workflows import engine

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("SU", "SkaS", "NU", "HoH")
SECTIONS = {
    "Enkel och smidig kontakt": "Vi gör det enkelt för invånare, patienter och närstående att få kontakt. "
    "Den som hör av sig får veta vad som händer sedan.",
    "Kontinuitet och relationer": "Varje patient ska känna att vi har koll på deras vård och situation. "
    "Vi ordnar vården så att den som behöver det möter samma personer.",
    "Lyhördhet och respekt i varje möte": "Vi lyssnar på den vi möter, på det språk och i det sammanhang "
    "som passar bäst.",
}
DRAFT = "\n\n".join(f"# {heading}\n\n{text}" for heading, text in SECTIONS.items())
SAID = (
    "Formuleringen ”har koll på” är vardaglig och kan tolkas som kontroll. Skriv hellre att vi känner till "
    "deras situation.\n\nVi vill också veta vem som ansvarar när flera mottagningar är inblandade i samma "
    "resa 👩‍⚕️. Tack för ett genomarbetat utkast!"
)
WORDING = (
    "Varje patient ska känna att vi känner till deras vård och situation. Vi ordnar vården så att den som "
    "behöver det möter samma personer."
)


@pytest.fixture
def region():
    return factories.world(*NAMES)


@pytest.fixture
def compiled(region):
    """Three have answered, HoH abstains; the time for answers has ended."""
    last_day = clock.today() + timedelta(days=26)
    made = factories.open_round(region, title=TITLE, draft=DRAFT, last_day=last_day)
    for unit in region.administrations[:3]:
        _answer(region, factories.recipient(made, unit))
    _abstain(region, factories.recipient(made, region.administrations[3]))
    engine.advance(made)
    return engine.compile_answers(made, by=region.owner)


def _answer(region, place):
    writer = region.representative(place.unit)
    answer = engine.acknowledge(place, by=writer)
    contact, relations, _respect, overall = answer_text.items(answer)
    answers.save_field(contact, "stance", "agree", version=0, by=writer)
    answers.save_field(
        contact, "comment", "Bra. Skriv gärna ut att det gäller digitalt.", version=0, by=writer
    )
    answers.save_field(relations, "stance", "remarks", version=0, by=writer)
    answers.save_field(relations, "comment", SAID, version=0, by=writer)
    answers.save_field(relations, "wording", WORDING, version=0, by=writer)
    answers.save_field(overall, "comment", "Vi ställer oss bakom principerna i stort.", version=0, by=writer)
    attach(answer, "Yttrande_chefläkargruppen.txt", "Ett yttrande.", by=writer)
    engine.submit(answer, by=writer)
    read = answer_text.text_hash(answer_text.snapshot(answer))
    engine.approve(answer, by=region.manager(place.unit), read_hash=read)
    engine.release(answer, by=writer)


def _abstain(region, place):
    writer = region.representative(place.unit)
    answer = engine.acknowledge(place, by=writer)
    reason = "Principerna gäller inte vår verksamhet, som saknar egna mottagningar."
    engine.abstain(answer, by=writer, decider=region.manager(place.unit), reason=reason)


def boxes_of(referral_round, short_name):
    return [box for box in boxes.of_round(referral_round) if box.recipient.unit.short_name == short_name]


@pytest.fixture
def marked(region, compiled):
    """SU's answer is marked and read; SkaS' words on relations are two comments."""
    owner = region.owner
    for box in boxes_of(compiled, "SU"):
        if box.attachment:
            marking.mark_in_file(box, by=owner, quote="Rundan bör gå till patientnämnden.", place="sida 3")
            marking.mark_read(box, by=owner)
        else:
            marking.mark_whole(box, by=owner)
    relations = next(box for box in boxes_of(compiled, "SkaS") if box.text == SAID)
    marking.mark(relations, SAID[: SAID.index(" Skriv")], by=owner)
    marking.mark(relations, SAID[SAID.index("Vi vill") : SAID.index(" Tack")], by=owner)
    return list(Comment.objects.order_by("number"))


def url_of(server, referral_round, rest):
    return f"{server.url}/remissrundor/{referral_round.public_id}/{rest}"


def reading(server, referral_round, short_name):
    place = Recipient.objects.get(round=referral_round, unit__short_name=short_name)
    return url_of(server, referral_round, f"lasning/{place.public_id}/")


def comment_page(server, comment):
    return f"{server.url}/synpunkter/{comment.public_id}/"


def weigh(comment, *, by, version=0, outcome="noted", reason="Tack för synpunkten.", text=None):
    fresh = Comment.objects.select_related("round", "section_version").get(pk=comment.pk)
    section = fresh.section_version
    wording = Wording(section, section.heading, text) if text else None
    return weighing.weigh(fresh, by=by, version=version, outcome=outcome, reason=reason, wording=wording)


def test_every_page_of_the_reading_is_looked_at(region, compiled, marked, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(url_of(live_server, compiled, "lasning/"))
    look(page, "reading")
    page.goto(reading(live_server, compiled, "SkaS"))
    look(page, "reading-answer")
    page.locator("#s2").get_by_text("Klistra in den text").first.click()
    page.get_by_label("Orden så som de står i svaret").locator("visible=true").fill("Ord som inte finns")
    press(page.get_by_role("button", name="Gör till synpunkt").locator("visible=true"))
    look(page, "reading-answer-refused")
    refused = page.get_by_label("Orden så som de står i svaret").locator("visible=true")
    expect(refused).to_have_value("Ord som inte finns")
    page.goto(reading(live_server, compiled, "HoH"))
    look(page, "reading-abstained")
    page.goto(reading(live_server, compiled, "SU"))
    look(page, "reading-answer-done")


def test_every_page_of_the_ledger_is_looked_at(region, compiled, marked, live_server, page):
    owner, ledger = region.owner, url_of(live_server, compiled, "synpunkter/")
    log_in(page, live_server.url, "owner")
    weigh(marked[1], by=owner, outcome="heeded", reason="Ett bättre ord.", text=WORDING)
    smoother = WORDING.replace("känner till", "förstår")
    weigh(marked[2], by=owner, outcome="partly", reason="Nästan så.", text=smoother)
    weigh(marked[3], by=owner, outcome="not_heeded", reason="Det hör till kanalstrategin.")
    marking.drop(marked[4], by=owner, reason="Sagt i synpunkt 1.")
    page.goto(ledger)
    look(page, "ledger")
    page.goto(f"{ledger}?status=dropped")
    look(page, "ledger-dropped")
    page.goto(f"{ledger}?mine=1&status=heeded")
    look(page, "ledger-nothing")
    page.goto(comment_page(live_server, marked[5]))
    look(page, "comment")
    page.goto(comment_page(live_server, marked[1]))
    look(page, "comment-clash")
    page.goto(comment_page(live_server, marked[4]))
    look(page, "comment-dropped")
    page.goto(comment_page(live_server, marked[3]))
    look(page, "comment-on-the-whole")


def test_before_and_after_the_weighing_the_pages_are_read_only(region, compiled, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(url_of(live_server, compiled, "synpunkter/"))
    look(page, "ledger-empty")
    for box in boxes.of_round(compiled):
        if box.attachment:
            marking.mark_read(box, by=region.owner)
        else:
            weigh(marking.mark_whole(box, by=region.owner), by=region.owner, outcome="partly")
    first = Comment.objects.order_by("number").first()
    weigh(first, by=region.owner, version=1, outcome="heeded", text="Vi gör det enkelt att få kontakt.")
    page.goto(url_of(live_server, compiled, "synpunkter/"))
    look(page, "ledger-ready")
    page.goto(url_of(live_server, compiled, "lasning/"))
    look(page, "reading-done")
    engine.close(compiled, by=region.owner)
    page.goto(url_of(live_server, compiled, "synpunkter/"))
    look(page, "ledger-closed")
    page.goto(comment_page(live_server, first))
    look(page, "comment-closed")
    expect(page.locator("main form[method=post]")).to_have_count(0)
    page.goto(reading(live_server, compiled, "SkaS"))
    look(page, "reading-answer-closed")


def test_words_are_marked_and_weighed_with_the_keyboard_alone(region, compiled, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(reading(live_server, compiled, "SkaS"))
    text = page.get_by_role("textbox", name="Synpunkter: Kontinuitet och relationer")
    text.focus()
    page.keyboard.press("Control+Home")
    for _word in range(5):
        page.keyboard.press("Control+Shift+ArrowRight")
    page.get_by_role("button", name="Markera som synpunkt").locator("visible=true").wait_for()
    press(page, "Control+Enter")
    page.wait_for_url("**#ruta-*")
    comment = Comment.objects.get()
    assert SAID.startswith(comment.quote)
    assert (comment.start, comment.number) == (0, 1)

    others = [box for box in boxes_of(compiled, "NU") if not box.attachment]
    second, third = (marking.mark_whole(box, by=region.owner) for box in others[:2])
    page.goto(comment_page(live_server, comment))
    press(page, "Alt+ArrowDown")
    page.wait_for_url(f"**/{second.public_id}/**")
    press(page, "Alt+ArrowUp")
    page.wait_for_url(f"**/{comment.public_id}/**")
    page.get_by_role("radio", name="Noteras").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Ny formulering")).to_be_hidden()
    page.get_by_label("Motivering till förvaltningen").fill("Tack, det tar vi med oss.")
    press(page, "Control+Enter")
    page.wait_for_url(f"**/{second.public_id}/**")
    assert Disposition.objects.get().outcome == "noted"
    expect(page.get_by_text("Synpunkt 1: Noteras.")).to_be_visible()
    page.goto(comment_page(live_server, third))
    press(page.get_by_label("Motivering till förvaltningen"), "Control+Enter")
    expect(page.get_by_role("alert").get_by_text("Välj hur synpunkten hanteras.")).to_be_visible()


def test_a_selection_after_an_emoji_marks_the_very_words(region, compiled, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(reading(live_server, compiled, "SkaS"))
    page.evaluate(SELECT, [f"t-{key_of(compiled, SAID)}", "Tack för"])
    press(page.get_by_role("button", name="Markera som synpunkt").locator("visible=true"))
    page.wait_for_url("**#ruta-*")
    comment = Comment.objects.get()
    assert (comment.quote, comment.start) == ("Tack för", SAID.index("Tack för"))


SELECT = """([id, words]) => {
  const text = document.getElementById(id);
  const nodes = [...text.querySelectorAll("span")].map((each) => each.firstChild);
  const node = nodes.find((each) => each.data.includes(words));
  const start = node.data.indexOf(words);
  document.getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


def key_of(referral_round, text):
    return next(box.key for box in boxes_of(referral_round, "SkaS") if box.text == text)


def test_everything_works_without_javascript(region, compiled, live_server, page_without_script):
    page = page_without_script
    log_in(page, live_server.url, "owner")
    page.goto(reading(live_server, compiled, "SkaS"))
    box = page.locator(f"#ruta-{key_of(compiled, SAID)}")
    box.get_by_text("Klistra in den text").click()
    box.get_by_label("Orden så som de står i svaret").fill("Formuleringen ”har koll på” är vardaglig")
    press(box.get_by_role("button", name="Gör till synpunkt"))
    expect(box.get_by_text("1 synpunkt")).to_be_visible()
    press(box.get_by_role("button", name="Resten är läst utan synpunkt"))
    expect(box.get_by_text("Läst", exact=True)).to_be_visible()
    page.get_by_label("Jag har läst hela svaret, bilagorna med").check()
    press(page.get_by_role("button", name="Allt i svaret är läst"))
    expect(page.get_by_text("Svaret är läst")).to_be_visible()

    page.goto(comment_page(live_server, Comment.objects.get()))
    page.get_by_role("radio", name="Beaktas", exact=True).check()
    page.get_by_label("Motivering till förvaltningen").fill("Ett bättre ord.")
    press(page.get_by_role("button", name="Använd förvaltningens förslag"))
    expect(page.get_by_label("Ny formulering")).to_have_value(WORDING)
    expect(page.get_by_label("Motivering till förvaltningen")).to_have_value("Ett bättre ord.")
    press(page.get_by_role("button", name="Spara och ta nästa"))
    expect(page.get_by_text("Det finns ingen synpunkt kvar att väga här.")).to_be_visible()
    disposition = Disposition.objects.get()
    assert (disposition.outcome, disposition.reason, disposition.text) == (
        "heeded",
        "Ett bättre ord.",
        WORDING,
    )


def test_a_colleagues_weighing_stands_beside_ones_own(region, compiled, marked, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(comment_page(live_server, marked[1]))
    officer = factories.person("officer", ("officer", region.process_unit))
    weigh(marked[1], by=officer, outcome="partly", reason="Delvis rätt.", text=WORDING)
    page.get_by_role("radio", name="Beaktas inte").check()
    page.get_by_label("Motivering till förvaltningen").fill("Orden är valda med omsorg.")
    with page.expect_console_message(lambda message: "409" in message.text):
        press(page.get_by_role("button", name="Spara", exact=True))
    forgive(page, "409")
    look(page, "comment-meanwhile")
    expect(page.get_by_label("Motivering till förvaltningen")).to_have_value("Orden är valda med omsorg.")
    press(page.get_by_role("button", name="Spara", exact=True))
    expect(page.get_by_text("Synpunkt 2: Beaktas inte.")).to_be_visible()


def test_the_ledger_on_paper_is_a_list(region, compiled, marked, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(url_of(live_server, compiled, "synpunkter/"))
    page.emulate_media(media="print")
    keep_picture(page, "ledger-print")
    expect(page.locator("form.filters")).to_be_hidden()
    expect(page.locator(".ledger > li")).to_have_count(len(marked))
