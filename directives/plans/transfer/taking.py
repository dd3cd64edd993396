"""Raw values made into a row, and what is wrong with them noted where it stands."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from django.utils.translation import gettext as _

from . import columns
from .columns import Sheet
from .errors import RowError
from .rows import PlanFacts, PlanRows, Row
from .values import BadValue, parse


class Taker:
    """Collects rows and errors while a file is read."""

    def __init__(self, names: str = "title") -> None:
        self.rows = PlanRows()
        self.errors: list[RowError] = []
        self._names = names  # sheets and columns are called as the file calls them

    def take(self, sheet: Sheet, raw: Mapping[str, Any], at: int) -> None:
        """A row of a sheet, at a row of the file."""
        getattr(self.rows, sheet.key).append(self._row(sheet, raw, at))

    def take_facts(self, raw: Mapping[str, Any], lines: Mapping[str, int]) -> None:
        """What is said of the plan as a whole; each fact has its own row in the file."""
        facts = self._row(columns.PLAN, raw, 0, lines)
        if isinstance(facts, PlanFacts):
            self.rows.facts = facts

    def refuse(self, sheet: Sheet, at: int, column: str, message: str) -> None:
        """Note an error; ``column`` is a field's name, or empty."""
        known = {one.name: one.heading for one in sheet.columns}
        heading = known.get(column, column) if self._names == "title" else column
        self.errors.append(RowError(getattr(sheet, self._names), at, heading, message))

    def _row(
        self, sheet: Sheet, raw: Mapping[str, Any], at: int, lines: Mapping[str, int] | None = None
    ) -> Row:
        row = sheet.row(at=at)
        empty = _defaults(sheet.row)
        for column in sheet.columns:
            try:
                value = parse(column, raw.get(column.name))
            except BadValue as bad:
                self.refuse(sheet, (lines or {}).get(column.name, at), column.name, str(bad))
                continue
            setattr(row, column.name, empty[column.name] if value is None else value)
        return row

    def unknown(self, sheet: Sheet, at: int, name: str) -> None:
        """A column or key that does not exist."""
        known = ", ".join(one.heading if self._names == "title" else one.name for one in sheet.columns)
        self.refuse(
            sheet,
            at,
            name[:60],
            _("Det finns ingen kolumn som heter så. De som läses är: %(known)s.") % {"known": known},
        )


def _defaults(row: type[Row]) -> dict[str, Any]:
    return {one.name: None if one.default is MISSING else one.default for one in fields(row)}
