"""Where the boxes of the strategic map stand: columns are years, lanes are areas.

Boxes in the same row of a lane are equally high, so that a chain of milestones is a straight line. Those
without a year stand in a column of their own, or, when an area has many, in a band below every year's column.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from directives.plans.pictures.letters import fit
from directives.plans.pictures.map_boxes import Box, Line, Measures, box_in, lines_about, wording
from directives.plans.pictures.map_values import Area, Row

TOP, BOTTOM, EDGE = 48, 8, 4
APART = 18  # between the last area and the band of those without a year
CAPTION = 38  # the band's heading
LABEL = 172  # the names of the areas
NARROWEST, GUTTER = 154, 34
FEW = 2  # so many without a year in an area never need a band


@dataclass(frozen=True)
class Column:
    """A year's heading; ``year`` is empty over those without one, ``outside`` is before or after."""

    x: int
    grid_x: int
    year: int | None
    outside: str


@dataclass(frozen=True)
class Band:
    """Where those without a year are kept, across the whole picture and below the lines between the years."""

    y: int
    height: int

    @property
    def text_y(self) -> int:
        return self.y + 25

    @property
    def line_y(self) -> int:
        return self.y + CAPTION


@dataclass(frozen=True)
class Lane:
    """An area's part of the picture, or of the band of those without a year."""

    y: int
    height: int
    lines: tuple[Line, ...]
    alternate: bool
    undated: bool


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
    band: Band | None


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
    """Every milestone once, in the order of the areas and their rows; in a band, those without a year last."""
    frame = _frame(_years(first, last, areas), measures)
    lanes, boxes, y = _lanes(areas, TOP, frame, undated=False)
    band = None
    apart = () if None in frame.years else tuple(area for area in areas if area.undated)
    if apart:
        begin = y + APART
        more, spread, y = _lanes(apart, begin + CAPTION, frame, undated=True)
        band = Band(begin, y - begin)
        lanes, boxes = lanes + more, boxes + spread
    columns = tuple(_column(frame, place, first, last) for place in range(len(frame.years)))
    return Layout(frame.width, y + BOTTOM, frame.box, frame.gutter, columns, tuple(lanes), tuple(boxes), band)


def _lanes(
    areas: tuple[Area, ...], y: int, frame: Frame, *, undated: bool
) -> tuple[list[Lane], list[Box], int]:
    """A lane for each area from ``y`` downwards, their boxes, and where the last lane ends."""
    lanes: list[Lane] = []
    boxes: list[Box] = []
    for number, area in enumerate(areas):
        table = _spread(area, frame) if undated else _stack(area, frame)
        placed, end = _rows(table, y + frame.measures.head, frame)
        lanes.append(_lane(area, y, end, frame, alternate=number % 2 == 1, undated=undated))
        boxes += placed
        y += lanes[-1].height
    return lanes, boxes, y


def _years(first: int, last: int, areas: Iterable[Area]) -> tuple[int | None, ...]:
    """The plan's years, those outside it that are used, and perhaps a column for no year."""
    used = {row.milestone.last_year for area in areas for row in area.rows}
    years = sorted({*range(first, last + 1), *(year for year in used if year is not None)})
    return (
        (*years, None)
        if None in used and not any(len(area.undated) > FEW for area in areas)
        else tuple(years)
    )


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


def _lane(area: Area, top: int, end: int, frame: Frame, *, alternate: bool, undated: bool) -> Lane:
    """The lane from ``top`` whose last box ends at ``end``; it has room for the area's name."""
    names, _ = fit(area.name, width=LABEL - 26, size=16.5, most=6)
    room = frame.measures
    height = max(end + room.foot - top, room.head + room.foot + len(names) * 19)
    middle = top + min(height // 2, 58)
    return Lane(top, height, lines_about(names, 18, middle, 19), alternate, undated)


def _spread(area: Area, frame: Frame) -> list[list[tuple[int, Row]]]:
    """Those without a year side by side: where they stand says nothing of when."""
    count = len(frame.years)
    return [list(enumerate(area.undated[at : at + count])) for at in range(0, len(area.undated), count)]


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
