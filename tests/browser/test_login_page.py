"""The first page anybody meets."""

import pytest
from playwright.sync_api import Page, expect

from organisation.models import User
from tests.browser.helpers.look import look
from tests.browser.helpers.people import fill_in_log_in, log_in
from tests.browser.helpers.press import press

DEMO_LOGINS = [{"username": "skas.1", "description": "Företrädare SkaS 1", "unit": "Skaraborgs Sjukhus"}]


def demo_logins() -> list[dict[str, str]]:
    return DEMO_LOGINS


@pytest.fixture
def person(transactional_db) -> User:
    return User.objects.create_user("skas.1", name="Företrädare SkaS 1", password="demo")


def test_a_person_logs_in_and_meets_the_start_page(person: User, page: Page, live_server) -> None:
    page.goto(f"{live_server.url}/logga-in/")
    look(page, "login")
    fill_in_log_in(page, live_server.url, "skas.1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mina uppgifter")
    expect(page.locator(".me-name b")).to_have_text("Företrädare SkaS 1")
    look(page, "start-empty")


def test_a_wrong_password_is_said_in_a_summary_and_the_name_is_kept(
    person: User, page: Page, live_server
) -> None:
    page.goto(f"{live_server.url}/logga-in/")
    page.get_by_label("Användarnamn").fill("skas.1")
    page.get_by_label("Lösenord").fill("fel")
    press(page.get_by_role("button", name="Logga in"))
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.get_by_label("Användarnamn")).to_have_value("skas.1")
    look(page, "login-wrong")


def test_in_the_demo_one_press_is_enough(
    person: User, page_without_script: Page, live_server, settings
) -> None:
    settings.DEMO_LOGINS = True
    settings.DEMO_LOGIN_LIST = "tests.browser.test_login_page.demo_logins"
    page_without_script.goto(f"{live_server.url}/logga-in/")
    press(page_without_script.get_by_role("button", name="Företrädare SkaS 1"))
    page_without_script.wait_for_url(f"{live_server.url}/")


def test_a_page_that_does_not_exist_says_so_without_naming_anything(
    person: User, page: Page, live_server
) -> None:
    log_in(page, live_server.url, "skas.1")
    response = page.goto(f"{live_server.url}/finns-inte/")
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Sidan finns inte")


def test_the_language_changes_from_the_footer_and_comes_back(person: User, page: Page, live_server) -> None:
    page.goto(f"{live_server.url}/logga-in/")
    press(page.get_by_role("button", name="In English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    press(page.get_by_role("button", name="På svenska"))
    expect(page.locator("html")).to_have_attribute("lang", "sv")
