"""Which part of the plan each row of a file is: by its key, else by its code or its words; the rest are new."""

import re
from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from directives.models import Plan, PlanPart

from . import columns
from .errors import RowError, RowsRefused
from .rows import PlanRows, Row

PUBLIC_ID = re.compile(r"[a-z2-7]{26}")
KINDS: dict[str, str] = {
    "areas": PlanPart.Kind.AREA,
    "goals": PlanPart.Kind.GOAL,
    "milestones": PlanPart.Kind.MILESTONE,
    "effects": PlanPart.Kind.EFFECT,
    "indicators": PlanPart.Kind.INDICATOR,
}
PARTS = [sheet for sheet in columns.TABLES if sheet.key in KINDS]
BELONGS = {"goals": "area", "effects": "milestone"}
Matched = dict[int, PlanPart]


def match(plan: Plan, rows: PlanRows, before: PlanRows) -> Matched:
    """The part of each row that is known, by the row's ``id()``. Raises RowsRefused for a key of another kind."""
    known = {part.public_id: part for part in plan.parts.all()}
    matched: Matched = {}
    errors: list[RowError] = []
    for sheet in PARTS:
        for row in getattr(rows, sheet.key):
            part = known.get(row.key)
            if part is not None and part.kind != KINDS[sheet.key]:
                words = _("Nyckeln hör till något annat i planen: %(kind)s.") % {
                    "kind": part.get_kind_display()
                }
                errors.append(RowError(sheet.title, row.at, columns.KEY.heading, words))
            elif part is not None:
                matched[id(row)] = part
    if errors:
        raise RowsRefused(errors)
    for sheet in PARTS:
        _match_by_words(sheet.key, rows, before, known, matched)
    return matched


def _match_by_words(
    sheet: str, rows: PlanRows, before: PlanRows, known: dict[str, PlanPart], matched: Matched
) -> None:
    """A row without a key of its own is what bore the same code, or said the same words in the same place."""
    taken = {part.public_id for part in matched.values()}
    free = [row for row in getattr(before, sheet) if row.key not in taken]
    asking = [
        row for row in getattr(rows, sheet) if id(row) not in matched and not PUBLIC_ID.fullmatch(row.key)
    ]
    was = _only(free, sheet, before)
    for name, row in _only(asking, sheet, rows).items():
        if name in was:
            matched[id(row)] = known[was[name].key]


def _only(found: list[Row], sheet: str, rows: PlanRows) -> dict[Any, Row]:
    """Rows by what they are recognised by, when only one is."""
    areas = {row.key: row.code for row in rows.areas}
    milestones = {row.key: row.code for row in rows.milestones}
    names = [(_sign(row, sheet, areas | milestones), row) for row in found]
    counted = Counter(sign for sign, _row in names)
    return {sign: row for sign, row in names if sign and counted[sign] == 1}


def _sign(row: Row, sheet: str, codes: dict[str, str]) -> Any:
    if sheet in BELONGS:
        place = getattr(row, BELONGS[sheet])
        text = getattr(row, "text", "")
        return (codes.get(place) or place, text) if text else None
    return getattr(row, "code", "") or None
