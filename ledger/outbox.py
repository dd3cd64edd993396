"""Events waiting to be told. The table is the truth, the doorbell only makes it quick."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction

from . import clock
from .doorbell import ring_after_commit
from .work import current_work

TAKE = """
WITH waiting AS (
    SELECT id FROM ledger_outboxentry WHERE relayed_at IS NULL
    ORDER BY id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE ledger_outboxentry AS entry SET relayed_at = %(now)s
FROM waiting, ledger_event AS event
WHERE entry.id = waiting.id AND event.id = entry.event_id
RETURNING entry.event_id, event.kind
"""


class Entry(NamedTuple):
    """An event that waited to be told."""

    event_id: int
    kind: str


def ring_once() -> None:
    """Ring once when the verb's transaction has committed; raises OutsideWork outside ``work()``."""
    current = current_work()
    if not current.rung:
        current.rung = True
        ring_after_commit(settings.OUTBOX_DOORBELL)


@contextmanager
def waiting(limit: int) -> Iterator[list[Entry]]:
    """Take up to ``limit`` waiting entries, oldest first; they are relayed when the block has ended well.

    Several relays may run side by side: each skips what another has locked.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE, {"limit": limit, "now": clock.now()})
        yield sorted(Entry(*row) for row in cursor.fetchall())
