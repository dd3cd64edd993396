"""The hand of a Word file: faces every office has, colours of the house, real headings, the language set."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from docx import Document as blank_file
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run

from cases.paper.minutes_word_xml import element, field

SERIF, SANS = "Georgia", "Arial"
INK, SOFT, PETROL = (RGBColor.from_string(code) for code in ("23282A", "5C6062", "12506B"))
WIDTH = 160  # mm of text on the page
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def new_document(data: Mapping[str, Any], *, at: datetime) -> Document:
    """An empty document with its title, language, styles, head and foot."""
    document = blank_file()
    _told(document, data, at)
    _page(document)
    _styles(document, data["language"])
    _edges(document, data)
    return document


def _told(document: Document, data: Mapping[str, Any], at: datetime) -> None:
    told, moment = document.core_properties, at.astimezone(UTC).replace(tzinfo=None)
    told.title, told.author, told.last_modified_by = data["title"][:255], data["author"][:255], ""
    told.keywords, told.comments = ", ".join(data["keywords"])[:255], ""
    told.language = LANGUAGES.get(data["language"], data["language"])
    told.created = told.modified = moment


def _page(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin, page.bottom_margin = Mm(26), Mm(24)


def _styles(document: Document, language: str) -> None:
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), LANGUAGES.get(language, language))
    _style(document, "Normal", SERIF, 10.5, after=6)
    _style(document, "Title", SERIF, 22, bold=True, after=10)
    _style(document, "Heading 1", SERIF, 15, bold=True, before=24, after=6)
    _style(document, "Heading 2", SANS, 9, bold=True, before=12, after=4)
    _style(document, "List Bullet", SERIF, 10.5, after=3)
    _style(document, "List Number", SERIF, 10.5, after=3)
    _style(document, "Quote", SERIF, 10.5, after=6)
    for name in ("Header", "Footer"):
        _style(document, name, SANS, 8, after=0)
        for tabs in document.styles[name].element.findall(f".//{qn('w:tabs')}"):
            tabs.getparent().remove(tabs)
    for border in document.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _style(
    document: Document, name: str, face: str, size: float, *, bold: bool = False, before: int = 0, after: int
) -> None:
    style: Any = document.styles[name]
    style.font.name, style.font.size, style.font.bold = face, Pt(size), bold
    style.font.color.rgb = INK
    style.font.italic = False
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in faces.attrib if "Theme" in key]:
        del faces.attrib[key]  # a face of the theme would win over ours
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{kind}"), face)


def _edges(document: Document, data: Mapping[str, Any]) -> None:
    page = document.sections[0]
    for place, left in ((page.header, data["running"]), (page.footer, data["words"]["printed"])):
        line = place.paragraphs[0]
        line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{left}\t")
        if place is page.header:
            _page_number(line, data["words"]["page"])
        else:
            line.add_run(data["foot"])
        for run in line.runs:
            label(run)


def _page_number(line: Any, words: str) -> None:
    before, rest = words.split("{page}")
    between, after = rest.split("{pages}")
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        line.add_run(text)
        if code:
            field(line, code)


def label(run: Run, *, size: float = 8, colour: RGBColor = SOFT, bold: bool = False) -> Run:
    """The run as small print in the face of labels."""
    run.font.name, run.font.size, run.font.bold = SANS, Pt(size), bold
    run.font.color.rgb = colour
    return run


def highlighted(paragraph: Any) -> None:
    """A paragraph on a warm ground, to be seen first."""
    paragraph._p.get_or_add_pPr().insert_element_before(
        element("shd", val="clear", color="auto", fill="F8DD93"), "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
