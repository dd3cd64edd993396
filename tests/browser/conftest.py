"""A real Chromium in front of a real server; every page is watched for messages in its console."""

import copy
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.helpers import console

SWITCHES = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000  # milliseconds an expectation waits before it fails: a busy machine is no failure
GALLERY = Path(__file__).parent / "gallery" / "templates"


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The finders serve the styles here; WhiteNoise only wants its folder to exist."""
    from django.conf import settings
    from django.contrib.staticfiles import handlers

    from tests.browser.helpers.static_files import KeptStaticFiles

    handlers.StaticFilesHandler = KeptStaticFiles  # type: ignore[misc]
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for the whole session; each test gets its own window without cookies."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Playwright runs an event loop in this thread: without this Django refuses every query here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=SWITCHES + as_root)
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens windows: `window()`, `window(viewport=PHONE)`, `window(java_script_enabled=False)`."""
    contexts = []

    def open_window(**options: object) -> Page:
        context = browser.new_context(**{"viewport": DESK, "locale": "sv-SE", **options})
        contexts.append(context)
        page = context.new_page()
        console.listen(page)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def page(window: Callable[..., Page]) -> Page:
    """A window as wide as a desk's."""
    return window()


@pytest.fixture
def phone(window: Callable[..., Page]) -> Page:
    """A window as narrow as a phone's."""
    return window(viewport=PHONE, has_touch=True)


@pytest.fixture
def page_without_script(window: Callable[..., Page]) -> Page:
    """A window where no JavaScript runs."""
    return window(java_script_enabled=False)


@pytest.fixture
def gallery(settings: Any, live_server: Any) -> str:
    """The address of a site that shows the components, apart from the product's own pages."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [GALLERY, *templates[0]["DIRS"]]
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [name for name in options["context_processors"] if "desk" not in name]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.browser.gallery.urls"
    return str(live_server.url)
