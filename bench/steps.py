"""Giving an answer and taking a step of a flow, against the bare writes of the same rows in a twin."""

from collections.abc import Callable
from typing import Any

import psycopg

from bench import replay, story
from bench.measure import Line, size
from bench.server import twin

ANSWERS = size(50, 3)
WARM_UP = size(5, 1)
SAME_ROWS = (
    "cases_answer",
    "cases_answerparty",
    "cases_document",
    "cases_recipient",
    "ledger_numberseries",
    "viewflow_process",
    "viewflow_task",
)


def run(superuser: str) -> list[Line]:
    """Every line about single steps."""
    made = story.region()
    answers = story.written_answers(made, story.open_round(made, ANSWERS))
    submitted = _measure(superuser, answers, lambda answer: _submit(made, answer))
    for answer in answers:
        story.approve(made, answer)
    half = len(answers) // 2
    released = _measure(superuser, answers[:half], lambda answer: _release(made, answer))
    stepped = _measure(superuser, answers[half:], lambda answer: _release_step(made, answer))
    return [
        Line(
            "release of an answer: against its writes by hand",
            replay.ratio(released),
            1.5,
            replay.note(released),
        ),
        Line(
            "flow step, submit: against its writes by hand",
            replay.ratio(submitted),
            5,
            replay.note(submitted),
        ),
        Line(
            "flow step, release: against its writes by hand", replay.ratio(stepped), 5, replay.note(stepped)
        ),
    ]


def _measure(
    superuser: str, answers: list[Any], prepare: Callable[[Any], Callable[[], Any]]
) -> list[replay.Pair]:
    """The pairs but the first few; proves that both databases hold the same rows afterwards."""
    copy = twin(superuser, "steps_twin")
    found = replay.pairs(answers, prepare, copy)
    here, there = _rows(superuser), _rows(copy)
    assert here == there, [table for table in here if here[table] != there[table]]
    return found[WARM_UP:] or found


def _rows(address: str) -> dict[str, tuple[int, str]]:
    """How many rows each table holds, and a fingerprint of them."""
    with psycopg.connect(address) as connection:
        return {
            table: _fingerprint(connection, table)
            for table in (*SAME_ROWS, "ledger_event", "ledger_outboxentry")
        }


def _fingerprint(connection: Any, table: str) -> Any:
    sql = f"SELECT count(*), md5(string_agg(row::text, '|' ORDER BY row::text)) FROM {table} row"
    return connection.execute(sql).fetchone()


def _submit(made: Any, answer: Any) -> Callable[[], Any]:
    from workflows import engine

    by = story.representative(made, answer)
    return lambda: engine.submit(answer, by=by)


def _release(made: Any, answer: Any) -> Callable[[], Any]:
    from cases import release

    by = story.representative(made, answer)
    return lambda: release.release(answer, by=by)


def _release_step(made: Any, answer: Any) -> Callable[[], Any]:
    from workflows import engine

    by = story.representative(made, answer)
    return lambda: engine.release(answer, by=by)
