"""Numbers without gaps, reuse or deadlock: one locked counter row per series and year.

A sequence leaves gaps when a transaction fails and ``max() + 1`` collides, so the counter is a
row that is locked until COMMIT. All claims of a transaction are taken in one sorted statement as
the last thing it does.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from django.db import connection

from . import clock
from .bulk import update_rows
from .models import NumberSeries
from .work import before_commit, current_work


class Series(NamedTuple):
    """A number series and its year (the year of the date in Stockholm; 0 = no yearly restart)."""

    name: str
    year: int


Writer = Callable[[dict[Series, int]], None]


class Numbered(Protocol):
    """A row that takes a number: it sets its own fields, we write them."""

    NUMBER_FIELDS: tuple[str, ...]
    pk: Any

    def take_number(self, sequence: int, at: datetime) -> None:
        """Set the fields named in ``NUMBER_FIELDS`` from the sequence and its instant."""


def allot(wanted: Mapping[Series, int]) -> dict[Series, int]:
    """Take ``wanted[series]`` numbers of each series; answers the last number of each.

    Call it as the last statement before COMMIT. The order is sorted: two transactions that want
    the same series can wait for each other but never deadlock.
    """
    ordered = sorted(wanted)
    rows = ", ".join(["(%s, %s, %s)"] * len(ordered))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ledger_numberseries AS counter (series, year, last) VALUES {rows} "  # noqa: S608 (placeholders)
            "ON CONFLICT (series, year) DO UPDATE SET last = counter.last + excluded.last "
            "RETURNING series, year, last",
            [value for series in ordered for value in (*series, wanted[series])],
        )
        return {Series(name, year): last for name, year, last in cursor.fetchall()}


def claim(series: Series, row: Numbered) -> None:
    """Give ``row`` the next number of ``series`` just before this work commits.

    A row that is not saved yet is inserted then, with its number: give it an id of ``next_ids`` first.
    """
    before_commit(give_numbers)
    current_work().claims.append((series, row))


def reserve(wanted: Mapping[Series, int], write: Writer) -> None:
    """Let ``write`` insert many numbered rows just before this work commits.

    It is given the next number of each series, of which ``wanted`` are its own.
    """
    before_commit(give_numbers)
    current_work().reservations.append((wanted, write))


def give_numbers() -> None:
    """Allot everything this work asked for at once and write the numbers to their rows."""
    claims, reservations = current_work().claims, current_work().reservations
    wanted = Counter(series for series, _ in claims)
    for counts, _ in reservations:
        wanted.update(counts)
    upcoming = {series: last - wanted[series] + 1 for series, last in allot(wanted).items()}
    for counts, write in reservations:
        write({series: upcoming[series] for series in counts})
        for series, count in counts.items():
            upcoming[series] += count
    for series, row in claims:
        row.take_number(upcoming[series], registered_at(series))
        upcoming[series] += 1
    _write([row for _, row in claims])
    claims.clear()
    reservations.clear()


def last_of(series: Series) -> int:
    """The number the series has come to; 0 before its first."""
    return (
        NumberSeries.objects.filter(series=series.name, year=series.year)
        .values_list("last", flat=True)
        .first()
        or 0
    )


def count_on_from(series: Series, last: int) -> int:
    """Let the series go on after ``last``, unless it has come so far itself; answers where it stands.

    For a series that was begun elsewhere. Never counts back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_numberseries AS counter (series, year, last) VALUES (%s, %s, %s) "
            "ON CONFLICT (series, year) DO UPDATE SET last = greatest(counter.last, excluded.last) "
            "RETURNING last",
            [series.name, series.year, last],
        )
        found: int = cursor.fetchone()[0]
    return found


def registered_at(series: Series) -> datetime:
    """Now, or the series' last instant when midnight on New Year's Eve fell between claim and commit."""
    if series.year == 0:
        return clock.now()
    new_year = datetime(series.year + 1, 1, 1, tzinfo=clock.STOCKHOLM)
    return min(clock.now(), new_year - timedelta(microseconds=1))


def _write(rows: Iterable[Any]) -> None:
    by_model: dict[type[Any], list[Any]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, numbered in by_model.items():
        known = [row for row in numbered if not row._state.adding]
        update_rows(model, known, model.NUMBER_FIELDS)
        model.objects.bulk_create([row for row in numbered if row._state.adding])
