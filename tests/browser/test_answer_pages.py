"""The representative's and the manager's pages in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cases import answer_text, answers, asking, rounds
from cases.models import Answer, AnswerItem
from organisation import clock
from tests import factories
from tests.browser.helpers import console
from tests.browser.helpers.look import keep_picture, look
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from tests.principles import DRAFT, TITLE
from workflows import engine

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = "Ni får ett utkast till **åtta principer**.\n\nSvara avsnitt för avsnitt."


@pytest.fixture
def region():
    """Skaraborgs Sjukhus has received eight principles; it has two more people."""
    made = factories.world("SkaS", "SU")
    skas = made.administrations[0]
    type(skas).objects.filter(pk=skas.pk).update(name="Skaraborgs Sjukhus")
    skas.refresh_from_db()
    factories.person("skas.kollega", ("member", skas))
    factories.person("skas.rep2", ("representative", skas))
    made.round = engine.begin_round(
        by=made.owner,
        unit=made.process_unit,
        diary=made.diary,
        title=TITLE,
    )
    sections = rounds.paste_draft(made.round, DRAFT, by=made.owner)
    rounds.ask(made.round, "Vad betyder det för dem som utför?", by=made.owner, section=sections[1])
    rounds.ask(made.round, "Är något otydligt i helheten?", by=made.owner)
    rounds.choose_recipients(made.round, made.administrations, by=made.owner)
    rounds.change_round(
        made.round,
        by=made.owner,
        letter=LETTER,
        last_day=clock.today() + timedelta(days=26),
        summary="Åtta principer ska vägleda hur vi möter invånare, patienter och närstående.",
    )
    engine.dispatch(made.round, by=made.owner)
    made.skas = factories.recipient(made.round, skas)
    made.writer, made.chief = made.representative(skas), made.manager(skas)
    return made


@pytest.fixture
def half(region):
    """Five of eight sections are answered, the sixth is with a colleague."""
    answer = engine.acknowledge(region.skas, by=region.writer)
    stances = ("agree", "remarks", "remarks", "agree", "disagree")
    rows = [item for item in answer_text.items(answer) if item.question.kind == "stance"]
    for item, stance in zip(rows, stances, strict=False):
        answers.save_field(item, "stance", stance, version=0, by=region.writer)
        if stance != "agree":
            words = "Formuleringen kan tolkas som kontroll. Skriv hellre vem som gör vad."
            answers.save_field(item, "comment", words, version=0, by=region.writer)
    answers.save_field(rows[4], "wording", "Vi känner till er situation.", version=0, by=region.writer)
    from organisation.models import User

    asking.ask_colleague(
        rows[5],
        User.objects.get(username="skas.kollega"),
        by=region.writer,
        message="Hinner du titta på det här?",
        due_on=clock.today() + timedelta(days=7),
    )
    answers.take_coordination(region.skas, by=region.writer)
    return answer


def address(server, region, below=""):
    """An address of the answer of Skaraborgs Sjukhus."""
    return f"{server.url}/svar/{region.skas.public_id}/{below}"


def first_row(answer):
    """The first section's row."""
    return next(item for item in answer_text.items(answer) if item.question.kind == "stance")


def test_every_page_is_accessible_and_fits_every_width(region, live_server, window):
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    look(page, "answer-acknowledge")
    press(page.get_by_role("button", name="Bekräfta mottagandet"))
    look(page, "answer-empty")


def test_the_pages_of_a_half_written_answer(region, half, live_server, window):
    page = window()
    log_in(page, live_server.url, "skas.rep")
    for name, below in [
        ("answer", ""),
        ("answer-review", "granska/"),
        ("answer-print", "utskrift/"),
        ("answer-abstain", "avsta/"),
        ("answer-ask", f"rad/{first_row(half).pk}/kollega/"),
        ("answer-release-not-yet", "lamna/"),
    ]:
        page.goto(address(live_server, region, below))
        look(page, name)


