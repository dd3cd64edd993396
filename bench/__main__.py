"""``python -m bench``: every ratio in one run, as a table."""

import time

from rich.console import Console
from rich.table import Table

from bench import dispatch, inbox, numbers, world
from bench.measure import Line
from bench.server import database, fill


def main() -> None:
    """Measure everything and print it; nothing is written anywhere else."""
    console, began = Console(), time.perf_counter()
    with database() as superuser:
        fill(superuser, world.ORGANISATION)
        fill(superuser, world.SEQUENCES)
        lines: list[Line] = []
        for part in (dispatch, numbers, inbox):
            with console.status(f"{part.__name__} …"):
                lines += part.run(superuser)
    console.print(_table(lines))
    console.print(f"{time.perf_counter() - began:.0f} seconds in all")


def _table(lines: list[Line]) -> Table:
    table = Table("measured", "value", "aim", "", "how")
    for line in lines:
        aim = f"{'at least' if line.least else 'at most'} {line.aim:g}{line.unit}"
        value = f"{line.value:.2f}{line.unit}" if line.unit else f"{line.value:g}"
        table.add_row(line.what, value, aim, "" if line.met else "MISSED", line.note)
    return table


if __name__ == "__main__":
    main()
