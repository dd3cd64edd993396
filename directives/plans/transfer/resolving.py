"""Which row each reference of a file means: by its key first, then by its code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from . import columns
from .columns import Sheet
from .rows import EffectRow, PlanRows, Row

Found = dict[str, list[Row]]
REFERENCES: dict[str, tuple[str, ...]] = {
    "areas": (),
    "goals": ("area",),
    "milestones": ("area", "effects_with"),
    "effects": ("milestone", "above"),
    "indicators": ("measures", "above"),
    "arrows": ("enabler", "enabled"),
}
NEEDED = {("milestones", "area"), ("effects", "milestone"), ("arrows", "enabler"), ("arrows", "enabled")}
SHEET_OF = {
    "area": ("areas",),
    "effects_with": ("milestones",),
    "milestone": ("milestones",),
    "enabler": ("milestones",),
    "enabled": ("milestones",),
    "measures": ("milestones", "goals", "effects"),
}
Problem = tuple[Sheet, int, str, str]


def resolve(rows: PlanRows) -> Iterator[Problem]:
    """Fill ``to`` of every row; tells every reference that means nothing or several rows, and keys used twice."""
    yield from _taken_keys(rows)
    by_key = {name: _by(rows, name, "key") for name in REFERENCES}
    by_code = {name: _by(rows, name, "code") for name in REFERENCES}
    for sheet in columns.TABLES:
        for row in getattr(rows, sheet.key):
            for name in REFERENCES[sheet.key]:
                where = _where(sheet, name)
                problem = _follow(
                    sheet, row, name, [by_key[one] for one in where], [by_code[one] for one in where]
                )
                if problem:
                    yield sheet, row.at, name, problem


def _follow(sheet: Sheet, row: Row, name: str, keys: list[Found], codes: list[Found]) -> str:
    wanted = getattr(row, name)
    if not wanted:
        return _("Skriv vilken raden gäller.") if (sheet.key, name) in NEEDED else ""
    found = [one for known in keys for one in known.get(wanted, [])]
    found = found or [one for known in codes for one in known.get(wanted, [])]
    if len(found) == 1:
        row.to[name] = found[0]
        return ""
    facts = {"name": wanted}
    if found:
        return _("”%(name)s” är beteckning för flera rader. Skriv nyckeln i stället.") % facts
    return _("”%(name)s” finns inte i filen.") % facts


def _where(sheet: Sheet, name: str) -> tuple[str, ...]:
    return (sheet.key,) if name == "above" else SHEET_OF[name]


def _by(rows: PlanRows, sheet: str, name: str) -> Found:
    found: Found = defaultdict(list)
    for row in getattr(rows, sheet):
        value = getattr(row, name, "")
        if value:
            found[value].append(row)
    return found


def _taken_keys(rows: PlanRows) -> Iterator[Problem]:
    seen: set[str] = set()
    for sheet in columns.TABLES:
        for row in getattr(rows, sheet.key):
            if row.key and row.key in seen:
                yield sheet, row.at, "key", _("Nyckeln %(key)s står på flera rader.") % {"key": row.key}
            seen.add(row.key)


def cycle(rows: Iterable[Row], name: str) -> list[Row]:
    """The rows of one loop along ``name``, if there is one; each row leads to at most one other."""
    done: set[int] = set()
    for row in rows:
        path: dict[int, Row] = {}
        here: Row | None = row
        while here is not None and id(here) not in done:
            if id(here) in path:
                return list(path.values())[list(path).index(id(here)) :]
            path[id(here)] = here
            here = here.to.get(name)
        done |= set(path)
    return []


def title_of(row: Row) -> str:
    """What a person calls a row."""
    if isinstance(row, EffectRow):
        return row.text or row.key
    named = [getattr(row, name, "") for name in ("code", "name", "title", "text")]
    return " ".join(word for word in named if word)[:120]
