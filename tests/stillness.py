"""The tables are emptied after a test when everything it began has ended.

A browser that is closed leaves its last request (an autosave, say) running in the live server: it holds
the rows that the emptying wants, and writes into the next test's tables what it finishes too late.
"""

import select
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db.backends.base.base import BaseDatabaseWrapper

PATIENCE = 20.0  # seconds; more than the longest request of a loaded machine
PAUSE = 0.005
OTHERS = """
    SELECT pid, round(extract(epoch FROM clock_timestamp() - xact_start)::numeric, 1), query
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
      AND backend_type = 'client backend'
    ORDER BY xact_start
"""


class CountingServer(ThreadedWSGIServer):
    """The live server, which knows the browsers it is still talking to."""

    started: "WeakSet[CountingServer]" = WeakSet()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talking: dict[Any, Any] = {}
        self.started.add(self)

    def get_request(self) -> tuple[Any, Any]:
        request, client = super().get_request()
        self.talking[request] = client
        return request, client

    def close_request(self, request: Any) -> None:
        super().close_request(request)
        self.talking.pop(request, None)

    def is_busy(self) -> bool:
        """Whether somebody is being answered or knocks."""
        if self.fileno() < 0:
            return False
        return bool(self.talking) or bool(select.select([self], [], [], 0)[0])


@contextmanager
def when_still(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Waits until nothing of the test goes on; fails, after the work inside, naming what never ended."""
    browsers = _wait(lambda: [server for server in CountingServer.started if server.is_busy()])
    sessions = _wait(lambda: _open_transactions(connection))
    for pid, *_ in sessions:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    yield
    if browsers:
        pytest.fail(f"A browser was still open after {PATIENCE:g} s: the test must close it.")
    if sessions:
        lines = [f"session {pid}, a transaction of {age} s: {query}" for pid, age, query in sessions]
        pytest.fail("\n  ".join([f"Still going on {PATIENCE:g} s after the test:", *lines]))


def _wait(found: Callable[[], list[Any]]) -> list[Any]:
    """What is left when there is nothing left, or when patience is."""
    until = time.monotonic() + PATIENCE
    while (left := found()) and time.monotonic() < until:
        time.sleep(PAUSE)
    return left


def _open_transactions(connection: BaseDatabaseWrapper) -> list[tuple[int, float, str]]:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return list(cursor.fetchall())
