"""The README's pictures, taken of a fresh demo that runs: `.venv/bin/python tools/pictures.py http://localhost:8000`.

The meeting of the day is opened for it: take them before trying the demo, or after `make reset`.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

from playwright.sync_api import Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1280, "height": 1000}
CLOSED = 4  # so many items of the meeting are § already
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]


def answer(page: Page) -> None:
    """An answer half written, its draft beside it."""
    page.locator("main a[href^='/svar/']").first.click()
    scroll_to(page, "main section")


def matrix(page: Page) -> None:
    """A round that is out: sections by recipients."""
    open_round(page, "Styrande principer")
    scroll_to(page, "table")


def weighing(page: Page) -> None:
    """A comment opened where it stands, to be weighed."""
    open_round(page, "Påminnelser om besök")
    page.locator("a[href*='/synpunkter/']").first.click()
    page.locator("main a[href*='/synpunkter/']").filter(has_text="Väg").first.click()
    scroll_to(page, ".ledger")


def next_version(page: Page) -> None:
    """What the next version reads, against the draft."""
    open_round(page, "Påminnelser om besök")
    page.get_by_role("link", name="Nästa version").first.click()


def meeting(page: Page) -> None:
    """The meeting of the day, going on: opened, and its first items closed."""
    page.goto(page.url + "sammantraden/")
    page.locator("main a[href^='/sammantraden/']").filter(has_not_text="Planera").first.click()
    page.get_by_role("link", name="Under mötet").first.click()
    if page.get_by_role("button", name="Öppna sammanträdet").is_visible():
        page.get_by_role("button", name="Alla ledamöter är här").click()
        page.get_by_role("button", name="Öppna sammanträdet").click()
        for closed in range(CLOSED):
            page.get_by_role("button", name=f"gå till ärende {closed + 2}").click()


def assignment(page: Page) -> None:
    """An assignment on its taker's page."""
    page.goto(page.url + "uppdragshandlingar/")
    page.get_by_role("link", name="Beskriva behoven").first.click()


def strategic_map(page: Page) -> None:
    """A plan's milestones by area and year."""
    page.goto(page.url + "planer/")
    page.get_by_role("link", name="Genomförandeplan för omställningen").first.click()
    page.get_by_role("link", name="Karta").first.click()


def revision(page: Page) -> None:
    """A revision under way, led by its keeper."""
    page.locator("main a[href*='/planer/revidering/']").first.click()


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "answer": ("skas1", answer),
    "matrix": ("processagare", matrix),
    "weighing": ("processagare", weighing),
    "next-version": ("processagare", next_version),
    "meeting": ("ssn.sekreterare", meeting),
    "assignment": ("skas.forvaltningschef", assignment),
    "map": ("hsud", strategic_map),
    "revision": ("hsud", revision),
}


def open_round(page: Page, title: str) -> None:
    """The page of one round, from the list of all."""
    page.goto(page.url + "remissrundor/")
    page.get_by_role("link", name=title).first.click()


def scroll_to(page: Page, selector: str) -> None:
    """Let what the picture is of begin a little below the top."""
    page.wait_for_load_state("networkidle")
    page.locator(selector).first.evaluate(
        "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 110)"
    )


def log_in(page: Page, server: str, username: str) -> None:
    """As a person does it."""
    page.goto(f"{server}/logga-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", "demo")
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{server}/")


def main(server: str, wanted: list[str]) -> None:
    """Take those that are named, or all."""
    with sync_playwright() as playwright:
        path = next(filter(None, map(which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name in wanted or PICTURES:
            username, show = PICTURES[name]
            context = browser.new_context(viewport=SIZE, locale="sv-SE", reduced_motion="reduce")
            page = context.new_page()
            log_in(page, server, username)
            show(page)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
