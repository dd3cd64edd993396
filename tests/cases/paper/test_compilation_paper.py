"""The compiled document as people and machines read it."""

from collections import Counter
from dataclasses import replace

import pytest

from cases.paper.compilation import compilation_pdf
from tests.cases.paper import papers
from tests.cases.paper.reading import bookmarks, headings, reader, squeezed, tags, words


@pytest.fixture(scope="module")
def small() -> bytes:
    return compilation_pdf(papers.SMALL)


def test_it_is_accessible_and_fit_for_the_archive(small):
    root = reader(small).trailer["/Root"]
    said = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in said
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Remissammanställning: Styrande principer för invånarinteraktion" in said
    assert "CreateDate>2027-01-15T13:32:00+00:00<" in said


def test_the_same_paper_gives_the_same_bytes(small):
    assert compilation_pdf(papers.SMALL) == small


def test_its_headings_and_bookmarks_lead_through_it(small):
    assert headings(small) == [
        (1, "Samlad bedömning"),
        (1, "Så hanterades synpunkterna"),
        (1, "Svar per avsnitt och mottagare"),
        (1, "Mottagare"),
        (2, "På sändlistan"),
        (2, "Utanför sändlistan"),
        (1, "Varje synpunkt och vad som hände med den"),
        (2, "2. Främja självständighet och ökad förmåga till egenvård"),
        (3, "Synpunkt 1, SkaS"),
        (3, "Synpunkt 2, NU (sent svar)"),
        (2, "5. Kontinuitet och relationer som grund för trygghet och kvalitet"),
        (3, "Synpunkt 4, SU"),
        (2, "Samlad bedömning"),
        (3, "Synpunkt 3, Patientrådet (bilaga, s. 2, utanför sändlistan)"),
        (1, "Ändringar i texten"),
        (2, "2. Främja egenvård"),
        (2, "Oförändrade avsnitt"),
        (1, "Bilagor till svaren"),
        (1, "Texternas fingeravtryck"),
    ]
    assert bookmarks(small) == [title for level, title in headings(small) if level < 3]


def test_every_synpunkt_stands_there_with_what_became_of_it(small):
    said = words(small)
    for comment in papers.COMMENTS:
        for text in (comment.quote, comment.wording, comment.reason):
            assert squeezed(text) in squeezed(said)
    assert "Hanterad av processägaren · Hanterad tillsammans med synpunkt 1" in said
    assert [said.count(word) for word in ("Beaktas delvis", "Beaktas inte", "Noteras")] == [2, 2, 2]


def test_a_changed_section_shows_old_words_new_words_and_their_cause(small):
    said = words(small)
    assert "förutsättningar för en aktiv proaktiv (1) egenvård, med tydligt ansvar (1, 2)." in said
    assert "Avsnittet hette tidigare: Främja självständighet och ökad förmåga till egenvård" in said
    assert "1. Hälsofrämjande kommunikation och information" in said.split("Oförändrade avsnitt")[1]


def test_every_mark_of_the_matrix_says_who_thinks_what(small):
    marks = Counter(tag.alt for tag in tags(small) if tag.role == "Figure")
    assert marks == {
        "SU: Tillstyrker": 8,
        "SU: Tillstyrker, 1 synpunkt": 1,
        "SkaS: Har synpunkter": 8,
        "SkaS: Har synpunkter, 1 synpunkt": 1,
        "NU: Ingen synpunkt": 7,
        "NU: Avstyrker, 1 synpunkt": 1,
        "NU: Har synpunkter": 1,
        "HoH: Inte svarat": 9,
        "Patientrådet: Tillstyrker": 8,
        "Patientrådet: Avstyrker, 1 synpunkt": 1,
    }


def test_every_table_has_a_head_that_is_read_with_its_columns(small):
    found = tags(small)
    assert sum(tag.role == "Table" for tag in found) == sum(tag.role == "THead" for tag in found) == 7
    assert {tag.scope for tag in found if tag.role == "TH"} == {"/Column"}


def test_it_tells_days_sums_and_fingerprints(small):
    said = words(small)
    for text in (
        "Skickades 26 oktober 2026",
        "Sista svarsdag 18 december 2026",
        "Avslutades 15 januari 2027 kl. 14.32",
        "Svarade 3 av 4 på sändlistan, 1 utanför sändlistan",
        "På sändlistan, sena svar 1 Tillstyrker med synpunkter 1",
        "Alla avsnitt 1 1 1 1 4",
        "NU-sjukvården NU svarat, sent 20 december 2026",
        "Den nya versionen " + "cd" * 32,
        "Sida 4 av 4",
        "Utskriven version kan vara ogiltig.",
    ):
        assert text in said


def test_a_round_where_nobody_said_anything_says_so():
    said = words(compilation_pdf(papers.EMPTY))
    for text in (
        "Svarade 0 av 0 på sändlistan",
        "Inga synpunkter har lämnats.",
        "Rundan har inga mottagare.",
        "Ingen text har ändrats.",
        "Den nya versionen Ingen ny version.",
    ):
        assert text in said


def test_a_comment_on_a_section_that_is_in_no_row_is_not_lost():
    stray = replace(papers.COMMENTS[3], section=99, quote="Detta hör inte hemma.")
    pdf = compilation_pdf(replace(papers.SMALL, comments=[stray]))
    assert "Detta hör inte hemma." in words(pdf)
    assert (2, "Övrigt") in headings(pdf)


def test_fifty_recipients_lie_down_on_pages_of_ten():
    pdf = compilation_pdf(papers.big(50, 40))
    broad = [page.extract_text() for page in reader(pdf).pages if page.mediabox.width > page.mediabox.height]
    assert len(broad) == 3
    assert [f"Mottagare {n + 1}–{n + 10} av 50" in "".join(broad) for n in range(0, 50, 10)] == [True] * 5
    assert sum(tag.role == "Figure" for tag in tags(pdf)) == 400
    assert "Innehåll" in words(pdf)


def test_in_english_it_says_it_is_english_and_writes_days_the_english_way():
    pdf = compilation_pdf(replace(papers.SMALL, language="en"))
    assert reader(pdf).trailer["/Root"]["/Lang"] == "en"
    assert "December 2026" in words(pdf)
