"""The agenda first in a notice of meeting: what is to be treated, and on which page its papers begin."""

from dataclasses import replace

import pytest

from cases.paper.agenda import agenda_pdf
from tests.cases.paper.agenda_papers import AGENDA
from tests.cases.paper.reading import headings, reader, tags, words


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


def test_an_agenda_without_items_says_so():
    assert "Dagordningen är tom." in words(agenda_pdf(replace(AGENDA, rows=())))
