"""What would come into a planning version with another plan, and what of it the version has already."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from directives.models import Plan, PlanVersion

from . import merging, taken
from .reading import read

NAMES = ("areas", "goals", "milestones", "effects", "indicators")


@dataclass(frozen=True)
class Incoming:
    """A part that comes in; ``double`` when one of the version's own reads alike."""

    name: str
    double: bool


@dataclass(frozen=True)
class Preview:
    """What of each kind comes in, how many arrows, and the version it comes from."""

    version: PlanVersion
    rows: dict[str, list[Incoming]]
    arrows: int

    @property
    def doubles(self) -> list[str]:
        """What is in both plans."""
        return [
            row.name for kind in ("areas", "goals", "milestones") for row in self.rows[kind] if row.double
        ]


def preview(other: Plan, into: PlanVersion) -> Preview:
    """Everything that would come in. Raises NothingToCut, GoesInto, PlanRevised, YearOutside."""
    source = merging.source_of(other)
    whole, own = read(source), read(into)
    merging.refuse_unfit(other, whole, into)
    rows = {kind: _incoming(getattr(whole, kind), getattr(own, kind)) for kind in NAMES}
    return Preview(source, rows, len(whole.arrows))


def there(version: PlanVersion) -> list[Plan]:
    """The plans that are taken in already."""
    return list(taken.plans(version))


def _incoming(rows: Iterable[Any], own: Iterable[Any]) -> list[Incoming]:
    known = {_said(row) for row in own}
    return [Incoming(taken.name_of(row), _said(row) in known) for row in rows]


def _said(row: Any) -> str:
    """The words without the code, so that two codes do not hide that it is the same."""
    words = getattr(row, "title", "") or getattr(row, "name", "") or getattr(row, "text", "")
    return " ".join(words.casefold().split())
