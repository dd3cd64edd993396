"""Writing in an item only as long as it is where it was read: an officer's draft, or the secretary's to prepare."""

from collections.abc import Iterator
from contextlib import contextmanager

from cases.meetings.places import State, expect, lock_item
from cases.models import AgendaItem
from ledger.work import work

OFFICERS = (State.DRAFTED,)
SECRETARYS = (State.ANNOUNCED, State.LISTED)


@contextmanager
def still(item: AgendaItem, *states: str) -> Iterator[AgendaItem]:
    """Hold the item while something is written in it. Raises ItemTaken when it has left ``states``."""
    with work():
        locked = lock_item(item)
        expect(locked, *states)
        yield locked
