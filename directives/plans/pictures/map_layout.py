"""Where the boxes of the strategic map stand: columns are years, lanes are areas.

Boxes in the same row of a lane are equally high, so that a chain of milestones is a straight line. Those
without a year stand in a column of their own, or, when an area has many, in a strip across its lane.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from directives.plans.pictures.letters import fit
from directives.plans.pictures.map_boxes import Box, Line, Measures, box_in, lines_about, wording
from directives.plans.pictures.map_values import Area, Row

TOP, BOTTOM, EDGE = 48, 8, 4
CAPTION = 24  # the words "Utan år" above a strip
LABEL = 172  # the names of the areas
NARROWEST, GUTTER = 154, 34
FEW = 2  # so many without a year never need a strip


@dataclass(frozen=True)
class Column:
    """A year's heading; ``year`` is empty over those without one, ``outside`` is before or after."""

    x: int
    grid_x: int
    year: int | None
    outside: str


@dataclass(frozen=True)
class Strip:
    """Where an area keeps those without a year."""

    x: int
    y: int
    width: int
    height: int

    @property
    def text_x(self) -> int:
        return self.x + 14

    @property
    def text_y(self) -> int:
        return self.y + 18


@dataclass(frozen=True)
class Lane:
    """An area's part of the picture."""

    y: int
    height: int
    lines: tuple[Line, ...]
    alternate: bool
    strip: Strip | None


@dataclass(frozen=True)
class Layout:
    """Everything but the arrows."""

    width: int
    height: int
    box: int
    gutter: int
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Frame:
    """The columns' places."""

    years: tuple[int | None, ...]
    box: int
    gutter: int
    width: int
    measures: Measures

    def left(self, column: int) -> int:
        return LABEL + self.gutter + column * (self.box + self.gutter)


def lay_out(first: int, last: int, areas: tuple[Area, ...], measures: Measures) -> Layout:
    """Every milestone once, in the order of the areas and their rows."""
    frame = _frame(_years(first, last, areas), measures)
    lanes: list[Lane] = []
    boxes: list[Box] = []
    y = TOP
    for number, area in enumerate(areas):
        lane, placed = _lane(area, y, frame, alternate=number % 2 == 1)
        lanes.append(lane)
        boxes += placed
        y += lane.height
    columns = tuple(_column(frame, place, first, last) for place in range(len(frame.years)))
    return Layout(frame.width, y + BOTTOM, frame.box, frame.gutter, columns, tuple(lanes), tuple(boxes))


def _years(first: int, last: int, areas: Iterable[Area]) -> tuple[int | None, ...]:
    """The plan's years, those outside it that are used, and perhaps a column for no year."""
    used = {row.milestone.last_year for area in areas for row in area.rows}
    years = sorted({*range(first, last + 1), *(year for year in used if year is not None)})
    return (*years, None) if None in used and not any(map(_needs_strip, areas)) else tuple(years)


def _needs_strip(area: Area) -> bool:
    return sum(row.milestone.last_year is None for row in area.rows) > FEW


def _frame(years: tuple[int | None, ...], measures: Measures) -> Frame:
    count = max(1, len(years))
    each = (measures.width - LABEL - GUTTER - EDGE) // count
    gutter = max(GUTTER, min(44, each - 204))
    box = measures.box or max(NARROWEST, each - gutter)
    return Frame(years, box, gutter, LABEL + gutter + count * (box + gutter), measures)


def _column(frame: Frame, place: int, first: int, last: int) -> Column:
    year, left = frame.years[place], frame.left(place)
    outside = "" if year is None or first <= year <= last else "before" if year < first else "after"
    return Column(left + frame.box // 2, left - frame.gutter + 4, year, outside)


def _lane(area: Area, top: int, frame: Frame, *, alternate: bool) -> tuple[Lane, list[Box]]:
    stacked, room = _stack(area, frame), frame.measures
    spread = [row for row in area.rows if row.milestone.last_year is None and None not in frame.years]
    boxes, y = _rows(stacked, top + room.head, frame)
    strip = None
    if spread:
        count = len(frame.years)
        begin = y + room.gap - 4 if boxes else top + 10
        table = [list(enumerate(spread[at : at + count])) for at in range(0, len(spread), count)]
        more, y = _rows(table, begin + CAPTION + 6, frame)
        left = frame.left(0) - frame.gutter + 10
        strip = Strip(left, begin, frame.width - left - 10, y - begin + 8)
        boxes, y = boxes + more, y + 4
    names, _ = fit(area.name, width=LABEL - 26, size=16.5, most=6)
    height = max(y + room.foot - top, room.head + room.foot + len(names) * 19)
    middle = top + min(height // 2, 58)
    lines = lines_about(names, 18, middle, 19)
    return Lane(top, height, lines, alternate, strip), boxes


def _stack(area: Area, frame: Frame) -> list[list[tuple[int, Row]]]:
    """Rows of (column, milestone): the first of every cell, then the second of every cell, and so on."""
    place = {year: number for number, year in enumerate(frame.years)}
    filled = [0] * len(frame.years)
    table: list[list[tuple[int, Row]]] = []
    for row in area.rows:
        column = place.get(row.milestone.last_year)
        if column is None:
            continue
        if filled[column] == len(table):
            table.append([])
        table[filled[column]].append((column, row))
        filled[column] += 1
    return table


def _rows(table: list[list[tuple[int, Row]]], y: int, frame: Frame) -> tuple[list[Box], int]:
    """The boxes of ``table`` from ``y`` downwards, and where the last of them ends."""
    boxes: list[Box] = []
    room = frame.measures
    for cells in table:
        words = [wording(row.milestone, frame.box, room) for _, row in cells]
        height = max(said.height for said in words)
        boxes += [
            box_in(row, column, (frame.left(column), y), (frame.box, height), said)
            for (column, row), said in zip(cells, words, strict=True)
        ]
        y += height + room.gap
    return boxes, y - room.gap if table else y - room.head
