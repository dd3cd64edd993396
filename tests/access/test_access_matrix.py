"""Every address × method × person, against the table a person has reviewed.

An address that is not in the table fails; so does a row whose address is gone.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import world
from tests.access.crawl import client_of, outcome_of
from tests.access.table import ADDRESSES, EVERYBODY, PUBLIC, Row

METHODS = ("get", "post")


@pytest.fixture(scope="module")
def addresses(made):
    """The address of each row of the table."""
    return [reverse(row.name, args=row.arguments(made)) for row in ADDRESSES]


@pytest.mark.django_db
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_every_address_answers_each_person_as_the_table_says(who, made, pages, addresses, monkeypatch):
    fetched = pages(who)
    # what a page shows is asked by the canary test: here nothing more is drawn
    monkeypatch.setattr(Template, "render", lambda *_args, **_kwargs: "")
    client = client_of(made, who)
    found = {
        "get": lambda address: fetched[address].outcome if address in fetched else _get(client, address),
        "post": lambda address: _post(client, address),
    }
    wrong = [
        (row.name, row.about, method, outcome, expected)
        for row, address in zip(ADDRESSES, addresses, strict=True)
        for method in METHODS
        if (outcome := found[method](address)) != (expected := _expected(row, method, who))
    ]
    assert wrong == []


def test_every_address_is_in_the_table_and_every_row_has_its_address():
    assert {row.name for row in ADDRESSES} == set(_names(get_resolver()))


def test_every_pattern_has_a_name():
    assert [pattern for pattern in _patterns(get_resolver()) if not pattern.name] == []


@pytest.mark.django_db
def test_the_table_and_the_world_know_the_same_people(made):
    named = {who for row in ADDRESSES for group in (row.get, row.post) if group for who in group}
    assert named <= EVERYBODY
    assert set(made.people) == EVERYBODY


@pytest.mark.django_db
def test_what_is_missing_and_what_is_forbidden_look_the_same(made):
    client = client_of(made, "representative of B")
    pages = []
    for public_id in (made.places[world.A].public_id, "a" * 26):
        response = client.get(reverse("answer", args=[public_id]))
        page = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", response.content.decode())
        pages.append((response.status_code, page.replace(public_id, ""), sorted(response.headers)))
    assert pages[0][1].splitlines() == pages[1][1].splitlines()
    assert pages[0] == pages[1]
    assert pages[0][0] == 404


def _get(client: Client, address: str) -> str:
    return _as_somebody_still_here(client, lambda: client.get(address))


def _post(client: Client, address: str) -> str:
    with world.undone():
        return _as_somebody_still_here(client, lambda: client.post(address))


def _as_somebody_still_here(client: Client, ask: Callable[[], Any]) -> str:
    """The outcome; whoever logged out by it is logged in again."""
    session = client.cookies.copy()
    response = ask()
    if response.streaming:
        b"".join(response.streaming_content)
    client.cookies = session
    return outcome_of(response)


def _expected(row: Row, method: str, who: str) -> str:
    allowed = row.get if method == "get" else row.post
    if allowed is None:
        return "405" if who != "anonymous" or row.name in PUBLIC else "log in"
    if who in allowed:
        return "in"
    return "log in" if who == "anonymous" and row.name not in PUBLIC else "404"


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            yield entry


def _names(resolver: URLResolver) -> list[str]:
    return [pattern.name for pattern in _patterns(resolver) if pattern.name]
