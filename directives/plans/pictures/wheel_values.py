"""What the year wheel is drawn from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Meeting:
    """A day when a body meets; ``colour`` numbers the bodies from nought."""

    on: date
    body: str
    colour: int = 0
    label: str = ""  # more about it than the body's name, such as "budget"
    href: str = ""
    preliminary: bool = False


@dataclass(frozen=True)
class Ring:
    """A ring of the wheel, outermost first; ``kind`` is planning, follow_up, round, revision or other."""

    code: str
    name: str
    kind: str = "planning"


@dataclass(frozen=True)
class Band:
    """Something that goes on from one day to another, both included; one day is a point."""

    ring: str
    title: str
    begins: date
    ends: date
    href: str = ""
    state: str = ""  # or done, preliminary


@dataclass(frozen=True)
class YearPlan:
    """What is to be drawn; ``notes`` are words about months, as (7, "inga möten")."""

    title: str
    year: int
    today: date | None
    meetings: tuple[Meeting, ...] = ()
    rings: tuple[Ring, ...] = ()
    bands: tuple[Band, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)
