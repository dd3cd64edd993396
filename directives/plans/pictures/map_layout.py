"""Where the boxes of the strategic map stand: columns are years, lanes are areas.

Boxes in the same row of a lane are equally high, so that a chain of milestones is a straight line. Those
without a year stand in a column of their own, or, when an area has many, in a band below every year's column;
on paper the band may stand beside the years, when the letters are larger so and no arrow leads there.
"""

from collections.abc import Iterable

from directives.plans.pictures.letters import fit
from directives.plans.pictures.map_boxes import Box, Line, Measures, box_in, lines_about, wording
from directives.plans.pictures.map_frame import CAPTION, LABEL, Band, Column, Frame, Lane, Layout
from directives.plans.pictures.map_values import Area, Row

TOP, BOTTOM, EDGE = 48, 8, 4
APART = 18  # between the last area and the band of those without a year
NARROWEST, GUTTER = 154, 34
FEW = 2  # so many without a year in an area never need a band
INSIDE, OUTSIDE = (
    16,
    8,
)  # from a box to the edge of the band beside the years, and to that of the years' lanes
NAME = 25  # an area's name above its boxes


def lay_out(first: int, last: int, areas: tuple[Area, ...], measures: Measures) -> Layout:
    """Every milestone once, in the order of the areas and their rows; in a band, those without a year last."""
    frame = _frame(_years(first, last, areas), measures)
    apart = () if None in frame.years else tuple(area for area in areas if area.undated)
    beside = bool(apart) and measures.beside > 0
    right = frame.width - frame.gutter + OUTSIDE if beside else frame.width
    lanes, boxes, y = _lanes(areas, TOP, frame, right, undated=False)
    band = None
    if apart:
        other = _wing(frame) if beside else frame
        band, more, spread = _band(apart, other, 0 if beside else y)
        lanes, boxes, y = lanes + more, boxes + spread, max(y, band.y + band.height)
    width = band.right + EDGE if band and beside else frame.width
    columns = tuple(_column(frame, place, first, last) for place in range(len(frame.years)))
    return Layout(width, y + BOTTOM, frame.box, frame.gutter, columns, tuple(lanes), tuple(boxes), band)


def _wing(frame: Frame) -> Frame:
    """Columns beside those of the years, for those without one."""
    count, each = frame.measures.beside, frame.box + frame.gutter
    width = frame.width + count * each - frame.gutter + INSIDE
    return Frame((None,) * count, frame.box, frame.gutter, width, frame.measures, len(frame.years))


def _band(apart: tuple[Area, ...], frame: Frame, below: int) -> tuple[Band, list[Lane], list[Box]]:
    """Those without a year: beside the years from their top, or across the picture ``below`` them."""
    left = frame.left(0) - INSIDE if frame.beside else 0
    begin = TOP - CAPTION if frame.beside else below + APART
    lanes, boxes, y = _lanes(apart, begin + CAPTION, frame, frame.width, undated=True)
    return Band(left, begin, frame.width - left, y - begin), lanes, boxes


def _lanes(
    areas: tuple[Area, ...], y: int, frame: Frame, right: int, *, undated: bool
) -> tuple[list[Lane], list[Box], int]:
    """A lane for each area from ``y`` downwards, their boxes, and where the last lane ends."""
    lanes: list[Lane] = []
    boxes: list[Box] = []
    for number, area in enumerate(areas):
        table = _spread(area, frame) if undated else _stack(area, frame)
        placed, end = _rows(table, y + frame.measures.head + NAME * frame.beside, frame)
        name, height = _name(area, y, end, frame)
        left = frame.left(0) - INSIDE if frame.beside else 0
        lanes.append(Lane(left, y, right - left, height, name, number % 2 == 1, undated))
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


def _name(area: Area, top: int, end: int, frame: Frame) -> tuple[tuple[Line, ...], int]:
    """The name of the lane from ``top`` whose last box ends at ``end``, and how high the lane is for both."""
    room = frame.measures
    if frame.beside:
        words, _ = fit(area.name, width=frame.width - frame.left(0) - INSIDE, size=16.5, most=1)
        return lines_about(words, frame.left(0), top + 16, 19), end + room.foot - top
    names, _ = fit(area.name, width=LABEL - 26, size=16.5, most=6)
    height = max(end + room.foot - top, room.head + room.foot + len(names) * 19)
    return lines_about(names, 18, top + min(height // 2, 58), 19), height


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
            box_in(row, frame.first + column, (frame.left(column), y), (frame.box, height), said)
            for (column, row), said in zip(cells, words, strict=True)
        ]
        y += height + room.gap
    return boxes, y - room.gap if table else y - room.head
