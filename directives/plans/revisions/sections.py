"""What a revision changes, as sections: the marks, why, how it reads in the plan in force and how it is to read."""

from collections.abc import Sequence
from typing import Any

from cases.text import DraftSection, normalise
from directives.models import PlanPart
from directives.plans import difference, text
from directives.plans.difference import Difference, PartChange
from directives.plans.reading import PlanAsRead

from . import section_words
from .section_words import AFTER, BEFORE, Words

SENT = (PlanPart.Kind.AREA, PlanPart.Kind.MILESTONE)
LONGEST_HEADING = 300


def of(found: Difference) -> list[tuple[int, DraftSection]]:
    """Each changed area and milestone with its part, in the plan's order; written in the language that is active."""
    return [(change.part_id, _section(found, change)) for change in _with_effects(found)]


def row_of(plan: PlanAsRead, part: int, kind: str) -> Any | None:
    """The part's wording in a version; None where it does not stand."""
    return plan.area.get(part) if kind == PlanPart.Kind.AREA else plan.milestone.get(part)


def written(plan: PlanAsRead, kind: str, row: Any) -> tuple[str, str]:
    """The heading and the text of a part, as a section has them."""
    if kind == PlanPart.Kind.AREA:
        heading, words = f"{row.code} {row.name}", row.statement
    else:
        drawn = text.of_milestone(plan, row)
        heading, words = drawn.heading, drawn.text
    return normalise(heading)[:LONGEST_HEADING], normalise(words)


def _with_effects(found: Difference) -> list[PartChange]:
    """Changed areas and milestones, and milestones of which only an effect changed, in the plan's order."""
    sent = found.of(*SENT)
    known = {change.part_id for change in sent}
    owners = {change.wording.milestone_id for change in found.of(PlanPart.Kind.EFFECT)} - known
    effects_only = [
        PartChange(row.part_id, PlanPart.Kind.MILESTONE, (difference.CHANGED,), row, row)
        for row in found.new.milestones
        if row.part_id in owners
    ]
    return [*sent, *effects_only]


def _section(found: Difference, change: PartChange) -> DraftSection:
    plan = found.old if change.new is None else found.new
    heading, body = written(plan, change.kind, change.wording)
    marks = ", ".join(str(difference.LABELS[mark]) for mark in change.marks)
    words = Words(heading, marks, " ".join(change.reason.split()), _before(found, change), body)
    return DraftSection(heading, words.text)


def _before(found: Difference, change: PartChange) -> str:
    """How it reads in the plan in force, field by field, where that differs: a reader answers about a change."""
    was, now = (_fields(plan, change) for plan in (found.old, found.new))
    if not was or not now:
        return ""
    told = [
        f"- {section_words.label(name, change.kind)}: {section_words.on_one_line(was[name]) or '–'}"
        for name in section_words.changed(was, now)
    ]
    return "\n\n".join([BEFORE, "\n".join(told), AFTER]) if told else ""


def _fields(plan: PlanAsRead, change: PartChange) -> dict[str, str]:
    row = row_of(plan, change.part_id, change.kind)
    if row is None:
        return {}
    heading, body = written(plan, change.kind, row)
    codes: Sequence[str] = [row.code] if row.code else []
    return section_words.fields(Words(heading, "", "", "", body), change.kind, codes)
