"""Loops in the rows of a file: effects and indicators below themselves, arrows that lead round."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from directives.plans.errors import ArrowLoop, OwnEnabler

from .columns import ARROWS, EFFECTS, INDICATORS
from .resolving import Problem, cycle
from .rows import ArrowRow, PlanRows, Row


def loops(rows: PlanRows) -> Iterator[Problem]:
    """Everything that leads back to itself; references are resolved."""
    for sheet in (EFFECTS, INDICATORS):
        found = cycle(getattr(rows, sheet.key), "above")
        if found:
            yield sheet, found[0].at, "above", _("Raden ligger under sig själv.")
    yield from _arrows(rows.arrows)


def _arrows(arrows: list[ArrowRow]) -> Iterator[Problem]:
    graph: dict[int, list[Row]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for arrow in arrows:
        enabler, enabled = arrow.to.get("enabler"), arrow.to.get("enabled")
        if enabler is None or enabled is None:
            continue
        ends = id(enabler), id(enabled)
        if enabler is enabled:
            yield ARROWS, arrow.at, "enabled", str(OwnEnabler())
        elif ends in seen:
            yield ARROWS, arrow.at, "enabled", _("Sambandet står två gånger.")
        else:
            seen.add(ends)
            graph[id(enabler)].append(enabled)
    loop = _loop(graph, [arrow.to["enabler"] for arrow in arrows if "enabler" in arrow.to])
    if loop:
        path = " → ".join(_code(row) for row in loop)
        closing = next(
            arrow
            for arrow in arrows
            if arrow.to.get("enabler") is loop[-2] and arrow.to.get("enabled") is loop[-1]
        )
        yield ARROWS, closing.at, "enabled", str(ArrowLoop(path=path))


def _code(row: Any) -> str:
    return str(row.code or row.key)


def _loop(graph: dict[int, list[Row]], starts: list[Row]) -> list[Row]:
    """One way that leads back to where it began, both ends included; empty when there is none."""
    done: set[int] = set()
    for start in starts:
        path: dict[int, Row] = {}
        waiting: list[tuple[Row, bool]] = [(start, False)]
        while waiting:
            row, leaving = waiting.pop()
            if leaving:
                del path[id(row)]
                done.add(id(row))
            elif id(row) in path:
                return [*list(path.values())[list(path).index(id(row)) :], row]
            elif id(row) not in done:
                path[id(row)] = row
                waiting += [(row, True), *((one, False) for one in graph.get(id(row), []))]
    return []
