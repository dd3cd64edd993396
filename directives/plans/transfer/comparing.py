"""What bringing a file in would do to a planning version: what is new, changed, struck and unchanged."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from directives.models import PlanVersion

from . import columns
from .columns import Sheet
from .matching import PARTS, Matched
from .resolving import REFERENCES, title_of
from .rows import PlanRows, Row

APART = ("key",)


@dataclass(frozen=True)
class Change:
    """One row that would change: its name, and the headings of the fields that differ."""

    title: str
    fields: tuple[str, ...] = ()


@dataclass
class SheetChange:
    """What would happen to one kind of row."""

    sheet: Sheet
    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    struck: list[Change] = field(default_factory=list)
    same: int = 0
    moved: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.struck or self.moved)


@dataclass
class Comparison:
    """All of it. ``facts`` are the headings of the facts of the plan that differ."""

    facts: list[str]
    sheets: list[SheetChange]

    def __bool__(self) -> bool:
        return bool(self.facts) or any(self.sheets)

    @property
    def counts(self) -> dict[str, int]:
        """How many parts are new, changed and struck."""
        names = ("new", "changed", "struck")
        return {name: sum(len(getattr(one, name)) for one in self.sheets) for name in names}


def compare(before: PlanRows, after: PlanRows, matched: Matched) -> Comparison:
    """The difference; ``before`` is dumped from the version, ``after`` is checked and matched."""
    sheets = [_parts(sheet, before, after, matched) for sheet in PARTS]
    return Comparison(_facts(before, after), [*sheets, _arrows(before, after, matched)])


def _facts(before: PlanRows, after: PlanRows) -> list[str]:
    return [
        column.heading
        for column in columns.PLAN.columns
        if hasattr(PlanVersion, column.name)
        and getattr(before.facts, column.name) != getattr(after.facts, column.name)
    ]


def _parts(sheet: Sheet, before: PlanRows, after: PlanRows, matched: Matched) -> SheetChange:
    change = SheetChange(sheet)
    was = {row.key: row for row in getattr(before, sheet.key)}
    order = list(was)
    kept: list[str] = []
    for row in getattr(after, sheet.key):
        old = was.pop(matched[id(row)].public_id, None) if id(row) in matched else None
        if old is None:
            change.new.append(Change(title_of(row)))
            continue
        kept.append(old.key)
        fields = tuple(_fields(sheet, old, row, matched))
        if fields:
            change.changed.append(Change(title_of(row), fields))
        else:
            change.same += 1
    change.struck = [Change(title_of(row)) for row in was.values()]
    change.moved = kept != [key for key in order if key not in was]
    return change


def _fields(sheet: Sheet, old: Row, new: Row, matched: Matched) -> Iterator[str]:
    for column in sheet.columns:
        if column.name in APART:
            continue
        if column.name in REFERENCES[sheet.key]:
            differs = _end(old, column.name, {}) != _end(new, column.name, matched)
        else:
            differs = getattr(old, column.name) != getattr(new, column.name)
        if differs:
            yield column.heading


def _arrows(before: PlanRows, after: PlanRows, matched: Matched) -> SheetChange:
    change = SheetChange(columns.ARROWS)
    was = {_ends(row, {}): row for row in before.arrows}
    for row in after.arrows:
        old = was.pop(_ends(row, matched), None)
        if old is None:
            change.new.append(Change(f"{row.enabler} → {row.enabled}"))
        else:
            change.same += 1
    change.struck = [Change(f"{row.enabler} → {row.enabled}") for row in was.values()]
    return change


def _ends(row: Row, matched: Matched) -> tuple[Any, Any]:
    return _end(row, "enabler", matched), _end(row, "enabled", matched)


def _end(row: Row, name: str, matched: Matched) -> Any:
    """What a row refers to, as the plan's own identity; a new row is itself."""
    other = row.to.get(name)
    if other is None:
        return ""
    part = matched.get(id(other))
    return part.public_id if part else (other.key or id(other))
