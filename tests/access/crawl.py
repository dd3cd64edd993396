"""What a person gets of the whole product: every address of the table and every link found there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access import world
from tests.access.table import ADDRESSES

HREF = re.compile(r"""(?:href|src|action|hx-get|hx-post)=["'](/[^"'#]*)""")
NOT_FOLLOWED = ("/static/", "/logga-ut/", "/sprak/")


@dataclass(frozen=True)
class Page:
    """What came back from one address."""

    outcome: str
    text: str


Pages = Callable[[str], dict[str, Page]]  # somebody's pages by their address


def crawl(made: world.AccessWorld, who: str) -> dict[str, Page]:
    """Everything the person gets, by address: each one of the table, about A and all else, and every link."""
    client = client_of(made, who)
    waiting = [reverse(row.name, args=row.arguments(made)) for row in ADDRESSES if row.get is not None]
    waiting += [f"{reverse('diary')}?q={word}" for word in ("kanarie", "Styrande")]
    seen: dict[str, Page] = {}
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(NOT_FOLLOWED):
            continue
        response = client.get(address)
        seen[address] = Page(outcome_of(response), whole(response))
        waiting += [unescape(found) for found in HREF.findall(seen[address].text)]
    return seen


def client_of(made: world.AccessWorld, who: str) -> Client:
    """A browser of that person's."""
    client = Client()
    if made.people[who] is not None:
        client.force_login(made.people[who])
    return client


def outcome_of(response: Any) -> str:
    """In one word: "in", "log in", or the number of the refusal."""
    if response.status_code == 302 and response.headers["Location"].startswith(settings.LOGIN_URL):
        return "log in" if "next=" in response.headers["Location"] else "in"
    return str(response.status_code) if response.status_code in {403, 404, 405} else "in"


def whole(response: Any) -> str:
    """Headers, cookies and body as one text, whatever their form."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    heads = "\n".join(f"{name}: {unquote(value)}" for name, value in response.headers.items())
    return f"{heads}\n{response.cookies.output()}\n{unescape(body.decode(errors='replace'))}"


def plain(address: str) -> str:
    """An address as a person reads it."""
    return unquote(urlsplit(address).path + urlsplit(address).query)
