"""`press(...)`: going from one page to the next, and being there."""

from playwright.sync_api import Locator, Page


def press(on: Locator | Page, key: str = "") -> None:
    """Clicks, or presses a key, and waits until the document which that leads to has loaded.

    A click by itself returns while the old document, or half of the new one, is still there: what is then
    read of the page or of the tables is read too early on a busy machine. It fails when nothing is loaded.
    """
    page = on if isinstance(on, Page) else on.page
    with page.expect_navigation():
        if isinstance(on, Page):
            on.keyboard.press(key)
        elif key:
            on.press(key)
        else:
            on.click()
