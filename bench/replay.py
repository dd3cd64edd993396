"""A step of the product against its own writes: the same rows and statements, sent by hand to a twin of the database.

What is replayed are the statements that write or lock, with their values, in one transaction that
commits. What the step reads, decides and draws up in Python is what the ratio shows.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import psycopg

from bench.measure import ms, stopwatch

WRITES = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|WITH event)\b|.*\bFOR (UPDATE|NO KEY UPDATE|SHARE)\b", re.DOTALL
)


@dataclass
class Seen:
    """The statements of a step, and the time the database took for them."""

    statements: list[tuple[Any, Any]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def writes(self) -> list[str]:
        """Those that write or lock, as they can be sent again."""
        from django.db import connection

        chosen = [(sql, params) for sql, params in self.statements if WRITES.match(str(sql))]
        return [connection.ops.compose_sql(sql, params) for sql, params in chosen]


@dataclass
class Pair:
    """One step: the seconds of ours, what of them the database took, and the seconds of its writes by hand."""

    ours: float
    database: float
    by_hand: float
    queries: int
    writes: int


def pairs(subjects: list[Any], prepare: Callable[[Any], Callable[[], Any]], twin: str) -> list[Pair]:
    """Each subject's step, and right after it the same writes in the twin.

    ``prepare`` answers the step; what it does itself is not measured.
    """
    with psycopg.connect(twin) as by_hand:
        return [_pair(prepare(subject), by_hand) for subject in subjects]


def ratio(found: list[Pair]) -> float:
    """The median of the pairs' ratios: a pair is of one moment, whatever else the machine does."""
    return median(pair.ours / pair.by_hand for pair in found)


def note(found: list[Pair]) -> str:
    """What the ratio was made of, as medians."""
    ours, database, by_hand = (
        median(getattr(pair, name) for pair in found) for name in ("ours", "database", "by_hand")
    )
    first = found[-1]
    return (
        f"{ms(ours)} ({ms(database)} of it {first.queries} statements), "
        f"by hand {ms(by_hand)} for {first.writes} of them"
    )


def _pair(step: Callable[[], Any], by_hand: Any) -> Pair:
    with _seen() as seen, stopwatch() as ours:
        step()
    writes = seen.writes
    with stopwatch() as theirs:
        for statement in writes:
            by_hand.execute(statement)
        by_hand.commit()
    return Pair(ours[0], seen.seconds, theirs[0], len(seen.statements), len(writes))


@contextmanager
def _seen() -> Iterator[Seen]:
    from django.db import connection

    seen = Seen()

    def note_down(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        seen.statements.append((sql, params))
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seen.seconds += time.perf_counter() - start

    with connection.execute_wrapper(note_down):
        yield seen
