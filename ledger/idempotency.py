"""A second click, a repeated request: one effect, and the first result again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection

from . import clock
from .models import IdempotencyKey
from .work import work


class KeyUsedForOtherContent(Exception):
    """The same form was sent twice with different content; the first was kept, show the second."""


def once(
    verb: Callable[[], Any],
    *,
    actor_id: int,
    key: str,
    name: str,
    body: Mapping[str, Any],
) -> tuple[Any, bool]:
    """Run ``verb`` unless this actor already ran it with ``key``; answers (result, was it run now).

    The result must be JSON. Simultaneous callers wait for the first one's commit. Raises
    KeyUsedForOtherContent when the key was used with another body.
    """
    digest = body_hash({"verb": name, "body": body})
    with work():
        if not _take(actor_id, key, name, digest):
            return _first_result(actor_id, key, digest), False
        result = verb()
        IdempotencyKey.objects.filter(actor_id=actor_id, key=key).update(result=result)
        return result, True


def body_hash(body: Mapping[str, Any]) -> str:
    """SHA-256 of the body as canonical JSON."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _take(actor_id: int, key: str, name: str, digest: str) -> bool:
    # ON CONFLICT DO NOTHING waits for a rival's commit; only the winner gets a row back
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO ledger_idempotencykey (actor_id, key, verb, body_hash, created_at)
            VALUES (%s, %s, %s, %s, %s)
            ON CONFLICT (actor_id, key) DO NOTHING RETURNING id
            """,
            [actor_id, key, name, digest, clock.now()],
        )
        return cursor.fetchone() is not None


def _first_result(actor_id: int, key: str, digest: str) -> Any:
    stored = IdempotencyKey.objects.get(actor_id=actor_id, key=key)
    if stored.body_hash != digest:
        raise KeyUsedForOtherContent(KeyUsedForOtherContent.__doc__)
    return stored.result
