"""`look(page, name)`: what a careful person checks on every page, done by a machine."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.helpers import console

SCREENSHOTS = Path(__file__).parents[3] / "screenshots"
PICTURES = os.environ.get("CI", "").lower() != "true"
WIDTHS = (1280, 390)
NARROWEST = 320
# Fetching stylesheets again would put inline styles in the page, which the policy refuses.
# Of what passes, one element per rule is enough: the list of all is large and nobody reads it.
# A frame has no axe of its own to answer: the one mail that is shown in one is looked at as a page.
AXE_OPTIONS = {"preload": False, "resultTypes": ["violations"], "iframes": False}
AXE = Axe().axe_script  # half a megabyte: a document gets it once
VIOLATIONS = """
async (options) => (await axe.run(document, options)).violations.flatMap((rule) => rule.nodes.map((node) =>
  `${rule.id}: ${rule.help}: ${node.html.slice(0, 160)} ${(node.failureSummary ?? "").slice(0, 200)}`))
"""

TOO_WIDE = """
() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? [...document.querySelectorAll("body *")]
      .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((each) => each.outerHTML.slice(0, 120))
      .slice(0, 5)
  : []
"""


def look(page: Page, name: str) -> None:
    """Asserts: axe finds nothing at 1280 and 390 px, nothing overflows at 320 px, the console is silent.

    Saves `screenshots/NAME-WIDTH.png`, for human eyes, unless CI=true: nobody looks there. The window
    keeps its size afterwards.
    """
    size = page.viewport_size
    none_of(console.messages(page), f"{name} said in its console")
    for width in WIDTHS:
        resize(page, width)
        if PICTURES:
            keep_picture(page, f"{name}-{width}")
        none_of(axe_violations(page), f"{name} at {width} px")
    none_of(too_wide(page), f"{name} overflows at {NARROWEST} px")
    none_of(console.messages(page), f"{name} said in its console")
    if size:
        page.set_viewport_size(size)


def none_of(found: list[str], where: str) -> None:
    """Fails with every finding on a line of its own."""
    assert not found, "\n  ".join([where, *found])


def resize(page: Page, width: int) -> None:
    """Gives the window a width and waits until the page is whole and has settled in it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_load_state("load")
    page.evaluate("() => document.fonts.ready.then(() => true)")


def keep_picture(page: Page, name: str) -> Path:
    """Saves the whole page as a picture in a folder that git ignores."""
    SCREENSHOTS.mkdir(exist_ok=True)
    (SCREENSHOTS / ".gitignore").write_text("*\n", encoding="utf-8")
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def axe_violations(page: Page) -> list[str]:
    """One line per violation: the rule, what it asks for, and where."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(VIOLATIONS, AXE_OPTIONS)
    return found


def too_wide(page: Page) -> list[str]:
    """The elements that reach outside a window of 320 px; none is right."""
    resize(page, NARROWEST)
    found: list[str] = page.evaluate(TOO_WIDE)
    return found
