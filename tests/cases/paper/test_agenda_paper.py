"""The agenda first in a notice of meeting: what is to be treated, and on which page its papers begin."""

from dataclasses import replace

import pytest

from cases.paper.agenda import AgendaFile, AgendaRow, agenda_pdf
from cases.paper.agenda_pack import notice_pack
from cases.paper.pack import PackFile
from tests.cases.paper.agenda_papers import AGENDA, plain_pdf
from tests.cases.paper.reading import headings, reader, tags, words

FILES = (
    PackFile("Tjänsteutlåtande", plain_pdf(4), 2),
    PackFile("Bilaga 1", plain_pdf(20), 2, is_new=True),
    PackFile("Kalkyl.xlsx", b"PK", 3),
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return agenda_pdf(AGENDA)


def test_it_is_accessible_and_fit_for_the_archive(pdf):
    told = reader(pdf).trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    assert headings(pdf) == [(1, "Dagordning")]
    assert sum(tag.role == "THead" for tag in tags(pdf)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Kallelse Hälso- och sjukvårdsnämnden Tid 10 december 2026 kl. 09.30–15.00 Plats Residenset",
        "Kontakt Nämndsekreteraren, telefon 010-000 00 00",
        "Anmäl förhinder senast två dagar före mötet.",
        "2 Handlingsplan för nära vård 2027–2029 09.40 · Beslut · HSN 2026-00297 Direktör Exempel",
        "Paus 10.30",
        "invånarinteraktion Nytt sedan förra utskicket Information · HSN 2026-00412",
        "Lista över delegationsbeslut s. 61–63",
    ],
)
def test_it_tells(pdf, text):
    assert text in words(pdf)


def test_a_pack_counts_the_agenda_and_then_every_file():
    pack = notice_pack(AGENDA, FILES)
    assert [(file.name, file.first_page, file.pages) for file in pack.files] == [
        ("Tjänsteutlåtande", 2, 4),
        ("Bilaga 1", 6, 20),
        ("Kalkyl.xlsx", 26, 1),
    ]
    said = words(pack.content)
    assert "Tjänsteutlåtande s. 2–5 Bilaga 1 Nytt s. 6–25" in said
    assert "Kalkyl.xlsx s. 26 4 Delegationsbeslut" in said
    assert (pack.front_pages, pack.first_page, pack.last_page) == (1, 1, 26)
    assert len(reader(pack.content).pages) == 26


def test_a_supplement_goes_on_where_the_pack_ended():
    earlier = (AgendaFile("Tjänsteutlåtande", 2, 4),)
    rows = [replace(row, files=earlier) if row.number == 2 else row for row in AGENDA.rows]
    paper = replace(AGENDA, rows=rows, supplement=1, first_page=27)
    pack = notice_pack(paper, [PackFile("Bilaga 2", plain_pdf(2), 2, is_new=True)])
    said = words(pack.content)
    assert "Tillägg 1 till kallelsen" in said
    assert "Tjänsteutlåtande s. 2–5 Bilaga 2 Nytt s. 28–29" in said
    assert pack.last_page == 29
    assert reader(pack.content).page_labels == ["27", "28", "29"]


def test_an_agenda_of_many_pages_knows_its_own_length():
    rows = [AgendaRow(number=n, title=f"Ärende om sak {n}") for n in range(1, 61)]
    files = [PackFile(f"Bilaga {n}", plain_pdf(1), n % 60 + 1) for n in range(120)]
    pack = notice_pack(replace(AGENDA, rows=rows), files)
    assert pack.front_pages > 2
    assert pack.files[0].first_page == pack.front_pages + 1
    assert len(reader(pack.content).pages) == pack.last_page == pack.front_pages + 120


def test_an_agenda_without_items_says_so():
    assert "Dagordningen är tom." in words(agenda_pdf(replace(AGENDA, rows=())))
