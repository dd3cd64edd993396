"""Raw values made into a row, and what is wrong with them noted where it stands."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from django.utils.translation import gettext as _

from . import columns
from .checking import check
from .columns import Sheet
from .errors import RowError, RowsRefused
from .rows import PlanFacts, PlanRows, Row
from .values import BadValue, parse


class Taker:
    """Collects rows and errors while a file is read."""

    def __init__(self, *, titles: bool = True) -> None:
        self.rows = PlanRows()
        self.errors: list[RowError] = []
        self._titles = titles  # else each is named with its key in YAML beside it

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
        known = {one.name: one.called(titles=self._titles) for one in sheet.columns}
        self.errors.append(
            RowError(sheet.called(titles=self._titles), at, known.get(column, column), message)
        )

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

    def finish(self) -> PlanRows:
        """The rows. Raises RowsRefused with everything to put right, also what only shows between rows."""
        if not self.errors:
            return self.rows
        found = [*self.errors, *self._between_rows()]
        raise RowsRefused(sorted(found, key=self._place))

    def _between_rows(self) -> list[RowError]:
        """What is wrong beside what could not be read; nothing when whole sheets or columns are missing."""
        if any(not error.column for error in self.errors):
            return []
        plan = columns.PLAN.called(titles=self._titles)
        said = {(one.sheet, one.row, one.column) for one in self.errors}
        doubtful = {one.sheet for one in self.errors} & {plan}
        try:
            check(self.rows, titles=self._titles)
        except RowsRefused as refused:
            more = [one for one in refused.errors if (one.sheet, one.row, one.column) not in said]
            return [one for one in more if one.sheet not in doubtful]
        return []

    def _place(self, error: RowError) -> tuple[int, int]:
        """Sheet by sheet in a workbook, line by line in YAML."""
        order = [sheet.title for sheet in columns.SHEETS] if self._titles else []
        return (order.index(error.sheet) if error.sheet in order else 0, error.row)

    def unknown(self, sheet: Sheet, at: int, name: str) -> None:
        """A column or key that does not exist."""
        known = ", ".join(one.called(titles=self._titles) for one in sheet.columns)
        said = (
            _("Det finns ingen kolumn som heter så. De som läses är: %(known)s.")
            if self._titles
            else _("Det finns inget fält som heter så. De som läses är: %(known)s.")
        )
        self.refuse(sheet, at, name[:60], said % {"known": known})


def _defaults(row: type[Row]) -> dict[str, Any]:
    return {one.name: None if one.default is MISSING else one.default for one in fields(row)}
