"""One world for all the tests here, made once in each process that runs some of them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.test import override_settings

from notifications import relay
from tests.access import world
from tests.access.crawl import Pages, crawl


@pytest.fixture(autouse=True)
def own_folders() -> None:
    """The world keeps its files for as long as it lives."""


@pytest.fixture(scope="package")
def made(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[world.AccessWorld]:
    """The world; nothing of it is kept."""
    store = override_settings(DOCUMENT_STORE=tmp_path_factory.mktemp("documents"))
    with store, django_db_blocker.unblock(), world.undone():
        found = world.build()
        relay.drain()
        yield found


@pytest.fixture(scope="package")
def pages(made: world.AccessWorld) -> Pages:
    """What somebody gets, fetched once: one test asks who gets in, another what is written there."""
    return cache(lambda who: crawl(made, who))
