"""The Word file of minutes: what a reader of the screen hears, and what Word itself opens."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from cases.paper.minutes_parts import PaperPoint
from cases.paper.minutes_word import minutes_docx
from tests.cases.paper.minutes_papers import DRAFT, MINUTES, PLAN, big


def opened(content: bytes):
    return docx.Document(BytesIO(content))


def everything(content: bytes) -> str:
    """Every part of the file as it is stored."""
    with ZipFile(BytesIO(content)) as parts:
        return " ".join(
            parts.read(name).decode() for name in parts.namelist() if name.endswith(("xml", "rels"))
        )


def lines(content: bytes) -> list[str]:
    """All paragraphs in order, those of tables too, as they are read."""
    body = opened(content).element.body
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t"))).replace("\u00a0", " ")
        for paragraph in body.iter(qn("w:p"))
    ]


@pytest.fixture(scope="module")
def word() -> bytes:
    return minutes_docx(MINUTES)


def test_it_has_a_title_a_language_and_real_headings(word):
    document = opened(word)
    told = document.core_properties
    assert (told.title, told.author, told.language) == (
        "Protokoll från Hälso- och sjukvårdsnämnden, 2026-12-10",
        "Hälso- och sjukvårdsnämnden",
        "sv-SE",
    )
    assert {tag.get(qn("w:val")) for tag in document.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    styled = [(one.style.name, one.text.replace("\u00a0", " ")) for one in document.paragraphs]
    assert [text for style, text in styled if style == "Title"] == [
        "Protokoll från Hälso- och sjukvårdsnämnden"
    ]
    assert [text for style, text in styled if style == "Heading 1"] == [
        "Närvaro",
        "§ 142 Handlingsplan för nära vård 2027–2029",
        "§ 143 Information om läget",
        "§ 144 Inriktning för beställningen",
        "Justering",
    ]
    assert ("Heading 2", "Beslutsgång") in styled


def test_every_table_has_a_head_that_is_repeated(word):
    tables = opened(word).tables
    assert [len(table.rows) for table in tables] == [6, 2, 2, 3, 3, 6]
    assert [len(table._tbl.findall(f".//{qn('w:tblHeader')}")) for table in tables] == [1] * 6


def test_it_tells_what_the_minutes_tell(word):
    said = lines(word)
    for line in (
        "Plats och dag för justeringRegionens hus, 18 december 2026",
        "Kom kl. 10.15 (§ 141), gick kl. 14.05 (§ 150)",
        "Hälso- och sjukvårdsnämnden beslutar följande:",
        "Paragrafen förklaras omedelbart justerad.",
        "Ja 2, nej 2, avstår 1",
        "Ledamot Tre och Ersättare Ett reserverar sig mot beslutet.",
        "Planen saknar pengar.",
        "Undertecknat på papper 18 december 2026 kl. 14.32",
        "Yrkandet under § 143 är inte rätt återgivet.",
    ):
        assert line in said
    assert "Planen trycks." not in " ".join(said)


def test_points_keep_their_numbers_where_one_was_struck(word):
    document = opened(word)
    numbering = document.part.numbering_part.element
    points = [one for one in document.paragraphs if one.style.name == "List Number"][:3]
    starts = {
        num.numId: int(num.find(f".//{qn('w:startOverride')}").get(qn("w:val")))
        for num in numbering.findall(qn("w:num"))
        if num.find(f".//{qn('w:startOverride')}") is not None
    }
    lists = [one._p.pPr.numPr.numId.val for one in points]
    assert lists[0] == lists[1] != lists[2]
    assert [starts[lists[0]], starts[lists[2]]] == [1, 4]


def test_a_draft_says_so_and_has_lines_to_sign_on():
    word = minutes_docx(DRAFT)
    assert "Inte justerat" in opened(word).sections[0].header.paragraphs[0].text
    said = lines(word)
    assert "Inte justerat Det här är ett utkast. Texten kan ändras tills den är justerad." in said
    assert "Planen trycks.  Struket" in said
    assert said.count("Namnteckning") == 2


def test_what_is_masked_is_nowhere_in_the_public_file():
    paper = replace(MINUTES, items=[replace(MINUTES.items[1], title="Om Patient Hemligs ärende")])
    public = minutes_docx(paper, public=True)
    assert "Hemlig" not in everything(public)
    assert "Om maskat ärende" in " ".join(lines(public))
    assert "Hemlig" in everything(minutes_docx(paper))


PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "rPr",
]
TABLE = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"]
RUN = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "strike",
    "color",
    "sz",
    "szCs",
    "highlight",
    "shd",
    "lang",
]


@pytest.mark.parametrize(("tag", "order"), [("pPr", PARAGRAPH), ("tblPr", TABLE), ("rPr", RUN)])
def test_properties_stand_in_the_order_word_demands(word, tag, order):
    """Word calls a file damaged whose properties stand in another order."""
    for properties in [*opened(word).element.body.iter(qn(f"w:{tag}"))]:
        found = [child.tag.split("}")[1] for child in properties]
        assert found == sorted(found, key=order.index)


def test_the_same_minutes_give_the_same_bytes(word):
    assert minutes_docx(MINUTES) == word


def test_no_text_stops_the_file():
    hostile = "\x00\x0b\x1f\ud800\ufffe <w:p> & ]]> [maskat] 👍\r\n\tslut"
    points = [PaperPoint(1, hostile), PaperPoint(7, "| A | B |\n| - | - |\n| ett | två |"), PaperPoint(9, "")]
    item = replace(PLAN, title=hostile, points=points, background=f"> {hostile}\n\n1. a\n   1. b\n\n---")
    said = " ".join(lines(minutes_docx(replace(MINUTES, items=[item], body="[maskat]"))))
    assert re.search(r"<w:p> & \]\]> maskat 👍", said)
    assert "ett två" in said


def test_sixty_items_with_two_hundred_points_each_have_their_heading():
    document = opened(minutes_docx(big(60, 200)))
    assert sum(one.style.name == "Heading 1" for one in document.paragraphs) == 62
