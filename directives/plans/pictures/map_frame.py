"""The parts of the strategic map's layout: its columns, lanes and band, and where each column begins."""

from dataclasses import dataclass

from directives.plans.pictures.map_boxes import Box, Line, Measures

LABEL = 172  # the names of the areas
CAPTION = 38  # the band's heading


@dataclass(frozen=True)
class Column:
    """A year's heading; ``year`` is empty over those without one, ``outside`` is before or after."""

    x: int
    grid_x: int
    year: int | None
    outside: str


@dataclass(frozen=True)
class Band:
    """Where those without a year are kept: below the lines between the years, or on paper perhaps beside them."""

    x: int
    y: int
    width: int
    height: int

    @property
    def text_x(self) -> int:
        return self.x + 18

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def text_y(self) -> int:
        return self.y + 25

    @property
    def line_y(self) -> int:
        return self.y + CAPTION


@dataclass(frozen=True)
class Lane:
    """An area's part of the picture, or of the band of those without a year."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    alternate: bool
    undated: bool

    @property
    def right(self) -> int:
        return self.x + self.width


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
    """The columns' places. ``first`` counts those before them: it is above nought beside the years."""

    years: tuple[int | None, ...]
    box: int
    gutter: int
    width: int
    measures: Measures
    first: int = 0

    @property
    def beside(self) -> bool:
        """Whether the columns stand beside those of the years; then each area is named above its boxes."""
        return self.first > 0

    def left(self, column: int) -> int:
        return LABEL + self.gutter + (self.first + column) * (self.box + self.gutter)
