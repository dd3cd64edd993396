"""What happened: one immutable row, written in the transaction of the change itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils.module_loading import import_string
from psycopg.types.json import Jsonb

from . import clock, outbox
from .bulk import insert_statement
from .models import Event
from .work import current_work

Effect = Callable[[Event], None]

COLUMNS = (
    "kind",
    "at",
    "actor_id",
    "on_behalf_of_id",
    "subject_type",
    "subject_id",
    "restricted_to_id",
    "case_id",
    "unit_id",
)
Row = models.Model | int | None  # a row, or its id when that is all that is known

# one statement: an event without its entry would never be told
WRITE = """
WITH event AS ({insert} RETURNING id, at), waiting AS (
    INSERT INTO ledger_outboxentry (event_id, created_at) SELECT id, at FROM event
)
SELECT id FROM event
"""


def record(
    kind: str,
    *,
    by: models.Model | None,
    on_behalf_of: models.Model | None = None,
    case: Row = None,
    unit: Row = None,
    subject: models.Model | None = None,
    restricted_to: models.Model | None = None,
    **data: Any,
) -> Event:
    """Record that ``kind`` happened and lay it in the outbox; raises OutsideWork outside ``work()``.

    Data holds ids and short facts, never numbers (they are given later) and never text that only
    the restricted unit may read.
    """
    facts = _facts(kind, by, on_behalf_of, subject, restricted_to, data)
    event = Event(case_id=_id(case), unit_id=_id(unit), subject_id=_id(subject), **facts)
    gathered = current_work().gathered
    if gathered is None:
        _write_each([event])
    else:
        gathered.append(event)
    return event


@contextmanager
def together() -> Iterator[None]:
    """Write what is recorded in the block in one statement as it ends; only then an event has its id.

    Effects are run then too, in order. A block in a block joins it.
    """
    current = current_work()
    if current.gathered is not None:
        yield
        return
    current.gathered = []
    try:
        yield
        events = current.gathered
    finally:
        current.gathered = None
    _write_each(events)


def record_many(
    kind: str,
    *,
    by: models.Model | None,
    subject: type[models.Model],
    subject_ids: list[int],
    case_ids: list[int | None],
    unit_ids: list[int],
    on_behalf_of: models.Model | None = None,
    **data: Any,
) -> None:
    """Record one event of ``kind`` per subject, all in one statement; effects are not run."""
    facts = _facts(kind, by, on_behalf_of, subject, None, data)
    _write(len(subject_ids), case_id=case_ids, unit_id=unit_ids, subject_id=subject_ids, **facts)


def _write_each(events: list[Event]) -> None:
    if not events:
        return
    columns = {name: [getattr(event, name) for event in events] for name in COLUMNS}
    data = [Jsonb(event.data) for event in events]
    for event, pk in zip(events, _write(len(events), data=data, **columns), strict=True):
        event.pk = pk
    for event in events:
        for effect in _effects().get(event.kind, ()):
            effect(event)


def _write(count: int, **columns: Any) -> list[int]:
    """Insert the events and their outbox entries in one statement; answers the events' ids."""
    outbox.ring_once()
    insert, values = insert_statement(Event, count, columns)
    with connection.cursor() as cursor:
        cursor.execute(WRITE.format(insert=insert), values)
        return [pk for (pk,) in cursor.fetchall()]


def _facts(
    kind: str,
    by: models.Model | None,
    on_behalf_of: models.Model | None,
    subject: models.Model | type[models.Model] | None,
    restricted_to: models.Model | None,
    data: dict[str, Any],
) -> dict[str, Any]:
    return {
        "kind": kind,
        "at": clock.now(),
        "actor_id": _id(by),
        "on_behalf_of_id": _id(on_behalf_of),
        "subject_type": subject._meta.label_lower if subject else "",
        "restricted_to_id": _id(restricted_to),
        "data": data,
    }


def _id(row: Row) -> int | None:
    return row.pk if isinstance(row, models.Model) else row


@cache
def _effects() -> dict[str, tuple[Effect, ...]]:
    effects: dict[str, tuple[Effect, ...]] = import_string(settings.EVENT_EFFECTS)
    return effects
