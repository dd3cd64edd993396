"""Logging in as somebody, the way they do."""

from playwright.sync_api import Page


def log_in(page: Page, server: str, username: str, password: str = "demo") -> None:  # noqa: S107
    """Fills in the log-in form and lands on the start page."""
    page.goto(f"{server}/logga-in/")
    form = page.locator("form:has(input[type=password]:visible)").first
    form.get_by_label("Användarnamn").fill(username)
    form.get_by_label("Lösenord").fill(password)
    form.get_by_role("button", name="Logga in").click()
    page.wait_for_url(f"{server}/")


def log_out(page: Page) -> None:
    """Opens the person's menu and leaves."""
    page.locator(".me summary").click()
    page.get_by_role("button", name="Logga ut").first.click()
