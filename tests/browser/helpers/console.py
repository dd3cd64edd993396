"""What a page says in its console: errors, warnings and refusals by the content security policy."""

from weakref import WeakKeyDictionary

from playwright.sync_api import ConsoleMessage, Page

heard: "WeakKeyDictionary[Page, list[str]]" = WeakKeyDictionary()


def listen(page: Page) -> None:
    """Remembers every error and warning of the page from now on."""
    said = heard.setdefault(page, [])

    def remember(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{message.type}: {message.text}")

    page.on("console", remember)
    page.on("pageerror", lambda error: said.append(f"script: {error}"))


def messages(page: Page) -> list[str]:
    """What the page has said, oldest first."""
    return heard.setdefault(page, [])


def forgive(page: Page, words: str) -> None:
    """Forgets messages with these words, which the test has caused on purpose."""
    said = messages(page)
    said[:] = [line for line in said if words not in line]
