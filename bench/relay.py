"""From outbox to notices, batch by batch, against plain inserts of the same notices in a twin of the database."""

import time
from statistics import median
from typing import Any

import psycopg

from bench import story
from bench.measure import Line, ms, size
from bench.server import fill, tidy, twin

BATCHES = size(20, 2)
PLACES = size(50, 3)
COLUMNS = (
    "event_id, recipient_id, channel, created_at, read_at, state, message_id, address, attempts, next_try_at, "
    "sent_at, failed_at, dropped_at, failure"
)
ARRAYS = (
    "%s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::text[], %s::text[], "
    "%s::text[], %s::int[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::text[]"
)
INSERT = f"INSERT INTO notifications_notice ({COLUMNS}) SELECT * FROM unnest({ARRAYS})"
TAKE = """
SELECT id, event_id FROM ledger_outboxentry WHERE relayed_at IS NULL
ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
"""
TOLD = "UPDATE ledger_outboxentry SET relayed_at = now() WHERE id = ANY(%s)"

# Half of what happens while a round is weighed is told to nobody; the rest to one person each.
MIXED = "CASE WHEN i % 2 = 0 THEN 'comment.marked' WHEN i % 10 = 1 THEN 'answer.released' ELSE 'round.received' END"
ALL_TOLD = "'round.received'"


def run(superuser: str) -> list[Line]:
    """Every line about the relay."""
    from notifications import relay

    made = story.region()
    story.written_answers(made, story.open_round(made, PLACES))
    relay.drain()
    return [
        *_lines(superuser, "a round being weighed (half told to nobody)", MIXED, 10_000),
        *_lines(superuser, "each told by app and mail", ALL_TOLD, None),
    ]


def _lines(superuser: str, what: str, kind: str, aim: float | None) -> list[Line]:
    from notifications import relay

    fill(superuser, _events(kind, relay.BATCH * BATCHES))
    tidy(superuser, "ledger_event", "ledger_outboxentry", "notifications_notice")
    pairs, notices = _turns(twin(superuser, "relay_twin"))
    ours, by_hand = (median(seconds) for seconds in zip(*pairs, strict=True))
    against = median(one / other for one, other in pairs)
    about = f"{ms(ours)} for {relay.BATCH} events, {notices:,} notices in all, by hand {ms(by_hand)}"
    return [
        Line(f"relay, {what}: events a second", relay.BATCH / ours, aim, about, least=True, unit=" /s"),
        Line(f"relay, {what}: against inserts by hand", against, None),
    ]


def _turns(copy: str) -> tuple[list[tuple[float, float]], int]:
    """The seconds of each batch: ours, and right after it the same notices by hand in the twin."""
    from notifications import relay

    pairs, notices, last = [], 0, _newest()
    with psycopg.connect(copy) as by_hand:
        for _ in range(BATCHES):
            start = time.perf_counter()
            taken = relay.relay()
            ours = time.perf_counter() - start
            rows, last = _made_after(last)
            pairs.append((ours, _by_hand(by_hand, taken, rows)))
            notices += len(rows)
    return pairs, notices


def _by_hand(connection: Any, limit: int, rows: list[tuple[Any, ...]]) -> float:
    columns = [list(column) for column in zip(*rows, strict=True)]
    start = time.perf_counter()
    taken = connection.execute(TAKE, [limit]).fetchall()
    if columns:
        connection.execute(INSERT, columns)
    connection.execute(TOLD, [[row[0] for row in taken]])
    connection.commit()
    return time.perf_counter() - start


def _newest() -> int:
    from notifications.models import Notice

    newest = Notice.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def _made_after(last: int) -> tuple[list[tuple[Any, ...]], int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM notifications_notice WHERE id > %s ORDER BY id", [last])
        return cursor.fetchall(), _newest()


def _events(kind: str, count: int) -> str:
    """Events about the newest round's places, answers and itself, each with its entry in the outbox."""
    return f"""
CREATE TEMP TABLE place AS
SELECT row_number() OVER (ORDER BY r.id) - 1 AS turn, r.id, r.unit_id, r.round_id, p.answer_id, u.case_id
FROM cases_recipient r JOIN cases_referralround u ON u.id = r.round_id
JOIN cases_answerparty p ON p.recipient_id = r.id
WHERE r.round_id = (SELECT max(id) FROM cases_referralround);
WITH wanted AS MATERIALIZED (
    SELECT kind, now() AS at, unit_id, case_id,
           CASE kind WHEN 'answer.released' THEN 'cases.answer' WHEN 'round.received' THEN 'cases.recipient'
                     ELSE 'cases.comment' END AS about,
           CASE kind WHEN 'answer.released' THEN answer_id WHEN 'round.received' THEN id ELSE i END AS subject_id,
           jsonb_build_object('round', round_id) AS data
    FROM (SELECT i, {kind} AS kind FROM generate_series(1, {count}) i) AS numbered
    JOIN place ON place.turn = i % (SELECT count(*) FROM place)
    ORDER BY i
), made AS (
    INSERT INTO ledger_event (kind, version, at, unit_id, case_id, subject_type, subject_id, data)
    SELECT kind, 1, at, unit_id, case_id, about, subject_id, data FROM wanted RETURNING id
)
INSERT INTO ledger_outboxentry (event_id, created_at) SELECT id, now() FROM made;
SELECT setval(pg_get_serial_sequence('ledger_event', 'id'), (SELECT max(id) FROM ledger_event));
"""
