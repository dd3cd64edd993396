"""The only source of time. ``organisation.clock`` is the name the apps above use."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta(0))


def now() -> datetime:
    """The present instant, aware, in UTC; shifted when the demo lives on another day."""
    return datetime.now(UTC) + _shift.get()


def today() -> date:
    """The present date in Stockholm, which is what a last day or a diary year is counted in."""
    return now().astimezone(STOCKHOLM).date()


def local(instant: datetime) -> datetime:
    """``instant`` as a wall clock in Stockholm shows it."""
    return instant.astimezone(STOCKHOLM)


def set_shift(shift: timedelta) -> None:
    """Shift the clock for the rest of this request or job."""
    _shift.set(shift)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Let the clock start from ``instant`` inside the block; it goes on ticking."""
    token = _shift.set(instant - datetime.now(UTC))
    try:
        yield
    finally:
        _shift.reset(token)
