"""A difference between two versions as rows: the part, its marks, why, and each field as it was and is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directives.models import EffectWording, MilestoneWording, PlanPart, PlanVersion
from directives.plans.difference import NEW, STRUCK, Difference, FieldChange, PartChange, mark
from directives.plans.pictures.words import map_words
from directives.plans.reading import PlanAsRead

from .field_words import FIELDS
from .holders import holder
from .word_pieces import pieces

TEXTS = ("title", "description", "text", "statement", "continues", "outcome", "name", "source")


@dataclass(frozen=True)
class FieldRow:
    """A field as it was and is; long texts as a difference of words."""

    label: str
    old: str
    new: str
    pieces: list[dict[str, str]]


@dataclass(frozen=True)
class ChangeRow:
    """What became of one part."""

    kind: str
    kind_word: str
    name: str
    mark: str
    marks: list[tuple[str, str]]
    reason: str
    into: str
    href: str
    fields: list[FieldRow]
    status: str
    status_word: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class StandingRow:
    """How a milestone goes and whose it is, as it was and is: apart from its change marks."""

    name: str
    href: str
    status: FieldRow | None
    trend: FieldRow | None
    owner: FieldRow | None


def change_rows(found: Difference) -> list[ChangeRow]:
    """Every change, in the plan's order."""
    return [_row(found, change) for change in found.changes]


def standing_rows(found: Difference) -> list[StandingRow]:
    """Every milestone with another status, trend or owner, in the plan's order; what is the same is None."""
    return [_standing(found, change) for change in found.standing]


def arrow_rows(whole: PlanAsRead, arrows: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
    """Arrows as the names of both ends."""
    names = {row.part_id: f"{row.code} {row.title}" for row in whole.milestones}
    return [(names.get(start, ""), names.get(end, "")) for start, end in arrows]


def name_of(kind: str, row: Any) -> str:
    """What a part is called in a list."""
    if kind == PlanPart.Kind.MILESTONE:
        return f"{row.code} {row.title}"
    if kind in (PlanPart.Kind.AREA, PlanPart.Kind.INDICATOR):
        return f"{row.code} {row.name}"
    return row.text or _("[oläslig i källan]")


def _row(found: Difference, change: PartChange) -> ChangeRow:
    words = map_words().mark
    row = change.wording
    version = found.new.version if change.new is not None else found.old.version
    return ChangeRow(
        facts=_facts(found, change),
        kind=change.kind,
        kind_word=capfirst(str(PlanPart.Kind(change.kind).label)),
        name=name_of(change.kind, row),
        mark=mark(change),
        marks=[(one, words[one]) for one in change.marks],
        reason=change.reason or _milestones_reason(found, change),
        into=_into(found, change),
        href=_href(row, version) if change.kind == PlanPart.Kind.MILESTONE else "",
        fields=_fields(found, change, change.fields),
        status=getattr(row, "status", ""),
        status_word=row.get_status_display() if isinstance(row, MilestoneWording) else "",
    )


def _facts(found: Difference, change: PartChange) -> list[tuple[str, str]]:
    """What a new milestone says: there is nothing it was, to compare with."""
    if change.old is not None or change.kind != PlanPart.Kind.MILESTONE:
        return []
    row = change.new
    area = found.new.area.get(row.area_id)
    every = [
        (_("Område"), area.name if area else ""),
        (_("År"), row.years or _("utan år")),
        (_("Ägare"), holder(row) or _("ägare saknas")),
        (_("Beskrivning"), row.description),
    ]
    return [(label, value) for label, value in every if value]


def _milestones_reason(found: Difference, change: PartChange) -> str:
    """An effect that came or went with its milestone did so for the milestone's reason."""
    if change.kind != PlanPart.Kind.EFFECT:
        return ""
    above = found.by_part.get(change.wording.milestone_id)
    return above.reason if above is not None and set(above.marks) & {NEW, STRUCK} else ""


def _standing(found: Difference, change: PartChange) -> StandingRow:
    rows = {row.label: row for row in _fields(found, change, change.standing)}
    status, trend, owner = (rows.get(str(FIELDS[name])) for name in ("status", "trend", "owner_id"))
    name = name_of(change.kind, change.new)
    return StandingRow(name, _href(change.new, found.new.version), status, trend, owner)


def _into(found: Difference, change: PartChange) -> str:
    """What a struck part went into."""
    wordings: dict[PlanPart.Kind, dict[int, Any]] = {
        PlanPart.Kind.MILESTONE: found.new.milestone,
        PlanPart.Kind.AREA: found.new.area,
        PlanPart.Kind.GOAL: found.new.goal,
        PlanPart.Kind.EFFECT: found.new.effect,
        PlanPart.Kind.INDICATOR: found.new.indicator,
    }
    row = wordings[PlanPart.Kind(change.kind)].get(change.into_id or 0)
    return name_of(change.kind, row) if row is not None else ""


def _href(row: Any, version: PlanVersion) -> str:
    return f"{reverse('milestone', args=[row.part.public_id])}?version={version.public_id}"


def _fields(found: Difference, change: PartChange, fields: Iterable[FieldChange]) -> list[FieldRow]:
    rows: list[FieldRow] = []
    for field in fields:
        old, new = (
            _said(found.old, change.old, field, field.old),
            _said(found.new, change.new, field, field.new),
        )
        if old != new:
            rows.append(FieldRow(str(FIELDS[field.name]), old, new, _pieces(field, old, new)))
    return rows


def _pieces(field: FieldChange, old: str, new: str) -> list[dict[str, str]]:
    return pieces(old, new) if field.name in TEXTS else []


def _said(whole: PlanAsRead, row: Any, field: FieldChange, value: Any) -> str:
    """A field's value as it is read."""
    if field.name == "area_id":
        area = whole.area.get(value)
        return area.name if area else ""
    if field.name in ("owner_id", "unit_id"):
        return holder(row) or _("ägare saknas")
    if field.name == "status":
        return str(row.get_status_display())
    if field.name == "trend":
        return str(row.get_trend_display())
    if field.name == "audiences":
        return ", ".join(str(EffectWording.Audience(code).label) for code in value) or "–"
    return "" if value is None else str(value)
