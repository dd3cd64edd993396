"""Eight administrations that give their answers at the same moment: eight processes with a connection each."""

import multiprocessing
import time
from statistics import median, quantiles
from typing import Any

from bench import story
from bench.measure import Line, ms, size

CLIENTS = 8
TURNS = size(6, 1)  # the first one is not counted
WAIT = 60  # seconds, then something is stuck


def run(_superuser: str) -> list[Line]:
    """Every line about simultaneous releases; alone and together take turns, the first turn warms up."""
    made = story.region()
    answers = story.approved_answers(made, story.open_round(made, (CLIENTS + 1) * TURNS))
    work = [(answer.pk, story.representative(made, answer).pk) for answer in answers]
    alone, shares = work[:TURNS], [work[TURNS + client :: CLIENTS] for client in range(CLIENTS)]
    took = [client[1:] or client for client in _in_processes(alone, shares)]
    single, crowd = median(took[0]), [seconds for client in took[1:] for seconds in client]
    longest = median(max(turn) for turn in zip(*took[1:], strict=True))
    about = f"median {ms(median(crowd))}, one alone {ms(single)}, {len(crowd)} releases"
    p95 = quantiles(crowd, n=20)[-1]
    return [
        Line("eight simultaneous releases: p95", p95 * 1000, 20, about, unit=" ms"),
        Line("eight simultaneous releases: the last, against eight in turn", longest / (single * CLIENTS), 1),
    ]


def _in_processes(alone: list[Any], shares: list[list[Any]]) -> list[list[float]]:
    """The seconds of each client's releases, the first client's those it made while the others waited."""
    from django.db import connections

    connections.close_all()
    forked = multiprocessing.get_context("fork")
    barrier, told = forked.Barrier(CLIENTS + 1), forked.Queue()
    jobs = [(number, work) for number, work in enumerate([alone, *shares])]
    clients = [forked.Process(target=_client, args=(*job, barrier, told), daemon=True) for job in jobs]
    for client in clients:
        client.start()
    took = dict(told.get(timeout=WAIT) for _ in clients)
    for client in clients:
        client.join(WAIT)
    return [took[number] for number in range(len(clients))]


def _client(number: int, work: list[Any], barrier: Any, told: Any) -> None:
    """Client 0 gives one answer in each turn, then the others give theirs at once."""
    from django.db import connection

    connection.ensure_connection()
    took = []
    for answer, by in work:
        step = _ready(answer, by)
        if number == 0:
            took.append(_timed(step))
        barrier.wait(WAIT)
        if number > 0:
            took.append(_timed(step))
        barrier.wait(WAIT)
    told.put((number, took))
    connection.close()


def _ready(answer_id: int, user_id: int) -> Any:
    """The step as a request has it: its answer and its person are at hand, nothing else is."""
    from cases.models import Answer
    from organisation.models import User
    from workflows import engine

    answer, by = Answer.objects.select_related("process").get(pk=answer_id), User.objects.get(pk=user_id)
    return lambda: engine.release(answer, by=by)


def _timed(step: Any) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start
