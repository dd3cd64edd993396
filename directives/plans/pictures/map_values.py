"""What the strategic map is drawn from, and the same as rows of words."""

from collections.abc import Mapping
from dataclasses import dataclass

SYMBOLS = {  # drawn in a circle of 18 × 18
    "reached": "M4.6 9.4l3 3L13.6 6",
    "under_way": "M6.8 5l6.2 4-6.2 4z",
    "not_reached": "M5.8 5.8l6.4 6.4M12.2 5.8l-6.4 6.4",
}


@dataclass(frozen=True)
class Milestone:
    """A milestone as the picture needs it; it stands in its last year, or among those without a year."""

    code: str
    title: str
    area: str
    first_year: int | None = None
    last_year: int | None = None
    years_words: str = ""
    status: str = "not_started"  # or under_way, reached, not_reached
    mark: str = ""  # or new, changed, moved, done, struck
    doubt: bool = False
    href: str = ""


@dataclass(frozen=True)
class PlanMap:
    """What is to be drawn: areas as (code, name) in order, enabling arrows as (from code, to code)."""

    title: str
    first_year: int
    last_year: int
    areas: tuple[tuple[str, str], ...]
    milestones: tuple[Milestone, ...]
    arrows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Words:
    """What things are called in the reader's language; statuses and marks in the legend's order."""

    status: Mapping[str, str]
    mark: Mapping[str, str]
    reached_in: str  # with a %s for the year
    no_year: str
    doubt: str
    enables: str
    builds_on: str

    @property
    def statuses(self) -> tuple[tuple[str, str, str], ...]:
        """The legend: code, word and symbol."""
        return tuple((code, word, SYMBOLS.get(code, "")) for code, word in self.status.items())


@dataclass(frozen=True)
class Row:
    """A milestone in words: when it is to be reached, what it enables, and what it builds upon."""

    number: int
    milestone: Milestone
    status_word: str
    mark_word: str
    when: str
    enables: str
    builds_on: str
    late: str  # those of ``builds_on`` that are reached after it
    state: str  # its status in sentences, for a list that names what it builds on itself
    said: str  # everything, for one who does not see the picture

    @property
    def symbol(self) -> str:
        """The sign of the status, as an SVG path; not begun is an empty circle."""
        return SYMBOLS.get(self.milestone.status, "")


@dataclass(frozen=True)
class Area:
    """An area with its milestones, earliest first and those without a year last."""

    name: str
    rows: tuple[Row, ...]

    @property
    def dated(self) -> tuple[Row, ...]:
        """Those that stand in a year."""
        return tuple(row for row in self.rows if row.milestone.last_year is not None)

    @property
    def undated(self) -> tuple[Row, ...]:
        """Those without a year."""
        return tuple(row for row in self.rows if row.milestone.last_year is None)
