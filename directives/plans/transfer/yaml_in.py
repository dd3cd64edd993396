"""A plan read from YAML: plain scalars, lists and mappings, nothing that runs or swells."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from . import columns
from .errors import NotYaml, OtherFormat, YamlTooClever
from .rows import PlanRows
from .taking import Taker

FORMAT = "samrad-plan"
FORMAT_VERSION = "1"
DEEPEST = 8
LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = {"", "~", "null"}
HEAD = ("format", "version")


class Lined(dict[str, Any]):
    """A mapping that knows its line, the line of each key, and keys that stand twice."""

    line = 0
    lines: dict[str, int]
    twice: tuple[tuple[str, int], ...] = ()


class PlainLoader(BASE):
    """Takes every scalar as the text it is; what it means is for the column to say."""


def read_yaml(text: str) -> PlanRows:
    """The plan's rows. Raises NotYaml, YamlTooClever, OtherFormat; RowsRefused with everything else."""
    whole = _load(text)
    if (
        not isinstance(whole, Lined)
        or whole.get("format") != FORMAT
        or whole.get("version") != FORMAT_VERSION
    ):
        raise OtherFormat(format=FORMAT)
    taker = Taker(titles=False)
    _take_facts(taker, whole)
    for sheet in columns.TABLES:
        _take_sheet(taker, sheet, whole)
    _refuse_unknown_parts(taker, whole)
    return taker.finish()


def _take_facts(taker: Taker, whole: Lined) -> None:
    facts = whole.get(columns.PLAN.key)
    if isinstance(facts, Lined):
        _refuse_keys(taker, columns.PLAN, facts)
        taker.take_facts(facts, facts.lines)
    else:
        taker.refuse(columns.PLAN, whole.lines.get("plan", 0), "", _("Skriv planens titel och år här."))


def _take_sheet(taker: Taker, sheet: columns.Sheet, whole: Lined) -> None:
    rows = whole.get(sheet.key)
    line = whole.lines.get(sheet.key, 0)
    if rows is not None and not isinstance(rows, list):
        taker.refuse(sheet, line, "", _("Det ska stå en lista här."))
        return
    for row in rows or []:
        if isinstance(row, Lined):
            _refuse_keys(taker, sheet, row)
            taker.take(sheet, row, row.line)
        else:
            taker.refuse(sheet, line, "", _("Varje rad ska ha namngivna fält."))


def _refuse_keys(taker: Taker, sheet: columns.Sheet, row: Lined) -> None:
    known = {column.name for column in sheet.columns}
    for name in row:
        if name not in known:
            taker.unknown(sheet, row.lines[name], name)
    for name, line in row.twice:
        taker.refuse(sheet, line, name, _("Fältet står två gånger."))


def _refuse_unknown_parts(taker: Taker, whole: Lined) -> None:
    keys = {sheet.key for sheet in columns.SHEETS} | set(HEAD)
    parts = [*HEAD, *(sheet.called(titles=False) for sheet in columns.SHEETS)]
    names = [(name, whole.lines[name]) for name in whole if name not in keys] + list(whole.twice)
    for name, line in names:
        taker.refuse(
            columns.PLAN,
            line,
            name[:60],
            _("Delen läses inte. De som läses är: %(parts)s.") % {"parts": ", ".join(parts)},
        )


def _load(text: str) -> Any:
    try:
        _refuse_clever(text)
        return yaml.load(text, Loader=PlainLoader)  # noqa: S506 (built on the safe loader)
    except yaml.MarkedYAMLError as error:
        raise NotYaml(line=_line(error)) from error
    except yaml.YAMLError as error:
        raise NotYaml(line=1) from error


def _line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return 1 if mark is None else int(mark.line) + 1


def _refuse_clever(text: str) -> None:
    """Before anything is built: an alias can make a small file huge, and depth can end the program."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlTooClever(what=_("alias (& och *)"), line=line)
        if getattr(event, "tag", None):
            raise YamlTooClever(what=_("taggar (!)"), line=line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlTooClever(what=_("för djup nästling"), line=line)


def _scalar(loader: Any, node: yaml.ScalarNode) -> str | None:
    return None if not node.style and node.value in EMPTY else str(node.value)


def _sequence(loader: Any, node: yaml.SequenceNode) -> list[Any]:
    found: list[Any] = loader.construct_sequence(node, deep=True)
    return found


def _mapping(loader: Any, node: yaml.MappingNode) -> Lined:
    found = Lined()
    found.line, found.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key, line = str(loader.construct_object(key_node, deep=True)), key_node.start_mark.line + 1
        if key in found:
            found.twice += ((key, line),)
        found[key], found.lines[key] = loader.construct_object(value_node, deep=True), line
    return found


for kind in ("str", "null", "bool", "int", "float", "timestamp", "merge", "value"):
    PlainLoader.add_constructor(f"tag:yaml.org,2002:{kind}", _scalar)
PlainLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
PlainLoader.add_constructor("tag:yaml.org,2002:seq", _sequence)
