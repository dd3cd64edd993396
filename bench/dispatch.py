"""Dispatch to many recipients against COPY of exactly the rows it makes, into a twin of the database."""

from typing import Any

import psycopg

from bench.measure import Line, ms, size, sql_cost, stopwatch
from bench.server import fill, tidy, twin

SIZES = (size(500, 50), size(5_000, 100))
TURNS = size(3, 1)
TABLES = (
    "cases_case",
    "cases_caseparty",
    "cases_document",
    "cases_workitem",
    "ledger_event",
    "ledger_outboxentry",
    "ledger_numberseries",
)

RECIPIENTS = f"""
INSERT INTO organisation_unit (id, public_id, kind, name, short_name, parent_id, authority_id, lineage)
SELECT id, substr(md5('recipient ' || id), 1, 26), 'unit', 'Mottagare ' || id, 'M' || id, 1,
       2 + id % 40, ARRAY[1, id]
FROM generate_series(10001, {10_000 + max(SIZES)}) id;
"""


def run(superuser: str) -> list[Line]:
    """Every line about dispatch."""
    fill(superuser, RECIPIENTS)
    drafts = {count: [_draft(count) for _ in range(TURNS)] for count in SIZES}
    tidy(superuser, *TABLES, "cases_recipient", "organisation_unit")
    copy = twin(superuser, "dispatch_twin")
    return [line for count, rounds in drafts.items() for line in _lines(count, rounds, superuser, copy)]


def _lines(recipients: int, rounds: list[Any], superuser: str, copy: str) -> list[Line]:
    turns = [_turn(referral_round, superuser, copy) for referral_round in rounds]
    queries, ours, copied, rows = sorted(turns, key=lambda turn: turn[1] / turn[2])[TURNS // 2]
    note = f"{ms(ours)} for {rows:,} rows, COPY {ms(copied)}"
    return [
        Line(f"dispatch to {recipients:,}: queries", queries, 20, unit=""),
        Line(f"dispatch to {recipients:,}: against COPY of its rows", ours / copied, 2, note),
    ]


def _turn(referral_round: Any, superuser: str, copy: str) -> tuple[int, float, float, int]:
    from cases.dispatch import dispatch

    with psycopg.connect(superuser, autocommit=True) as connection:
        before = _last_ids(connection)
        with stopwatch() as took:
            cost = sql_cost(lambda: dispatch(referral_round, by=referral_round.created_by))
        rows = _rows(connection, before, referral_round.pk)
    with psycopg.connect(copy, autocommit=True) as connection:
        connection.execute("DELETE FROM cases_recipient WHERE round_id = %s", [referral_round.pk])
    with stopwatch() as copied:
        _copy(copy, rows)
    return cost.queries, took[0], copied[0], sum(data.count(b"\n") for data in rows.values())


def _draft(count: int) -> Any:
    from datetime import timedelta

    from cases import rounds
    from cases.models import Diary
    from organisation import clock
    from organisation.models import Unit, User

    by = User.objects.get(pk=1)
    made = rounds.create_round(
        unit=Unit.objects.get(pk=1), diary=Diary.objects.get(pk=1), title="Styrande principer", by=by
    )
    rounds.paste_draft(made, "# Enkel kontakt\nVi gör det lätt att nå oss.\n", by=by)
    rounds.choose_recipients(made, Unit.objects.filter(pk__range=(10_001, 10_000 + count)), by=by)
    rounds.change_round(made, by=by, letter="Svara gärna.", last_day=clock.today() + timedelta(days=30))
    return made


def _last_ids(connection: Any) -> dict[str, int]:
    return {t: connection.execute(f"SELECT coalesce(max(id), 0) FROM {t}").fetchone()[0] for t in TABLES}


def _rows(connection: Any, before: dict[str, int], round_id: int) -> dict[str, bytes]:
    chosen = {table: f"SELECT * FROM {table} WHERE id > {last}" for table, last in before.items()}
    chosen["cases_recipient"] = f"SELECT * FROM cases_recipient WHERE round_id = {round_id}"
    return {table: _copy_out(connection, query) for table, query in chosen.items()}


def _copy_out(connection: Any, query: str) -> bytes:
    with connection.cursor().copy(f"COPY ({query}) TO STDOUT") as copy:
        return b"".join(copy)


def _copy(twin: str, rows: dict[str, bytes]) -> None:
    with psycopg.connect(twin) as connection:
        for table, data in rows.items():
            with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(data)
