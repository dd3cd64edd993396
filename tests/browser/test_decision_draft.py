"""What an official types of a decision survives leaving the page and the end of the session, points and all."""

import pytest
from playwright.sync_api import expect

from tests import factories, meetings
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_a_decision_half_written_is_there_after_leaving_and_after_the_session_ended(live_server, page):
    board = meetings.board("SSN")
    factories.person("direktor", ("director", board.unit))
    address = f"{live_server.url}/arenden/{meetings.case(board).public_id}/beslut/"
    log_in(page, live_server.url, "direktor")
    page.goto(address)
    page.locator("#id_r0-text").fill("Avtalet tecknas.")
    press(page.get_by_role("button", name="Lägg till beslutspunkt"))
    page.locator("#id_r1-text").fill("Avtalet följs upp.")
    expect(page.locator("#draft-saved")).to_contain_text("Sparat")
    page.goto(f"{live_server.url}/")
    page.goto(address)
    expect(page.locator("#id_r1-text")).to_have_value("Avtalet följs upp.")

    page.context.clear_cookies(name="sessionid")
    page.locator("#id_reason").fill("Skäl som inte får försvinna.")
    press(page.get_by_role("button", name="Fatta beslutet"))
    page.locator("#id_username").fill("direktor")
    page.locator("#id_password").fill("demo")
    press(page.locator("form.sheet").get_by_role("button", name="Logga in"))
    expect(page.locator(".conflict")).to_contain_text("Skäl som inte får försvinna.")
    page.get_by_role("button", name="Använd det jag skrev").click()
    expect(page.locator(".conflict")).to_have_count(0)
    expect(page.locator("#id_reason")).to_have_value("Skäl som inte får försvinna.")
    expect(page.locator("#id_r1-text")).to_have_value("Avtalet följs upp.")
