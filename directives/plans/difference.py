"""What differs between two versions of a plan, part by part: ny, ändrad, flyttad, klar, struken. Three things apart:
a milestone's status, its trend, and this mark against the other version. A mark stands for the plan's words and places;
how it goes and whose it is may differ without one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from directives.models import MilestoneWording, PlanPart, StruckPart

from .reading import PlanAsRead

NEW, CHANGED, MOVED, DONE, STRUCK = "new", "changed", "moved", "done", "struck"
MARKS = (NEW, CHANGED, MOVED, DONE, STRUCK)
LABELS = {NEW: _("Ny"), CHANGED: _("Ändrad"), MOVED: _("Flyttad"), DONE: _("Klar"), STRUCK: _("Struken")}
WORDS: dict[str, tuple[str, ...]] = {
    PlanPart.Kind.AREA: ("code", "name", "statement", "continues"),
    PlanPart.Kind.GOAL: ("text", "outcome"),
    PlanPart.Kind.MILESTONE: ("title", "description", "cadence", "owner_words"),
    PlanPart.Kind.EFFECT: ("text", "audiences"),
    PlanPart.Kind.INDICATOR: ("name", "measure", "target", "target_words", "source"),
}
PLACES = ("first_year", "last_year", "area_id")
STANDING = ("status", "trend", "owner_id", "unit_id")


@dataclass(frozen=True)
class FieldChange:
    """A field as it was and as it is."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True)
class PartChange:
    """What became of one part. A milestone may bear several marks: it moved and was reworded.

    ``fields`` are what the marks stand for; ``standing`` is how it goes and whose it is, which has no mark but *klar*.
    """

    part_id: int
    kind: str
    marks: tuple[str, ...]
    old: Any
    new: Any
    fields: tuple[FieldChange, ...] = ()
    standing: tuple[FieldChange, ...] = ()
    reason: str = ""
    into_id: int | None = None

    @property
    def wording(self) -> Any:
        """The part's newest wording."""
        return self.new if self.new is not None else self.old


@dataclass(frozen=True)
class Difference:
    """Everything that differs, in the plan's order; what is struck comes last in its kind.

    ``changes`` bear marks; ``standing`` are the milestones with another status, trend or owner, marked or not.
    """

    old: PlanAsRead
    new: PlanAsRead
    changes: list[PartChange] = field(default_factory=list)
    standing: list[PartChange] = field(default_factory=list)
    arrows_drawn: list[tuple[int, int]] = field(default_factory=list)
    arrows_taken: list[tuple[int, int]] = field(default_factory=list)

    def of(self, *kinds: str) -> list[PartChange]:
        """The changes of parts of these kinds."""
        return [change for change in self.changes if change.kind in kinds]

    @property
    def by_part(self) -> dict[int, PartChange]:
        """The change of each changed part."""
        return {change.part_id: change for change in self.changes}

    @property
    def counts(self) -> dict[str, int]:
        """How many milestones bear each mark."""
        milestones = self.of(PlanPart.Kind.MILESTONE)
        return {mark: sum(mark in change.marks for change in milestones) for mark in MARKS}


def between(old: PlanAsRead, new: PlanAsRead) -> Difference:
    """The difference between two versions of one plan; linear in their length."""
    found = [change for kind in WORDS for change in _of_kind(kind, old, new)]
    changes = [change for change in found if change.marks]
    standing = [change for change in found if change.standing]
    before = {(row.enabler_id, row.enabled_id) for row in old.arrows}
    after = {(row.enabler_id, row.enabled_id) for row in new.arrows}
    return Difference(old, new, changes, standing, sorted(after - before), sorted(before - after))


def mark(change: PartChange | None) -> str:
    """The one mark a map shows: what matters most of several."""
    if change is None:
        return ""
    order = (STRUCK, NEW, DONE, MOVED, CHANGED)
    return next(one for one in order if one in change.marks)


def _of_kind(kind: str, old: PlanAsRead, new: PlanAsRead) -> Iterator[PartChange]:
    before = {row.part_id: row for row in _rows(old, kind)}
    after = _rows(new, kind)
    struck = {row.part_id: row for row in new.struck}
    for row in after:
        yield _change(kind, before.pop(row.part_id, None), row)
    for part_id, row in before.items():
        yield _struck(kind, part_id, row, struck.get(part_id))


def _rows(plan: PlanAsRead, kind: str) -> Sequence[Any]:
    rows: dict[str, Sequence[Any]] = {
        PlanPart.Kind.AREA: plan.areas,
        PlanPart.Kind.GOAL: plan.goals,
        PlanPart.Kind.MILESTONE: plan.milestones,
        PlanPart.Kind.EFFECT: plan.effects,
        PlanPart.Kind.INDICATOR: plan.indicators,
    }
    return rows[kind]


def _change(kind: str, old: Any, new: Any) -> PartChange:
    if old is None:
        return PartChange(new.part_id, kind, (NEW,), None, new, reason=new.reason)
    is_milestone = kind == PlanPart.Kind.MILESTONE
    fields = _fields((*WORDS[kind], *PLACES) if is_milestone else WORDS[kind], old, new)
    standing = _fields(STANDING, old, new) if is_milestone else ()
    marks = tuple(_marks({one.name for one in (*fields, *standing)}, new))
    return PartChange(new.part_id, kind, marks, old, new, fields, standing, new.reason)


def _fields(names: Sequence[str], old: Any, new: Any) -> tuple[FieldChange, ...]:
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(FieldChange(name, before, after) for name, before, after in pairs if before != after)


def _marks(names: set[str], new: Any) -> Iterator[str]:
    if "status" in names and new.status == MilestoneWording.Status.REACHED:
        yield DONE
    if names & set(PLACES):
        yield MOVED
    if names - {*PLACES, *STANDING}:
        yield CHANGED


def _struck(kind: str, part_id: int, old: Any, row: StruckPart | None) -> PartChange:
    reason, into_id = (row.reason, row.into_id) if row else ("", None)
    return PartChange(part_id, kind, (STRUCK,), old, None, reason=reason, into_id=into_id)
