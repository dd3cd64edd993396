"""A plan written as YAML: what is empty is left out, the rest stands in the order of the plan."""

from decimal import Decimal
from typing import Any

import yaml

from directives.plans import numbers

from . import columns
from .columns import Sheet
from .rows import PlanRows, Row
from .yaml_in import FORMAT, FORMAT_VERSION

BASE: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
WIDTH = 100


class PlainDumper(BASE):
    """Repeats instead of pointing back: a reader refuses aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an alias."""
        return True


def write_yaml(rows: PlanRows) -> str:
    """The whole plan as text."""
    whole: dict[str, Any] = {
        "format": FORMAT,
        "version": int(FORMAT_VERSION),
        columns.PLAN.key: _written(columns.PLAN, rows.facts),
    }
    for sheet in columns.TABLES:
        whole[sheet.key] = [_written(sheet, row) for row in getattr(rows, sheet.key)]
    text: str = yaml.dump(whole, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text


def _written(sheet: Sheet, row: Row) -> dict[str, Any]:
    found = {column.name: getattr(row, column.name) for column in sheet.columns}
    return {name: _plain(value) for name, value in found.items() if value not in ("", None, [], False)}


def _plain(value: Any) -> Any:
    """A number as few digits as it has; lists as they are."""
    if not isinstance(value, Decimal):
        return value
    text = numbers.plain(value)
    return int(text) if text.lstrip("-").isdecimal() else text
