"""Papers joined to one numbered pack."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject, TextStringObject

from cases.paper.minutes import minutes_pdf
from cases.paper.pack import PackedFile, PackFile, pack_pdf, pages_of, placed
from cases.paper.pack_files import LockedPdf, UnreadablePdf
from tests.cases.paper.agenda_papers import plain_pdf, written
from tests.cases.paper.minutes_papers import MINUTES
from tests.cases.paper.reading import bookmarks, headings, reader, tags

FRONT = minutes_pdf(MINUTES)
LENGTH = len(reader(FRONT).pages)


def locked() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(plain_pdf(1)))
    writer.encrypt("hemligt", algorithm="RC4-128")
    return written(writer)


def test_every_page_has_its_number_on_paper_and_on_screen():
    pack = pack_pdf(FRONT, [PackFile("a.pdf", plain_pdf(3)), PackFile("b.docx", b"PK")], 12)
    made = reader(pack)
    last = 12 + LENGTH + 3 + 1
    assert made.page_labels == [str(n) for n in range(12, last)]
    assert [page.extract_text().split("\n")[-1] for page in made.pages] == [
        f"Sida {n}" for n in range(12, last)
    ]
    assert bookmarks(pack) == ["Protokoll från Hälso- och sjukvårdsnämnden, 2026-12-10", "a.pdf", "b.docx"]


def test_files_are_placed_one_after_the_other():
    files = [
        PackFile("a.pdf", plain_pdf(3), 1),
        PackFile("b.docx", b"PK", 1),
        PackFile("c.pdf", plain_pdf(2), 2),
    ]
    assert placed(files, 12) == [
        PackedFile("a.pdf", 12, 3, 1),
        PackedFile("b.docx", 15, 1, 1),
        PackedFile("c.pdf", 16, 2, 2),
    ]


def test_what_is_no_pdf_gets_a_page_that_says_where_it_is():
    pack = pack_pdf(FRONT, [PackFile("Kalkyl för nära vård.xlsx", b"PK\x03\x04")])
    said = reader(pack).pages[-1].extract_text()
    assert "Kalkyl för nära vård.xlsx" in said
    assert "Den här filen finns som egen fil." in said
    assert pages_of(b"PK\x03\x04", "Kalkyl.xlsx") == 1


def test_a_pack_is_listened_to_with_the_tags_of_its_papers():
    pack = pack_pdf(FRONT, [PackFile("a.pdf", plain_pdf(2)), PackFile("b.pdf", FRONT)])
    root = reader(pack).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert headings(pack) == headings(FRONT) * 2
    assert [tag.role for tag in tags(pack) if tag.depth == 0] == ["Document", "Sect", "Document"]
    assert [tag.role for tag in tags(pack)].count("P") == 2 * [tag.role for tag in tags(FRONT)].count("P") + 2


def test_every_page_finds_the_tags_of_its_own_words():
    made = reader(pack_pdf(FRONT, [PackFile("a.pdf", plain_pdf(2)), PackFile("b.pdf", FRONT)]))
    flat = made.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    places = dict(zip(flat[::2], flat[1::2], strict=True))
    assert sorted(places) == list(range(len(places)))
    for page in made.pages:
        first = next(one for one in places[page["/StructParents"]].get_object() if one)
        assert first.get_object().get("/Pg", page.indirect_reference).idnum == page.indirect_reference.idnum


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_number_stands_in_the_corner_the_reader_sees(turn):
    writer = PdfWriter(clone_from=BytesIO(plain_pdf(1, turn=turn)))
    writer.pages[0].mediabox = writer.pages[0].cropbox = RectangleObject((100, 50, 695, 892))
    page = reader(pack_pdf(written(writer), [])).pages[0]
    wide = 595 if turn in (0, 180) else 842
    (left, low), (right, top) = seen(page, turn)
    assert (round(wide - right), round(low)) == (22, 14)
    assert 25 < right - left < 90
    assert 10 < top - low < 25


def seen(page, turn: int) -> list[tuple[float, float]]:
    """The lower left and the upper right corner of the stamp as the reader sees the page."""
    found = re.search(rb"q ([-0-9. ]+) cm /PackStamp Do", page.get_contents().get_data())
    assert found is not None
    a, b, c, d, e, f = map(float, found[1].split())
    _x, _y, wide, high = page["/Resources"]["/XObject"]["/PackStamp"]["/BBox"]
    corners = [(a * x + c * y + e - 100, b * x + d * y + f - 50) for x, y in ((0, 0), (wide, high))]
    turned = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (y, 595 - x),
        180: lambda x, y: (595 - x, 842 - y),
        270: lambda x, y: (842 - y, x),
    }
    return [turned[turn](*corner) for corner in corners]


def test_the_same_papers_give_the_same_bytes():
    files = [PackFile("a.pdf", plain_pdf(1)), PackFile("b.txt", b"text")]
    assert pack_pdf(FRONT, files) == pack_pdf(FRONT, files)


def test_a_locked_file_is_named():
    with pytest.raises(LockedPdf) as refused:
        pack_pdf(FRONT, [PackFile("Hemlig bilaga.pdf", locked())])
    assert str(refused.value) == "Filen Hemlig bilaga.pdf är låst med lösenord. Ladda upp den utan lösenord."
    assert refused.value.name == "Hemlig bilaga.pdf"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"inte en pdf alls",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"\x00\xff" * 400,
        FRONT[: len(FRONT) // 2],
        FRONT.replace(b"/Kids", b"/Kibs").replace(b"/Count", b"/Cound"),
        plain_pdf(0),
    ],
    ids=["empty", "text", "head only", "noise", "cut", "no pages", "none"],
)
def test_a_broken_file_is_named_and_never_breaks_anything_else(content):
    with pytest.raises(UnreadablePdf) as refused:
        pages_of(content, "Trasig.pdf")
    assert str(refused.value).startswith("Filen Trasig.pdf går inte att läsa som PDF.")


def test_nothing_in_a_pack_acts_by_itself():
    writer = PdfWriter(clone_from=BytesIO(plain_pdf(1)))
    act = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert()")}
    )
    page, acts = writer.pages[0], DictionaryObject({NameObject("/O"): act})
    page[NameObject("/AA")] = acts
    writer.root_object[NameObject("/OpenAction")] = act
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): act})
    note[NameObject("/AA")] = acts
    note[NameObject("/Rect")] = RectangleObject((0, 0, 9, 9))
    page[NameObject("/Annots")] = ArrayObject([note])
    pack = reader(pack_pdf(FRONT, [PackFile("a.pdf", written(writer))]))
    made = pack.pages[-1]
    assert "/AA" not in made
    assert [set(one.get_object()) & {"/A", "/AA"} for one in made["/Annots"]] == [set()]
    assert set(pack.trailer["/Root"]) & {"/OpenAction", "/AA", "/AcroForm", "/Names"} == set()


def test_the_pack_is_a_pdf_that_others_can_read_and_join_again():
    pack = pack_pdf(FRONT, [PackFile("a.pdf", FRONT)])
    again = pack_pdf(pack, [PackFile("b.pdf", pack)], 5)
    assert len(PdfReader(BytesIO(again)).pages) == 4 * LENGTH
    assert headings(again) == headings(FRONT) * 4