def test_a_chosen_stance_is_taken_back_at_once(region, half, live_server, window):
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    sheet, done = page.locator("#s1"), page.locator("[data-done]")
    expect(done).to_have_text("5")
    sheet.get_by_role("button", name="Ta bort valet").click()
    expect(sheet.locator("fieldset[data-autosave-url]")).to_have_attribute("data-version", "2")
    expect(sheet.locator("[data-saved]")).to_contain_text("Sparat")
    expect(done).to_have_text("4")
    expect(sheet.get_by_role("button", name="Ta bort valet")).to_be_hidden()
    item = first_row(half)
    assert (item.stance, item.stance_version) == ("", 2)


def test_the_managers_pages_and_the_receipt(region, half, live_server, window):
    engine.submit(half, by=region.writer)
    page = window()
    log_in(page, live_server.url, "skas.chef")
    page.goto(address(live_server, region))
    expect(page).to_have_url(address(live_server, region, "godkannande/"))
    look(page, "answer-approval")
    press(page.get_by_role("button", name="Skicka tillbaka"))
    look(page, "answer-approval-wrong")
    page.get_by_label("Vad behöver ändras?").fill("Skriv mer om helheten.")
    press(page.get_by_role("button", name="Skicka tillbaka"))
    look(page, "answer-read-only")

    writer = window()
    log_in(writer, live_server.url, "skas.rep")
    writer.goto(address(live_server, region))
    look(writer, "answer-returned")
    engine.submit(half, by=region.writer)
    page.goto(address(live_server, region))
    press(page.get_by_role("button", name="Godkänn"))
    look(page, "answer-release")
    press(page.get_by_role("button", name="Lämna svaret"))
    look(page, "answer-release-wrong")

    answers.save_field(first_row(half), "comment", "Ett ord till.", version=0, by=region.writer)
    page.reload()
    look(page, "answer-release-changed")
    press(page.get_by_role("button", name="Be om nytt godkännande"))
    page.goto(address(live_server, region, "godkannande/"))
    press(page.get_by_role("button", name="Godkänn"))
    page.get_by_label("Jag lämnar svaret på Skaraborgs Sjukhus vägnar").check()
    press(page.get_by_role("button", name="Lämna svaret"))
    expect(page.get_by_role("heading", name="Skaraborgs Sjukhus har lämnat sitt svar")).to_be_visible()
    look(page, "answer-receipt")


