"""What Word files need that the library does not offer: numbers that begin anywhere, bars, heads of tables."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# What XML cannot hold: control characters, halves of characters, and the two that are none.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOON_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def writable(value: Any) -> Any:
    """The data without characters a Word file cannot hold."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value).replace("\r", "\n")
    if isinstance(value, Mapping):
        return {key: writable(item) for key, item in value.items()}
    return [writable(item) for item in value] if isinstance(value, list | tuple) else value


def element(name: str, **values: str) -> Any:
    """An element of Word's own vocabulary with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def number(paragraph: Paragraph, document: Document, start: int | None, last: Any) -> Any:
    """Makes the paragraph the next of its list, or the first of a new one that begins at ``start``."""
    listed = last if start is None else _new_list(document, start)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = listed
    return listed


def _new_list(document: Document, start: int) -> int:
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    kind = numbering.num_having_numId(style).abstractNumId.val
    made = numbering.add_num(kind)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def bar(run: Run) -> None:
    """Draws the run's word white on ink: it stands for something hidden."""
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    run._r.get_or_add_rPr().append(element("shd", val="clear", color="auto", fill="23282A"))


def field(paragraph: Paragraph, code: str) -> None:
    """A number Word counts itself: PAGE or NUMPAGES."""
    run = paragraph.add_run()._r
    text = element("instrText")
    text.text = code
    for part in (element("fldChar", fldCharType="begin"), text, element("fldChar", fldCharType="end")):
        run.append(part)


def head(table: Table) -> None:
    """Makes the first row the table's head, repeated on every page; no row is cut in two."""
    table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader", val="true"))
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, element("cantSplit", val="true"))


def underlined(table: Table) -> None:
    """A hair under every row, and nothing else."""
    borders = element("tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color="CDC6B8"))
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def line_below(paragraph: Paragraph) -> None:
    """A line to write one's name on."""
    paragraph.paragraph_format.space_before = Mm(9)
    paragraph.paragraph_format.right_indent = Mm(90)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    borders = element("pBdr")
    borders.append(element("top", val="single", sz="6", space="1", color="23282A"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind")


def saved(document: Document) -> bytes:
    """The file; the same document gives the same bytes."""
    made, settled = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(settled, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            told = ZipInfo(name, _NOON_OF_ZIP)
            told.compress_type = ZIP_DEFLATED
            target.writestr(told, source.read(name))
    return settled.getvalue()
