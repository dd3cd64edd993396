"""A box of the strategic map: a milestone's words, sign and tag in their places."""

from dataclasses import dataclass

from directives.plans.pictures.letters import fit, width_of
from directives.plans.pictures.map_values import Milestone, Row

ICON, MARGIN = 38, 10  # beside the words in a box
LETTER, LINE, NOTE = 13.0, 16, 17
NOTE_LETTER, DOUBT = 11.5, "uncertain"  # the longest that a language says of a doubt
MOST_LINES = 4
TAG_WIDTH, TAG_HEIGHT = 58, 18  # room for the longest of the words


@dataclass(frozen=True)
class Measures:
    """How wide a box is, or else the whole picture; and the air around boxes and their words."""

    box: int = 0
    width: int = 0
    head: int = 17  # inside a lane, above the first row
    gap: int = 14  # between rows
    foot: int = 15  # below the last row
    air: int = 24  # above and below the words of a box
    least: int = 56  # the height of a box
    beside: int = 0  # columns for those without a year beside the years; else they stand below


@dataclass(frozen=True)
class Line:
    """A line of words and where its baseline begins."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Tag:
    """The place of the word for what has changed, on the upper edge of its box."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    base: int


@dataclass(frozen=True)
class Box:
    """A milestone in its place."""

    number: int
    row: Row
    column: int
    x: int
    y: int
    width: int
    height: int
    icon_x: int
    icon_y: int
    lines: tuple[Line, ...]
    cut: bool
    note: Line | None
    tag: Tag | None

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def centre(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Wording:
    """A milestone's title in lines, and whether there is something to say below it."""

    lines: tuple[str, ...]
    cut: bool
    note: str
    noted: bool
    height: int


def wording(milestone: Milestone, width: int, room: Measures) -> Wording:
    """The title of ``milestone`` as it is broken in a box; where there is little air, it keeps clear of the tag."""
    beside = TAG_WIDTH if milestone.mark and room.air < TAG_HEIGHT else 0
    lines, cut = fit(milestone.title, width=width - ICON - MARGIN - beside, size=LETTER, most=MOST_LINES)
    note = _note(milestone, width - ICON - MARGIN)
    noted = note != "" or milestone.doubt
    height = max(room.least, len(lines) * LINE + NOTE * noted + room.air)
    return Wording(lines, cut, note, noted, height)


def _note(milestone: Milestone, width: int) -> str:
    """What the source prints of the time; where the doubt leaves no room for it, the table and the page say it."""
    said = milestone.years_words if milestone.years_words != str(milestone.last_year) else ""
    whole = f"{said} · {DOUBT}" if milestone.doubt else said
    return said if width_of(whole, NOTE_LETTER) <= width else ""


def box_in(row: Row, column: int, corner: tuple[int, int], size: tuple[int, int], said: Wording) -> Box:
    """The milestone of ``row`` with its words, sign and tag in place."""
    (x, y), (width, height) = corner, size
    middle = y + height // 2
    lines = lines_about(said.lines, x + ICON, middle - NOTE // 2 * said.noted, LINE)
    note = Line(x + ICON, lines[-1].y + NOTE, said.note) if said.noted and lines else None
    tag = _tag(x, y, width) if row.milestone.mark else None
    return Box(row.number, row, column, x, y, width, height, x + 10, middle - 9, lines, said.cut, note, tag)


def lines_about(texts: tuple[str, ...], x: int, middle: int, step: int) -> tuple[Line, ...]:
    """Lines ``step`` apart whose block has its middle at ``middle``."""
    first = middle + 5 - (len(texts) - 1) * step // 2
    return tuple(Line(x, first + number * step, text) for number, text in enumerate(texts))


def _tag(x: int, y: int, width: int) -> Tag:
    left = x + width - TAG_WIDTH - 10
    return Tag(left, y - TAG_HEIGHT // 2, TAG_WIDTH, TAG_HEIGHT, left + TAG_WIDTH // 2, y + 4)


def overlapping(one: Box, other: Box) -> bool:
    """Whether two boxes share any paper."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
