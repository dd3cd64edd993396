"""Arrows between the boxes of the strategic map, in the gutters between columns, each in a lane of its own.

An arrow leaves its box to the right and comes in from the left. It goes straight where nothing stands in
the way, else up or down in a gutter; past other columns it runs where they are empty, or above the lane.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from directives.plans.pictures.map_boxes import Box
from directives.plans.pictures.map_layout import Layout

RADIUS = 8
HEAD = 7  # the arrow's point
APART = 6  # between lanes in a gutter, where there is room
NEAR = 14  # from the box to the lane nearest to it
CLEAR = 5  # from a line to a box it passes

Point = tuple[float, float]


@dataclass(frozen=True)
class Arrow:
    """A line from box ``start`` to box ``end``, and its point; ``late`` when what enables comes later."""

    start: int
    end: int
    path: str
    head: str
    late: bool
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Way:
    """Which gutters an arrow turns in, and the area above whose lane it runs, if any."""

    gutters: tuple[int, ...]
    above: int | None = None
    run: str = ""  # "end": along its end's height, "start": along its start's


def route(layout: Layout, late: Mapping[tuple[int, int], bool]) -> tuple[Arrow, ...]:
    """One arrow for each pair of box numbers in ``late``."""
    boxes = {box.number: box for box in layout.boxes}
    passage = Passage(layout)
    pairs = [(boxes[start], boxes[end]) for start, end in late]
    ports = _ports(pairs, passage)
    ways = [passage.way(one, other, *port) for (one, other), port in zip(pairs, ports, strict=True)]
    heights = _heights(ways, passage)
    turns = _turns(ways, ports, heights, layout)
    drawn = zip(pairs, ports, ways, heights, turns, strict=True)
    return tuple(
        _arrow(pair, _points(pair, port, way, height, turn), late[pair[0].number, pair[1].number])
        for pair, port, way, height, turn in drawn
    )


class Passage:
    """Knows which stretch of paper is free of boxes."""

    def __init__(self, layout: Layout) -> None:
        self.spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for box in sorted(layout.boxes, key=lambda box: box.y):
            self.spans[box.column].append((box.y - CLEAR, box.bottom + CLEAR))
        self.tops = [lane.y for lane in layout.lanes]

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


def _ports(pairs: list[tuple[Box, Box]], passage: Passage) -> list[tuple[float, float]]:
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


def _heights(ways: list[Way], passage: Passage) -> list[float]:
    """The height of each run above a lane; nought for arrows without one."""
    wanted: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for number, way in enumerate(ways):
        if way.above is not None:
            wanted[way.above].append((min(way.gutters), max(way.gutters) + 0.5, number))
    heights = [0.0] * len(ways)
    for above, runs in wanted.items():
        lanes, count = _lanes(runs)
        pitch = min(3.0, 9 / count)
        for number, lane in lanes.items():
            heights[number] = passage.tops[above] + 2 + lane * pitch
    return heights


def _turns(
    ways: list[Way], ports: list[tuple[float, float]], heights: list[float], layout: Layout
) -> list[dict[int, float]]:
    """For each arrow, at which x it goes up or down in each of its gutters."""
    wanted: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for number, (way, (leaves, comes), height) in enumerate(zip(ways, ports, heights, strict=True)):
        for place, gutter in enumerate(way.gutters):
            begin, end = (leaves, comes) if way.above is None else ((leaves, height), (height, comes))[place]
            wanted[gutter].append((min(begin, end), max(begin, end), number))
    turns: list[dict[int, float]] = [{} for _ in ways]
    for gutter, runs in wanted.items():
        lanes, count = _lanes(runs)
        pitch = min(APART, (layout.gutter - NEAR - 5) / count)
        right = layout.columns[0].x - layout.box / 2 + gutter * (layout.box + layout.gutter)
        for number, lane in lanes.items():
            turns[number][gutter] = right - NEAR - lane * pitch
    return turns


def _lanes(runs: list[tuple[float, float, int]]) -> tuple[dict[int, int], int]:
    """A lane for each stretch, so that no two in the same lane overlap; as few lanes as can be."""
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    lanes: dict[int, int] = {}
    count = 0
    for begin, end, number in sorted(runs):
        while busy and busy[0][0] < begin:
            heappush(free, heappop(busy)[1])
        if not free:
            heappush(free, count)
            count += 1
        lanes[number] = heappop(free)
        heappush(busy, (end, lanes[number]))
    return lanes, count


def _points(
    pair: tuple[Box, Box], port: tuple[float, float], way: Way, height: float, turn: dict[int, float]
) -> tuple[Point, ...]:
    (one, other), (leaves, comes) = pair, port
    begin = (one.x if one.column == other.column else one.right, leaves)
    end = (other.x, comes)
    if not way.gutters:
        return begin, end
    first = turn[way.gutters[0]]
    if way.above is None:
        return begin, (first, leaves), (first, comes), end
    last = turn[way.gutters[1]]
    return begin, (first, leaves), (first, height), (last, height), (last, comes), end


def _arrow(pair: tuple[Box, Box], points: tuple[Point, ...], late: bool) -> Arrow:
    x, y = points[-1]
    line = _rounded((*points[:-1], (x - HEAD + 1, y)))
    head = f"M{x - HEAD - 1:.1f} {y - 3.6:.1f}L{x:.1f} {y:.1f}L{x - HEAD - 1:.1f} {y + 3.6:.1f}Z"
    return Arrow(pair[0].number, pair[1].number, line, head, late, points)


def _rounded(points: tuple[Point, ...]) -> str:
    """An SVG path through ``points`` with softened corners."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _toward(corner, before), _toward(corner, after)
        parts.append(
            f"L{into[0]:.1f} {into[1]:.1f}Q{corner[0]:.1f} {corner[1]:.1f} {out[0]:.1f} {out[1]:.1f}"
        )
    return "".join([*parts, f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"])


def _toward(corner: Point, other: Point) -> Point:
    """The point from which the corner is cut, no further away than half the line."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = abs(across) + abs(down)
    share = min(RADIUS, length / 2) / length if length else 0
    return corner[0] + across * share, corner[1] + down * share
