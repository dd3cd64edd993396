"""Profiles for windows: one by itself for each window of a test, emptied and kept for the next.

A new profile costs the browser a second, and every style and script is fetched anew for it. So does the
first window in one: an empty one stays open behind those of the tests.
"""

from typing import Any

from playwright.sync_api import Browser, BrowserContext

KEPT = "cookies,local_storage,indexeddb,service_workers,cache_storage"


class Shelf:
    """The profiles that are free, and those the running test has taken."""

    def __init__(self, browser: Browser, **usual: object) -> None:
        self.browser = browser
        self.usual = usual
        self.free: list[tuple[dict[str, Any], BrowserContext]] = []
        self.taken: list[tuple[dict[str, Any], BrowserContext]] = []

    def take(self, **options: object) -> BrowserContext:
        """A profile with these options, with nothing in it but copies of static files."""
        wanted = {**self.usual, **options}
        found = next((each for each in self.free if each[0] == wanted), None)
        if found is None:
            found = (wanted, self.browser.new_context(**wanted))
            found[1].new_page()
        else:
            self.free.remove(found)
        self.taken.append(found)
        return found[1]

    def put_back(self) -> None:
        """Closes the windows of the test and forgets who was logged in there and what was stored."""
        while self.taken:
            each = self.taken.pop()
            empty(each[1])
            self.free.append(each)


def empty(context: BrowserContext) -> None:
    """Leaves only the window that is always open, no cookie and nothing that a page stored."""
    blank, *used = context.pages
    origins = {page.evaluate("() => location.origin") for page in used}
    for page in used:
        page.close()
    session = context.new_cdp_session(blank)
    for origin in origins - {"null"}:
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT})
    session.detach()
    context.clear_cookies()
