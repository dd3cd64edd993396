"""Arrows between the boxes of the strategic map, in the gutters between columns, each in a lane of its own.

An arrow leaves its box to the right and comes in from the left. It goes straight where nothing stands in
the way, else up or down in a gutter; past other columns it runs where they are empty, or above the lane.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from directives.plans.pictures.map_boxes import Box
from directives.plans.pictures.map_frame import Layout
from directives.plans.pictures.map_ways import Passage, Way, ports

RADIUS = 8
HEAD = 7  # the arrow's point
APART = 6  # between lanes in a gutter, where there is room
NEAR = 14  # from the box to the lane nearest to it

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


def route(layout: Layout, late: Mapping[tuple[int, int], bool]) -> tuple[Arrow, ...]:
    """One arrow for each pair of box numbers in ``late``."""
    boxes = {box.number: box for box in layout.boxes}
    passage = Passage(layout)
    pairs = [(boxes[start], boxes[end]) for start, end in late]
    ends = ports(pairs, passage)
    ways = [passage.way(one, other, *port) for (one, other), port in zip(pairs, ends, strict=True)]
    heights = _heights(ways, passage)
    turns = _turns(ways, ends, heights, layout)
    drawn = zip(pairs, ends, ways, heights, turns, strict=True)
    return tuple(
        _arrow(pair, _points(pair, port, way, height, turn), late[pair[0].number, pair[1].number])
        for pair, port, way, height, turn in drawn
    )


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
