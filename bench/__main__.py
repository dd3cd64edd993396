"""``python -m bench``: every ratio in one run, as a table; with names of parts, only those."""

import sys
import time
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import (
    assignments,
    dispatch,
    inbox,
    meetings,
    numbers,
    plans,
    relay,
    steps,
    together,
    weighing,
    world,
)
from bench.measure import Line
from bench.server import database, fill

PARTS: list[Any] = [
    dispatch,
    numbers,
    steps,
    together,
    relay,
    weighing,
    meetings,
    assignments,
    plans,
    inbox,
]  # the largest world last


def main() -> None:
    """Measure everything and print it; nothing is written anywhere else."""
    console, began = Console(), time.perf_counter()
    with database() as superuser:
        fill(superuser, world.ORGANISATION)
        fill(superuser, world.SEQUENCES)
        lines: list[Line] = []
        for part in _chosen(sys.argv[1:]):
            with console.status(f"{part.__name__} …"):
                lines += part.run(superuser)
    console.print(_table(lines))
    console.print(f"{time.perf_counter() - began:.0f} seconds in all")


def _chosen(names: list[str]) -> list[Any]:
    return [part for part in PARTS if not names or part.__name__.removeprefix("bench.") in names]


def _table(lines: list[Line]) -> Table:
    table = Table("measured", "value", "aim", "", "how")
    for line in lines:
        aim = "" if line.aim is None else f"{'≥' if line.least else '≤'} {line.aim:g}{line.unit}"
        value = (
            f"{line.value:,.{0 if line.value >= 1000 else 2}f}{line.unit}" if line.unit else f"{line.value:g}"
        )
        table.add_row(line.what, value, aim, "" if line.met else "MISSED", line.note)
    return table


if __name__ == "__main__":
    main()
