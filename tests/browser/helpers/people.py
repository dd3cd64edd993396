"""Being somebody in a browser."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from organisation.models import User
from tests.browser.helpers.press import press


def log_in(page: Page, server: str, username: str) -> None:
    """Lands on the start page with the session that the form would have given; test_login_page fills it in."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}])
    page.goto(f"{server}/")


def fill_in_log_in(page: Page, server: str, username: str, password: str = "demo") -> None:  # noqa: S107
    """Fills in the log-in form and lands on the start page."""
    page.goto(f"{server}/logga-in/")
    form = page.locator("form:has(input[type=password]:visible)").first
    form.get_by_label("Användarnamn").fill(username)
    form.get_by_label("Lösenord").fill(password)
    press(form.get_by_role("button", name="Logga in"))
    page.wait_for_url(f"{server}/")


def log_out(page: Page) -> None:
    """Opens the person's menu and leaves."""
    page.locator(".me summary").click()
    press(page.get_by_role("button", name="Logga ut").first)
