"""The same minutes as a Word file: real headings, real heads of tables, the language set."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from docx.shared import Mm, Pt

from cases.paper.minutes import minutes_data
from cases.paper.minutes_parts import MinutesPaper
from cases.paper.minutes_word_blocks import Pen
from cases.paper.minutes_word_look import INK, PETROL, highlighted, label, new_document
from cases.paper.minutes_word_xml import line_below, saved, writable


def minutes_docx(paper: MinutesPaper, *, public: bool = False) -> bytes:
    """The minutes as a Word file; ``public`` hides what is masked. The same paper, the same bytes."""
    return _written(minutes_data(paper, public=public), at=paper.made_at)


def _written(made: Mapping[str, Any], *, at: datetime) -> bytes:
    data = writable(made)
    document = new_document(data, at=at)
    pen = Pen(document, data["mask"])
    _top(pen, data)
    if data["attendance"]:
        _attendance(pen, data["attendance"])
    for item in data["items"]:
        _item(pen, item)
    if data["wishes"]:
        _heading(pen, [data["wishes"]["heading"]], 1)
        pen.blocks(data["wishes"]["blocks"])
    if data["approval"]:
        _approval(pen, data["approval"])
    return saved(document)


def _top(pen: Pen, data: Mapping[str, Any]) -> None:
    _small(pen, data["kind"], bold=True, colour=PETROL)
    pen.line([data["name"]], "Title")
    for notice in data["notices"]:
        highlighted(pen.line([["strong", [notice["title"]]], f" {notice['text']}"]))
    for name, value in data["facts"]:
        _fact(pen, name, value)


def _fact(pen: Pen, name: str, value: str) -> None:
    line = pen.paragraph()
    shape = line.paragraph_format
    shape.left_indent, shape.first_line_indent = Mm(55), Mm(-55)
    shape.space_after = Pt(3)
    shape.tab_stops.add_tab_stop(Mm(55))
    pen.write(line, [["strong", [name]], "\t", value])
    for run in line.runs:
        run.font.name = "Arial"


def _attendance(pen: Pen, data: Mapping[str, Any]) -> None:
    _heading(pen, [data["heading"]], 1)
    if data["none"]:
        pen.line([data["none"]])
    for group in data["groups"]:
        _heading(pen, [group["title"]], 2)
        pen.blocks([["grid", group["head"], group["rows"]]])


def _item(pen: Pen, item: Mapping[str, Any]) -> None:
    heading = _heading(pen, [item["mark"], " ", item["title"]], 1)
    heading.runs[0].font.color.rgb = PETROL
    for line in (item["small"], item["correction"]):
        if line:
            _small(pen, line)
    for part in item["parts"]:
        _heading(pen, [part["title"]], 2)
        pen.blocks(part["blocks"])


def _approval(pen: Pen, data: Mapping[str, Any]) -> None:
    _heading(pen, [data["heading"]], 1)
    for occasion in data["occasions"]:
        _heading(pen, [occasion["title"]], 2)
        _lines(pen, [occasion["when"]])
        for one in occasion["signatures"]:
            _signature(pen, one)
        for line in occasion["hashes"]:
            _small(pen, line, size=6.5)
    if data["note"]:
        _small(pen, data["note"])


def _signature(pen: Pen, one: Mapping[str, Any]) -> None:
    pen.line([["strong", [one["name"]]], f", {one['role']}" if one["role"] else ""])
    _lines(pen, one["lines"])
    if one["sign_here"]:
        line_below(_small(pen, one["sign_here"]))
    if one["dissent"]["blocks"]:
        _small(pen, one["dissent"]["title"])
        pen.blocks(one["dissent"]["blocks"], depth=1)


def _lines(pen: Pen, lines: Sequence[str]) -> None:
    for line in lines:
        if line:
            _small(pen, line, size=9, colour=INK)


def _heading(pen: Pen, line: list[Any], level: int) -> Any:
    return pen.line(line, f"Heading {level}")


def _small(pen: Pen, text: str, **looks: Any) -> Any:
    line = pen.line([text])
    for run in line.runs:
        if run.text != pen.mask[1:-1]:
            label(run, **looks)
    return line
