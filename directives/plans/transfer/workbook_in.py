"""A plan read from a workbook, row by row; what cannot be trusted to be a value is refused where it stands."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from io import BytesIO
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from cases.office_files import BROKEN
from cases.upload_errors import FileDamaged

from . import columns
from .columns import Sheet
from .merged_cells import merged_cells, refuse_entities
from .rows import PlanRows
from .taking import Taker
from .workbook_out import FACT, VALUE

MOST_ROWS = 5_000
MOST_COLUMNS = 40
Cells = tuple[Any, ...]


def read_workbook(content: bytes, name: str = "") -> PlanRows:
    """The plan's rows. Raises FileDamaged; RowsRefused with everything that is to be put right."""
    taker = Taker()
    try:
        refuse_entities(content, name)
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        _read(taker, book, content)
    except (*BROKEN, InvalidFileException, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise FileDamaged(name=name) from error
    return taker.finish()


def _read(taker: Taker, book: Any, content: bytes) -> None:
    pages = {page.title.strip().casefold(): page for page in book.worksheets}
    missing = [sheet.title for sheet in columns.SHEETS if sheet.title.casefold() not in pages]
    if missing:
        _refuse_sheets(taker, missing, book)
        return
    for sheet in columns.SHEETS:
        page = pages[sheet.title.casefold()]
        page.reset_dimensions()  # what a file says of its own size is not believed
        for cells, row in merged_cells(content, page):
            message = _("Cellerna %(cells)s är sammanfogade. Dela upp dem.") % {"cells": cells}
            taker.refuse(sheet, row, "", message)
        rows = _rows(taker, sheet, page)
        (_read_facts if sheet is columns.PLAN else _read_table)(taker, sheet, rows)


def _refuse_sheets(taker: Taker, missing: list[str], book: Any) -> None:
    facts = {
        "missing": ", ".join(missing),
        "expected": ", ".join(sheet.title for sheet in columns.SHEETS),
        "found": ", ".join(page.title for page in book.worksheets),
    }
    message = ngettext(
        "Bladet %(missing)s saknas. Filen ska ha bladen %(expected)s; den har %(found)s.",
        "Bladen %(missing)s saknas. Filen ska ha bladen %(expected)s; den har %(found)s.",
        len(missing),
    )
    message %= facts
    taker.refuse(columns.PLAN, 0, "", message)


def _rows(taker: Taker, sheet: Sheet, page: Any) -> Iterator[tuple[int, Cells]]:
    """The rows that hold something, with their numbers; no further than a plan can be long."""
    rows = enumerate(page.iter_rows(max_col=MOST_COLUMNS), start=1)
    for at, cells in islice(rows, MOST_ROWS + 1):
        if any(cell.value is not None for cell in cells):
            yield at, cells
    if next(rows, None) is not None:
        message = _("Bladet har fler än %(most)s rader. Ta bort tomma rader, eller dela upp planen.")
        taker.refuse(sheet, MOST_ROWS + 1, "", message % {"most": MOST_ROWS})


def _read_facts(taker: Taker, sheet: Sheet, rows: Iterator[tuple[int, Cells]]) -> None:
    names = {column.heading.casefold(): column.name for column in sheet.columns}
    found: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for at, cells in rows:
        heading = str(cells[0].value or "").strip()
        if heading.casefold() == FACT.casefold():
            continue
        name = names.get(heading.casefold())
        if name is None:
            taker.unknown(sheet, at, heading)
            continue
        found |= _values(taker, sheet, at, {name: 1}, cells)
        lines[name] = at
    taker.take_facts(found, lines)
    for column in sheet.columns:
        if column.name not in lines:
            taker.refuse(
                sheet, 0, column.name, _("Raden saknas i bladet, under %(fact)s och %(value)s.") % NAMES
            )


NAMES = {"fact": FACT, "value": VALUE}


def _read_table(taker: Taker, sheet: Sheet, rows: Iterator[tuple[int, Cells]]) -> None:
    at, cells = next(rows, (1, ()))
    places = _places(taker, sheet, at, cells)
    if len(places) < len(sheet.columns):
        missing = [column.heading for column in sheet.columns if column.name not in places]
        words = {"missing": ", ".join(missing)}
        message = ngettext(
            "Kolumnen %(missing)s saknas i rubrikraden.",
            "Kolumnerna %(missing)s saknas i rubrikraden.",
            len(missing),
        )
        taker.refuse(sheet, at, "", message % words)
        return
    for at, cells in rows:
        taker.take(sheet, _values(taker, sheet, at, places, cells), at)


def _places(taker: Taker, sheet: Sheet, at: int, cells: Cells) -> dict[str, int]:
    """Where each field's column stands."""
    names = {column.heading.casefold(): column.name for column in sheet.columns}
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        heading = str(cell.value).strip() if cell.value is not None else ""
        name = names.get(heading.casefold())
        if heading and name is None:
            taker.unknown(sheet, at, heading)
        elif name in places:
            taker.refuse(sheet, at, name, _("Kolumnen finns två gånger."))
        elif name:
            places[name] = place
    return places


def _values(taker: Taker, sheet: Sheet, at: int, places: Mapping[str, int], cells: Cells) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, place in places.items():
        cell = cells[place] if place < len(cells) else None
        if cell is None or cell.value is None:
            continue
        problem = _problem(cell)
        if problem:
            taker.refuse(sheet, at, name, problem)
        else:
            found[name] = cell.value
    return found


def _problem(cell: Any) -> str:
    """Why a cell's value is not taken."""
    if cell.data_type == "f":
        return _("Cellen innehåller en formel. Spara om den som värde.")
    if cell.data_type == "e":
        return _("Cellen visar ett fel från Excel: %(value)s.") % {"value": str(cell.value)[:20]}
    if isinstance(cell.value, date | time):
        return _("Cellen innehåller ett datum eller klockslag. Formatera den som text eller tal.")
    return ""
