"""Seconds, statements and the lines of the table."""

import os
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SMALL = bool(os.environ.get("BENCH_SMALL"))  # tiny sizes: whether it runs, not how fast


def size(full: int, small: int) -> int:
    """How many: ``full`` when it counts, ``small`` when the bench itself is tried."""
    return small if SMALL else full


@dataclass
class Cost:
    """What a call cost the database."""

    queries: int
    seconds: float


@dataclass
class Line:
    """One measured thing against its aim; ``value`` must be at most (or with ``least``, at least) the aim.

    Without an aim it is shown so that the others can be understood.
    """

    what: str
    value: float
    aim: float | None
    note: str = ""
    least: bool = False
    unit: str = "x"

    @property
    def met(self) -> bool:
        """Whether the aim was reached."""
        if self.aim is None:
            return True
        return self.value >= self.aim if self.least else self.value <= self.aim


def sql_cost(call: Callable[[], Any]) -> Cost:
    """How many statements ``call`` sends and how long the database takes for them."""
    from django.db import connection

    cost = Cost(0, 0.0)

    def timed(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        cost.queries += 1
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            cost.seconds += time.perf_counter() - start

    with connection.execute_wrapper(timed):
        call()
    return cost


def fastest(*calls: Callable[[], float], times: int = 60) -> list[float]:
    """The least each call answers, taking turns: what neighbours on the machine add is left out."""
    turns = [[call() for call in calls] for _ in range(times)]
    return [min(column) for column in zip(*turns, strict=True)]


@contextmanager
def stopwatch() -> Any:
    """A list that holds the seconds of the block when it has ended."""
    took: list[float] = []
    start = time.perf_counter()
    yield took
    took.append(time.perf_counter() - start)


def ms(seconds: float) -> str:
    """Seconds as milliseconds with a sensible number of decimals."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"
