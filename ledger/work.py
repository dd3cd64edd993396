"""The transaction of a verb: rows, events and, at the very end, numbers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction


@dataclass
class Work:
    """What a verb's transaction has put off to its last moment."""

    last_steps: list[Callable[[], None]] = field(default_factory=list)
    claims: list[Any] = field(default_factory=list)
    reservations: list[Any] = field(default_factory=list)
    gathered: list[Any] | None = None
    rung: bool = False


class OutsideWork(RuntimeError):
    """This must happen in the transaction of the change: wrap the verb in ``work()``."""


_current: ContextVar[Work | None] = ContextVar("current_work", default=None)


@contextmanager
def work() -> Iterator[Work]:
    """Run a verb atomically; an inner ``work()`` joins the outer one.

    Steps put off with ``before_commit`` run as the last statements before COMMIT, so that the
    lock of a number series is held for a moment only.
    """
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    token = _current.set(Work())
    try:
        with transaction.atomic(durable=True):
            yield current_work()
            _run_last_steps()
    finally:
        _current.reset(token)


def current_work() -> Work:
    """The open transaction of a verb; raises OutsideWork when there is none."""
    current = _current.get()
    if current is None:
        raise OutsideWork(OutsideWork.__doc__)
    return current


def before_commit(step: Callable[[], None]) -> None:
    """Put ``step`` off to just before COMMIT; the same step runs once only."""
    steps = current_work().last_steps
    if step not in steps:
        steps.append(step)


def _run_last_steps() -> None:
    steps = current_work().last_steps
    while steps:
        steps.pop(0)()
