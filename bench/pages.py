"""Pages as a signed-in person gets them, and the same rows fetched by hand."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.measure import Line, fastest, ms, size, sql_cost

TURNS = size(15, 2)


def get(user: Any, url: str) -> None:
    """The page without its session: the person is looked up, as every request does."""
    from django.test import RequestFactory
    from django.urls import resolve

    from organisation.models import User

    request = RequestFactory().get(url)
    request.user = User.objects.get(pk=user.pk)
    found = resolve(url)
    assert found.func(request, *found.args, **found.kwargs).status_code == 200


def fetch(referral_round: Any, *statements: str) -> None:
    """The rows of these statements about one round."""
    from django.db import connection

    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql, [referral_round.pk])
            cursor.fetchall()


def against(what: str, referral_round: Any, ours: Callable[[], Any], *by_hand: str) -> Line:
    """The SQL time of ours against that of the same rows in a few statements by hand, read in turns."""
    mine, theirs = fastest(
        lambda: sql_cost(ours).seconds,
        lambda: sql_cost(lambda: fetch(referral_round, *by_hand)).seconds,
        times=TURNS,
    )
    about = f"{ms(mine)}, by hand {ms(theirs)}; with Python {ms(seconds(ours))}"
    return Line(f"{what}: its SQL against {len(by_hand)} by hand", mine / theirs, None, about)


def constant(what: str, counts: dict[int, int]) -> Line:
    """Whether it takes as many queries for many as for one; ``counts`` holds the queries by length."""
    about = ", ".join(f"{queries} at {length:,}" for length, queries in counts.items())
    least = min(counts.values())
    return Line(
        f"{what}: queries more for many than for few", max(counts.values()) - least, 0, about, unit=""
    )


def seconds(call: Callable[[], Any], times: int = 5) -> float:
    """How long the call takes with its Python, as the median of a few."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return median(took)
