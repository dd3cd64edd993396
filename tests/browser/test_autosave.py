"""Whatever happens on the way, what a person has written is kept."""

import json

import pytest
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from playwright.sync_api import Page, expect

from tests.browser.gallery import views
from tests.browser.helpers import console
from tests.browser.helpers.press import press


@pytest.fixture
def reply(gallery, page):
    """The gallery's answer page, with a server that has saved nothing yet."""
    views.answers.clear()
    views.saves.clear()
    page.goto(f"{gallery}/reply/")
    return page


def write(page: Page, text: str) -> None:
    page.locator("#c1").fill(text)


def status(page: Page):
    return page.locator("#s1 [data-saved]")


def kept_in_browser(page: Page) -> dict[str, str]:
    stored = page.evaluate("() => localStorage.getItem('samrad:kept:/reply/save/1/') ?? '{}'")
    return json.loads(stored)


def test_text_is_saved_while_it_is_written_with_its_version_and_the_time_shown(reply):
    write(reply, "Skriv ut för vem.")
    expect(status(reply)).to_have_text("Sparat kl. 14.32")
    write(reply, "Skriv ut för vem det gäller.")
    reply.locator("#c2").focus()
    expect(reply.locator("#c1")).to_have_attribute("data-version", "3")
    assert views.saves == [
        {"name": "1", "value": "Skriv ut för vem.", "version": "1"},
        {"name": "1", "value": "Skriv ut för vem det gäller.", "version": "2"},
    ]
    assert kept_in_browser(reply) == {}


def test_a_chosen_stance_is_saved_at_once(reply):
    reply.locator("#s1 .choice", has_text="Avstyrker").click()
    expect(status(reply)).to_have_text("Sparat kl. 14.32")
    assert views.saves == [{"name": "stance", "value": "A", "version": "1"}]


def test_a_colleagues_newer_text_is_shown_beside_mine_and_i_choose(reply):
    other = {
        "version": 7,
        "theirs": "Kollegans text.",
        "by": "Företrädare SkaS 2",
        "message": "En kollega hann före.",
    }
    views.answers.append(JsonResponse(other, status=409))
    write(reply, "Min text.")
    panel = reply.locator("#s1 .conflict")
    expect(panel).to_contain_text("Kollegans text.")
    expect(panel).to_contain_text("Min text.")
    panel.get_by_role("button", name="Behåll min text").click()
    expect(status(reply)).to_have_text("Sparat kl. 14.32")
    assert views.saves[-1] == {"name": "1", "value": "Min text.", "version": "7"}
    console.forgive(reply, "409")


def test_taking_the_colleagues_text_saves_nothing_over_it(reply):
    other = {"version": 7, "theirs": "Kollegans text.", "by": "", "message": ""}
    views.answers.append(JsonResponse(other, status=409))
    write(reply, "Min text.")
    reply.locator("#s1 .conflict").get_by_role("button", name="Ta den sparade").click()
    expect(reply.locator("#c1")).to_have_value("Kollegans text.")
    reply.locator("#c2").focus()
    assert len(views.saves) == 1
    console.forgive(reply, "409")


def test_a_server_that_is_down_loses_nothing_and_the_text_is_offered_back(reply):
    views.answers.append(HttpResponse(status=503))
    write(reply, "Skrivet utan kontakt.")
    expect(status(reply)).to_contain_text("Ingen kontakt med servern")
    assert kept_in_browser(reply) == {"value": "Skrivet utan kontakt.", "version": "1"}
    reply.on("dialog", lambda dialog: dialog.accept())
    reply.reload()
    panel = reply.locator("#s1 .conflict")
    expect(panel).to_contain_text("Vi har kvar det du skrev")
    panel.get_by_role("button", name="Använd det jag skrev").click()
    expect(status(reply)).to_have_text("Sparat kl. 14.32")
    assert views.saves[-1] == {"name": "1", "value": "Skrivet utan kontakt.", "version": "1"}
    assert kept_in_browser(reply) == {}
    console.forgive(reply, "503")


def test_a_text_sent_with_its_form_is_not_offered_back_when_something_was_stored_since(reply):
    reply.evaluate(
        """() => {
          const copy = { value: "En gammal text.", version: "0" };
          localStorage.setItem("samrad:kept:/reply/save/1/", JSON.stringify(copy));
          const form = document.querySelector("#c1").form;
          form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
        }"""
    )
    assert kept_in_browser(reply) == {"value": "En gammal text.", "version": "0", "sent": True}
    reply.reload()
    reply.wait_for_function("() => localStorage.getItem('samrad:kept:/reply/save/1/') === null")
    expect(reply.locator("#s1 .conflict")).to_have_count(0)


def test_an_expired_session_says_so_keeps_the_text_and_saves_it_after_log_in(reply):
    views.answers.append(HttpResponseRedirect("/login/"))
    write(reply, "Skrivet utloggad.")
    expect(status(reply)).to_contain_text("Du har blivit utloggad")
    expect(status(reply).get_by_role("link")).to_have_attribute("target", "_blank")
    reply.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(status(reply)).to_have_text("Sparat kl. 14.32")
    assert views.saves[-1]["value"] == "Skrivet utloggad."


def test_a_stale_token_is_renewed_without_a_word_lost(reply):
    views.answers.append(HttpResponse(status=403))
    write(reply, "Skrivet före ny inloggning.")
    expect(status(reply)).to_have_text("Sparat kl. 14.32")
    assert views.saves[-1]["value"] == "Skrivet före ny inloggning."
    console.forgive(reply, "403")


def test_a_refusal_shows_the_servers_own_words(reply):
    views.answers.append(JsonResponse({"message": "Texten är för lång."}, status=400))
    write(reply, "För långt.")
    expect(status(reply)).to_have_text("Texten är för lång.")
    console.forgive(reply, "400")


def test_without_script_the_page_is_an_ordinary_form(gallery, page_without_script):
    page_without_script.goto(f"{gallery}/reply/")
    page_without_script.locator("#c1").fill("Utan skript.")
    press(page_without_script.get_by_role("button", name="Granska och skicka in"))
    expect(page_without_script).to_have_url(f"{gallery}/start/")
