"""What happened: one immutable row, written in the transaction of the change itself."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils.module_loading import import_string
from psycopg.types.json import Jsonb

from . import clock, outbox
from .models import Event

Effect = Callable[[Event], None]

WRITE = """
WITH event AS (
    INSERT INTO ledger_event (kind, version, at, actor_id, on_behalf_of_id, subject_type,
                              restricted_to_id, data, case_id, unit_id, subject_id)
    SELECT %(kind)s, %(version)s, %(at)s, %(actor_id)s, %(on_behalf_of_id)s, %(subject_type)s,
           %(restricted_to_id)s, %(data)s, given.*
    FROM unnest(%(cases)s::bigint[], %(units)s::bigint[], %(subjects)s::bigint[]) AS given
    RETURNING id
), waiting AS (
    INSERT INTO ledger_outboxentry (event_id, created_at) SELECT id, %(at)s FROM event
)
SELECT id FROM event
"""


def record(
    kind: str,
    *,
    by: models.Model | None,
    on_behalf_of: models.Model | None = None,
    case: models.Model | None = None,
    unit: models.Model | None = None,
    subject: models.Model | None = None,
    restricted_to: models.Model | None = None,
    **data: Any,
) -> Event:
    """Record that ``kind`` happened and lay it in the outbox; raises OutsideWork outside ``work()``.

    Data holds ids and short facts, never numbers (they are given later) and never text that only
    the restricted unit may read.
    """
    row = _row(kind, by, on_behalf_of, subject, restricted_to, data)
    event = Event(case_id=_id(case), unit_id=_id(unit), subject_id=_id(subject), **row)
    (event.pk,) = _write(row, [event.case_id], [event.unit_id], [event.subject_id])
    for effect in _effects().get(kind, ()):
        effect(event)
    return event


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
    _write(_row(kind, by, on_behalf_of, subject, None, data), case_ids, unit_ids, subject_ids)


def _write(
    row: dict[str, Any],
    cases: Sequence[int | None],
    units: Sequence[int | None],
    subjects: Sequence[int | None],
) -> list[int]:
    """Insert the events and their outbox entries in one statement; answers the events' ids."""
    outbox.ring_once()
    given = {"cases": list(cases), "units": list(units), "subjects": list(subjects)}
    with connection.cursor() as cursor:
        cursor.execute(WRITE, row | given | {"data": Jsonb(row["data"])})
        return [pk for (pk,) in cursor.fetchall()]


def _row(
    kind: str,
    by: models.Model | None,
    on_behalf_of: models.Model | None,
    subject: models.Model | type[models.Model] | None,
    restricted_to: models.Model | None,
    data: dict[str, Any],
) -> dict[str, Any]:
    return {
        "kind": kind,
        "version": 1,
        "at": clock.now(),
        "actor_id": _id(by),
        "on_behalf_of_id": _id(on_behalf_of),
        "subject_type": subject._meta.label_lower if subject else "",
        "restricted_to_id": _id(restricted_to),
        "data": data,
    }


def _id(row: models.Model | None) -> int | None:
    return row.pk if row is not None else None


@cache
def _effects() -> dict[str, tuple[Effect, ...]]:
    effects: dict[str, tuple[Effect, ...]] = import_string(settings.EVENT_EFFECTS)
    return effects
