"""A plan written as a workbook with one sheet per kind of row; texts stay texts, whatever they begin with."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from . import columns
from .columns import Column, Holds, Sheet
from .errors import TextTooLong
from .rows import PlanRows, Row
from .values import word_of

LONGEST_IN_CELL = 32_767
FACT, VALUE = "Uppgift", "Värde"
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def write_workbook(rows: PlanRows) -> bytes:
    """The whole plan; an empty ``PlanRows`` gives the workbook to fill in. Raises TextTooLong."""
    book = Workbook(write_only=True)
    _write_facts(book, rows)
    for sheet in columns.TABLES:
        _write_table(book, sheet, getattr(rows, sheet.key))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write_facts(book: Workbook, rows: PlanRows) -> None:
    page = book.create_sheet(columns.PLAN.title)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 80
    page.append([_head(page, FACT), _head(page, VALUE)])
    for column in columns.PLAN.columns:
        page.append([_cell(page, column.heading), _cell(page, _value(column, rows.facts))])


def _write_table(book: Workbook, sheet: Sheet, rows: Iterable[Row]) -> None:
    page = book.create_sheet(sheet.title)
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.append([_head(page, column.heading) for column in sheet.columns])
    for row in rows:
        page.append([_cell(page, _value(column, row)) for column in sheet.columns])


def _head(page: Any, text: str) -> Any:
    cell = _cell(page, text)
    cell.font = BOLD
    return cell


def _cell(page: Any, value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_IN_CELL:
        raise TextTooLong
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # "=1+1" is somebody's words, never a formula
        cell.alignment = WRAPPED
    return cell


def _value(column: Column, row: Row) -> Any:
    value = getattr(row, column.name)
    if column.holds is Holds.CHOICE:
        return word_of(column.choices, value) if value else None
    if column.holds is Holds.AUDIENCES:
        return ", ".join(value) or None
    if column.holds is Holds.FLAG:
        return "ja" if value else None
    if isinstance(value, Decimal):
        return _number(value)
    return None if value == "" else value


def _number(value: Decimal) -> float | str:
    """A number when Excel can hold it exactly, else its digits as text."""
    exact = Decimal(repr(float(value))) == value
    return float(value) if exact else format(value.normalize(), "f")
