"""Which way an arrow of the strategic map goes: where it leaves and comes in, and where the paper is free."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from directives.plans.pictures.map_boxes import Box
from directives.plans.pictures.map_frame import Layout

CLEAR = 5  # from a line to a box it passes


@dataclass(frozen=True)
class Way:
    """Which gutters an arrow turns in, and the area above whose lane it runs, if any."""

    gutters: tuple[int, ...]
    above: int | None = None
    run: str = ""  # "end": along its end's height, "start": along its start's


class Passage:
    """Knows which stretch of paper is free of boxes."""

    def __init__(self, layout: Layout) -> None:
        self.spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for box in sorted(layout.boxes, key=lambda box: box.y):
            self.spans[box.column].append((box.y - CLEAR, box.bottom + CLEAR))
        self.tops = sorted(lane.y for lane in layout.lanes if lane.x == 0)

    def is_free(self, columns: Iterable[int], y: float) -> bool:
        return not any(self._stands(column, y) for column in columns)

    def _stands(self, column: int, y: float) -> bool:
        spans = self.spans[column]
        place = bisect_right(spans, (y, y)) - 1
        return place >= 0 and spans[place][1] >= y

    def straight(self, one: Box, other: Box) -> bool:
        """Whether a level line joins the middles of two boxes."""
        level = one.centre == other.centre and one.column < other.column
        return level and self.is_free(range(one.column + 1, other.column), one.centre)

    def way(self, one: Box, other: Box, leaves: float, comes: float) -> Way:
        """How to get from ``one`` to ``other``."""
        here, there = one.column, other.column
        if here == there:
            return Way((here,))
        if here < there and leaves == comes and self.straight(one, other):
            return Way(())
        if here + 1 == there:
            return Way((there,))
        between = range(here + 1, there)
        if here < there and self.is_free(between, comes):
            return Way((here + 1,), run="end")
        if here < there and self.is_free(between, leaves):
            return Way((there,), run="start")
        return Way((here + 1, there), above=bisect_right(self.tops, other.y) - 1)


def ports(pairs: list[tuple[Box, Box]], passage: Passage) -> list[tuple[float, float]]:
    """Where each arrow leaves and comes in: level ones in the middle, the rest spread above and below it."""
    sides: dict[tuple[int, bool], list[tuple[float, int, Box]]] = defaultdict(list)
    for number, (one, other) in enumerate(pairs):
        down = 0 if passage.straight(one, other) else other.centre - one.centre or -1
        to_the_right = one.column != other.column
        sides[one.number, to_the_right].append((down, number * 2, one))
        sides[other.number, False].append((-down, number * 2 + 1, other))
    places: dict[int, float] = {}
    for ends in sides.values():
        places |= _spread(sorted(ends, key=lambda end: end[:2]))
    return [(places[number * 2], places[number * 2 + 1]) for number in range(len(pairs))]


def _spread(ends: list[tuple[float, int, Box]]) -> dict[int, float]:
    """A height for each end on one side of a box; those that lead further away stand further out."""
    box = ends[0][2]
    up = [end for down, end, _ in ends if down < 0][::-1]
    down = [end for down, end, _ in ends if down > 0]
    step = min(10.0, (box.height / 2 - 10) / max(len(up), len(down), 1))
    found = {end: float(box.centre) for down, end, _ in ends if down == 0}
    found |= {end: box.centre - (rank + 1) * step for rank, end in enumerate(up)}
    return found | {end: box.centre + (rank + 1) * step for rank, end in enumerate(down)}
