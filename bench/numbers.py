"""Numbers under load: allot() in the product's transaction against the bare statement."""

import threading
import time
from collections.abc import Callable
from typing import Any

from bench.measure import SMALL, Line

CLIENTS, SECONDS, TURNS = (32, 4.0, 3) if not SMALL else (4, 0.2, 1)

BARE = """
INSERT INTO ledger_numberseries AS counter (series, year, last) VALUES (%s, %s, 1)
ON CONFLICT (series, year) DO UPDATE SET last = counter.last + 1 RETURNING last
"""


def run(_superuser: str) -> list[Line]:
    """Every line about numbers."""
    return [
        _line("one series", lambda client: "bench"),
        _line("a series per client", lambda client: f"bench {client}"),
    ]


def _line(what: str, series: Callable[[int], str]) -> Line:
    pairs = [(_rate(_ours, series), _rate(_bare, series)) for _ in range(TURNS)]
    ours, bare = (sorted(rates)[TURNS // 2] for rates in zip(*pairs, strict=True))
    note = f"{ours:,.0f} a second, bare {bare:,.0f}"
    return Line(f"numbers, {CLIENTS} clients, {what}", ours / bare, 0.9, note, least=True)


def _rate(take: Callable[[Any, str], None], series: Callable[[int], str]) -> float:
    """Transactions a second by 32 clients with a connection each."""
    from django.db import connection

    done, start = [0] * CLIENTS, threading.Barrier(CLIENTS + 1)
    stop = threading.Event()

    def client(number: int) -> None:
        name = series(number)
        connection.ensure_connection()
        start.wait()
        while not stop.is_set():
            take(connection, name)
            done[number] += 1
        connection.close()

    threads = [threading.Thread(target=client, args=[number]) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    start.wait()
    before, began = sum(done), time.perf_counter()
    time.sleep(SECONDS)
    rate = (sum(done) - before) / (time.perf_counter() - began)
    stop.set()
    for thread in threads:
        thread.join()
    return rate


def _ours(connection: Any, name: str) -> None:
    from django.db import transaction

    from ledger.numbers import Series, allot

    with transaction.atomic():
        allot({Series(name, 2026): 1})


def _bare(connection: Any, name: str) -> None:
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BARE, [name, 2027])
        cursor.fetchone()