def test_a_representative_answers_from_first_click_to_receipt(region, live_server, window):
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    press(page.get_by_role("button", name="Bekräfta mottagandet"))
    press(page.get_by_role("button", name="Jag samordnar"))
    expect(page.get_by_role("button", name="Jag samordnar")).to_have_count(0)

    first = page.locator("#s1")
    first.locator(".choice", has_text="Har synpunkter").click()
    expect(first.locator("[data-saved]")).to_contain_text("Sparat kl.")
    first.get_by_label("Synpunkter valfritt").fill("Skriv vem som gör vad.")
    first.get_by_text("Föreslå ny formulering", exact=True).click()
    first.get_by_label("Ert förslag till ny formulering").fill("Vi berättar vem som gör vad.")
    page.locator("#s2 .choice", has_text="Tillstyrker").click()
    expect(page.locator(".rail")).to_contain_text("2 av 8 avsnitt besvarade")
    expect(page.locator(".ring-number")).to_have_text("2/8")
    page.get_by_label("Er samlade bedömning").fill("Vi ställer oss bakom principerna.")
    page.locator("#samlad .choice", has_text="Tillstyrker med synpunkter").click()
    page.locator("#form .choice", has_text="Preliminärt").click()
    expect(page.locator("#form [data-saved]")).to_have_text("Sparat")

    pdf = {"name": "yttrande åäö.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    svg = {"name": "bild.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
    page.locator("#files").set_input_files([pdf, svg])
    press(page.get_by_role("button", name="Ladda upp valda filer"))
    expect(page.locator(".error-summary")).to_contain_text("bild.svg tas inte emot")
    expect(page.locator(".files")).to_contain_text("yttrande åäö.pdf")
    look(page, "answer-file-refused")
    with page.expect_download() as download:
        page.get_by_role("link", name="yttrande åäö.pdf").click()
    assert download.value.suggested_filename == "yttrande åäö.pdf"

    press(page.get_by_role("button", name="Granska och skicka in"))
    expect(page.locator(".answer-document")).to_contain_text("Vi berättar vem som gör vad.")
    press(page.get_by_role("button", name="Skicka för godkännande"))
    expect(page.get_by_text("Svaret väntar på godkännande")).to_be_visible()
    answer = Answer.objects.get()
    assert (answer.state, answer.level) == ("submitted", "preliminary")
    look(page, "answer-submitted")


def test_a_section_is_answered_with_the_keyboard_only(region, live_server, window):
    answer = engine.acknowledge(region.skas, by=region.writer)
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    page.locator(".rail a[href='#s1']").focus()
    page.keyboard.press("Enter")
    page.locator("#s1 .choice input").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")  # to "Ta bort valet", which is there once something is chosen
    page.keyboard.press("Tab")
    page.keyboard.type("Skrivet utan mus.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Nya ord.")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.innerText").startswith("Be en kollega")
    expect(page.locator("#s1 [data-saved]")).to_contain_text("Sparat kl.")
    expect(page.locator("#s1 [data-autosave-url][data-version='1']")).to_have_count(3)
    row = first_row(answer)
    assert (row.stance, row.comment, row.wording) == ("remarks", "Skrivet utan mus.", "Nya ord.")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Be en kollega svara")).to_be_visible()


def test_without_javascript_the_whole_way_works_as_forms(region, live_server, page_without_script):
    page = page_without_script
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    press(page.get_by_role("button", name="Bekräfta mottagandet"))
    page.locator("#s1 .choice", has_text="Avstyrker").click()
    page.locator("#s1").get_by_label("Synpunkter valfritt").fill("Utan skript.\nTvå rader.")
    press(page.get_by_role("button", name="Be en kollega svara på Enkel och smidig kontakt"))
    page.get_by_label("Kollega").select_option(label="Skas.kollega")
    press(page.get_by_role("button", name="Skicka frågan"))
    expect(page.get_by_text("Skas.kollega svarar")).to_be_visible()
    expect(page.locator("#s1").get_by_label("Synpunkter valfritt")).to_have_value("Utan skript.\nTvå rader.")
    press(page.get_by_role("button", name="Svara själv"))
    page.locator("#s4 .choice", has_text="Ingen synpunkt").click()
    press(page.get_by_role("button", name="Granska och skicka in"))
    press(page.get_by_role("button", name="Skicka för godkännande"))
    rows = [item for item in answer_text.items(Answer.objects.get()) if item.question.kind == "stance"]
    assert [row.stance for row in rows] == ["disagree", "", "", "no_remark", "", "", "", ""]
    assert rows[0].comment == "Utan skript.\nTvå rader."


def test_two_tabs_in_one_box_lose_no_word(region, half, live_server, window):
    mine, hers = window(), window()
    log_in(mine, live_server.url, "skas.rep")
    log_in(hers, live_server.url, "skas.rep2")
    for page in (mine, hers):
        page.goto(address(live_server, region))
    box = "#s1 textarea >> nth=0"
    hers.locator(box).fill("Hennes ord.")
    expect(hers.locator("#s1 [data-saved]")).to_contain_text("Sparat kl.")
    expect(hers.locator(box)).to_have_attribute("data-version", "1")
    mine.locator(box).fill("Mina ord.")
    conflict = mine.locator("#s1 .conflict")
    expect(conflict).to_contain_text("Hennes ord.")
    expect(conflict).to_contain_text("Skas.rep2")
    console.forgive(mine, "409")
    look(mine, "answer-conflict")
    mine.get_by_role("button", name="Behåll min text").click()
    expect(mine.locator(box)).to_have_attribute("data-version", "2")
    assert AnswerItem.objects.get(pk=first_row(half).pk).comment == "Mina ord."
    # the page that saved first, sent whole, does not undo it; what it changes elsewhere is kept
    hers.locator("#s7 .choice", has_text="Avstyrker").click()
    press(hers.get_by_role("button", name="Spara", exact=True).last)
    expect(hers.get_by_text("Allt är sparat.")).to_be_visible()


def test_two_texts_without_javascript_are_shown_in_the_page(region, half, live_server, page_without_script):
    page = page_without_script
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    answers.save_field(first_row(half), "comment", "Hennes ord.", version=0, by=region.writer)
    page.locator("#s1 textarea").first.fill("Mina ord.")
    press(page.get_by_role("button", name="Spara", exact=True).last)
    expect(page.locator("#s1")).to_contain_text("Hennes ord.")
    expect(page.locator("#s1 textarea").first).to_have_value("Mina ord.")
    keep_picture(page, "answer-conflict-form-1280")
    press(page.get_by_role("button", name="Spara", exact=True).last)
    assert AnswerItem.objects.get(pk=first_row(half).pk).comment == "Mina ord."


def test_words_typed_after_the_session_ended_are_kept_until_one_is_back(region, half, live_server, window):
    page = window()
    log_in(page, live_server.url, "skas.rep")
    page.goto(address(live_server, region))
    page.context.clear_cookies(name="sessionid")
    box = page.locator("#s1 textarea").first
    box.fill("Skrivet som utloggad.")
    status = page.locator("#s1 [data-saved]")
    expect(status).to_contain_text("Du har blivit utloggad")
    assert "Skrivet som utloggad." in page.evaluate("() => JSON.stringify(localStorage)")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    tab = opened.value
    tab.get_by_label("Användarnamn").fill("skas.rep")
    tab.get_by_label("Lösenord").fill("demo")
    press(tab.get_by_role("button", name="Logga in").first)
    tab.wait_for_url(f"{live_server.url}/")
    page.bring_to_front()
    box.press("End")
    with page.expect_response(lambda answer: "inloggad." in (answer.request.post_data or "")):
        box.press_sequentially(" Och inloggad.")
    expect(status).to_contain_text("Sparat kl.")
    words = "Skrivet som utloggad. Och inloggad."
    assert AnswerItem.objects.get(pk=first_row(half).pk).comment == words


def test_an_asked_colleague_answers_on_a_phone(region, half, live_server, phone):
    log_in(phone, live_server.url, "skas.kollega")
    phone.goto(address(live_server, region))
    look(phone, "answer-colleague")
    expect(phone.get_by_text("Hinner du titta på det här?").first).to_be_visible()
    expect(phone.locator("form textarea")).to_have_count(2)
    phone.locator("#s6 .choice", has_text="Tillstyrker").click()
    press(phone.get_by_role("button", name="Klar med mitt avsnitt"))
    expect(phone.get_by_text("Tack!")).to_be_visible()
    look(phone, "answer-colleague-done")


def test_the_bar_on_a_phone_leads_to_the_next_unanswered_section(region, half, live_server, phone):
    log_in(phone, live_server.url, "skas.rep")
    phone.goto(address(live_server, region))
    bar = phone.locator(".mobile-bar")
    expect(bar).to_contain_text("5 av 8 besvarade")
    bar.get_by_role("link", name="Nästa").click()
    expect(phone.locator("#s7 .choice").first).to_be_in_viewport()
    keep_picture_of_window(phone, "answer-phone-next")
    phone.locator("#s7 .choice", has_text="Tillstyrker").click()
    expect(bar).to_contain_text("6 av 8 besvarade")
    bar.get_by_role("link", name="Nästa").click()
    expect(phone.locator("#s8 .choice").first).to_be_in_viewport()


def keep_picture_of_window(page, name):
    """Saves what the window shows now."""
    path = keep_picture(page, name)
    page.screenshot(path=path)
