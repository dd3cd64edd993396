"""What happened: one immutable row, written in the transaction of the change itself."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from . import clock, outbox
from .models import Event
from .work import current_work

Effect = Callable[[Event], None]


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
    current_work()
    event = Event.objects.create(**_row(kind, by, on_behalf_of, case, unit, subject, restricted_to, data))
    outbox.put([event])
    for effect in _effects().get(kind, ()):
        effect(event)
    return event


def record_many(kind: str, *, by: models.Model, rows: Iterable[dict[str, Any]]) -> None:
    """Record one event of ``kind`` per row in a constant number of queries; effects are not run."""
    current_work()
    events = [
        Event(
            **_row(
                kind,
                by,
                None,
                row.get("case"),
                row.get("unit"),
                row.get("subject"),
                row.get("restricted_to"),
                row.get("data", {}),
            )
        )
        for row in rows
    ]
    outbox.put(Event.objects.bulk_create(events))


def _row(
    kind: str,
    by: models.Model | None,
    on_behalf_of: models.Model | None,
    case: models.Model | None,
    unit: models.Model | None,
    subject: models.Model | None,
    restricted_to: models.Model | None,
    data: dict[str, Any],
) -> dict[str, Any]:
    return {
        "kind": kind,
        "at": clock.now(),
        "actor_id": _id(by),
        "on_behalf_of_id": _id(on_behalf_of),
        "case_id": _id(case),
        "unit_id": _id(unit),
        "subject_type": subject._meta.label_lower if subject else "",
        "subject_id": _id(subject),
        "restricted_to_id": _id(restricted_to),
        "data": data,
    }


def _id(row: models.Model | None) -> int | None:
    return row.pk if row is not None else None


@cache
def _effects() -> dict[str, tuple[Effect, ...]]:
    effects: dict[str, tuple[Effect, ...]] = import_string(settings.EVENT_EFFECTS)
    return effects
