"""Minutes as people and machines read them."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from cases.paper.glyphs import drawable
from cases.paper.minutes import extract_pdf, minutes_pdf
from cases.paper.minutes_parts import PaperAttendee, PaperDisqualification, PaperItem, PaperPoint
from tests.cases.paper.minutes_papers import APPROVED, BODY, DRAFT, HASH, MINUTES, PLAN, big
from tests.cases.paper.reading import bookmarks, headings, reader, squeezed, tags, words
from tests.cases.paper.test_typesetting import HOSTILE


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return minutes_pdf(MINUTES)


@pytest.fixture(scope="module")
def said(pdf) -> str:
    return words(pdf).replace("\u00a0", " ")


def printed(paper) -> str:
    return words(minutes_pdf(paper)).replace("\u00a0", " ")


def test_they_are_accessible_and_fit_for_the_archive(pdf):
    root = reader(pdf).trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert f"Protokoll från {BODY}, 2026-12-10" in told
    assert "CreateDate>2026-12-18T14:00:00+00:00<" in told


def test_the_same_minutes_give_the_same_bytes(pdf):
    assert minutes_pdf(MINUTES) == pdf


def test_headings_and_bookmarks_lead_through_them(pdf):
    assert [title.replace("\u00a0", " ") for level, title in headings(pdf) if level == 1] == [
        "Närvaro",
        "§ 142 Handlingsplan för nära vård 2027–2029",
        "§ 143 Information om läget",
        "§ 144 Inriktning för beställningen",
        "Justering",
    ]
    assert len(bookmarks(pdf)) == 5
    decided = headings(pdf)[6:21]
    assert [title for level, title in decided if level == 2] == [
        "Beslut",
        "Sammanfattning av ärendet",
        "Yrkanden",
        "Beslutsgång",
        "Omröstning",
        "Jäv",
        "Deltog i beslutet",
        "Reservationer",
        "Särskilda yttranden",
        "Protokollsanteckningar",
        "Hänvisningar",
        "Bilagor",
        "Beslutet skickas till",
        "Omedelbar justering",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tid 10 december 2026 kl. 09.30–15.00",
        "Plats Residenset, Vänersborg",
        "Justerare Ledamot Tre",
        "Plats och dag för justering Regionens hus, 18 december 2026",
        "Paragrafer § 142–144",
        "Ledamot Ett Förste vice ordförande Kom kl. 10.15 (§ 141), gick kl. 14.05 (§ 150)",
        "Ledamot Tre – Deltog på distans",
        "Ersättare Ett Ledamot Fem; Ledamot Två (§ 142)",
        "Direktör Exempel Hälso- och sjukvårdsdirektör",
        "Diarienummer HSN 2026-00297",
        "Hälso- och sjukvårdsnämnden beslutar följande: 1. Nämnden godkänner handlingsplan",
        "4. Paragrafen förklaras omedelbart justerad.",
        "Ja betyder: Bifall till förslaget. Nej betyder: avslag.",
        "Ledamot Fyra Avstår Ja 2, nej 2, avstår 1",
        "Ordförandens utslagsröst (Ordförande Exempel): ja.",
        "Ledamot Två deltar inte i ärendet på grund av jäv. Skäl: Anställd hos den som får bidraget.",
        "Ledamot Tre och Ersättare Ett reserverar sig mot beslutet. Planen saknar pengar.",
        "Ledamot Fyra lämnar ett särskilt yttrande. Barnens röst saknas.",
        "Ledamot Ett lämnar en anteckning till protokollet.",
        "Paragrafen förklaras omedelbart justerad. Justerades 10 december 2026 kl. 15.05.",
        "Informationen noteras",
        "§ 142, omedelbar justering",
        "Justerade 18 december 2026 kl. 14.32",
        "Undertecknat på papper 18 december 2026 kl. 14.32 Inskannat: HSN 2026-00002-14",
        "Fingeravtryck 3f9a3f9a3f9a…",
        f"Fingeravtryck i sin helhet: {HASH}",
        "Avvikande mening Yrkandet under § 143 är inte rätt återgivet.",
    ],
)
def test_they_tell(said, sentence):
    assert sentence in said


def test_every_table_has_a_head_that_is_read_with_its_columns(pdf):
    found = tags(pdf)
    assert sum(tag.role == "Table" for tag in found) == sum(tag.role == "THead" for tag in found) == 6
    assert {tag.scope for tag in found if tag.role == "TH"} == {"/Column"}


def test_approved_minutes_show_neither_changes_nor_what_was_struck(said):
    for text in ("Planen trycks.", "Struket", "Ändrat", "Inte justerat"):
        assert text not in said


def test_a_draft_says_so_on_every_page_and_shows_what_the_meeting_changed():
    pdf = minutes_pdf(DRAFT)
    said = words(pdf).replace("\u00a0", " ")
    assert all("Inte justerat" in page.extract_text() for page in reader(pdf).pages)
    assert "Planen trycks. Struket" in said
    assert "i september 2027. Ändrat" in said.replace("senast i september", "i september")
    assert "Ledamot Tre, Justerare Inte justerat ännu Namnteckning" in said


def test_an_item_that_is_not_closed_has_no_paragraph():
    pdf = minutes_pdf(DRAFT)
    assert (1, "Ärende 8 Inriktning för beställningen") in headings(pdf)
    assert "Förslag till beslut Hälso- och sjukvårdsnämnden föreslås besluta följande: 1." in words(pdf)


def test_a_group_takes_a_standpoint_and_approves_nothing():
    item = replace(PLAN, paragraph=None, condition="men finansieringen ska redovisas", immediate=False)
    pdf = minutes_pdf(
        replace(DRAFT, decides=False, body="Styrgruppen", items=[replace(item, approved_at=None)])
    )
    said = words(pdf)
    assert "Minnesanteckningar från Styrgruppen" in said
    assert "Ställningstagande Styrgruppen ställer sig bakom följande:" in said
    assert "Förbehåll men finansieringen ska redovisas" in said
    assert "juster" not in said.replace("omedelbart justerad", "").lower()


def test_what_is_masked_is_nowhere_in_the_public_file_and_is_seen_as_masked():
    item = replace(
        MINUTES.items[1],
        title="Om Patient Hemligs ärende",
        background="**Patient** *Hemlig* och\n\n"
        "| Patient Hemlig | b |\n| - | - |\n| PATIENT\u00a0HEMLIG: | `Patient Hemlig` |",
        proposals="Patient\nHemlig, &#80;atient He\u00admlig och Patientansvarig",
    )
    paper = replace(MINUTES, items=[item])
    public = minutes_pdf(paper, public=True)
    said = words(public)
    assert "Hemlig" not in everything(public)
    assert "atient" not in everything(public).replace("Patientansvarig", "")
    assert said.count("maskat") - said.count("är maskat") == 8
    assert "Personuppgifter är maskade" in said
    assert "Hemlig" in everything(minutes_pdf(paper))


def everything(pdf: bytes) -> str:
    """The words of the pages, of the bookmarks, the tags and the file's own description."""
    root: Any = reader(pdf).trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    titles = " ".join(tag.title + tag.alt for tag in tags(pdf))
    return " ".join([words(pdf), *bookmarks(pdf), titles, told, str(PdfReader(BytesIO(pdf)).metadata)])


def test_an_extract_holds_the_heading_the_chosen_paragraphs_and_who_certifies_it():
    pdf = extract_pdf(
        MINUTES,
        [142],
        certified_by="Sekreterare Exempel",
        certified_at=APPROVED,
        recipient="Regiondirektören",
    )
    said = words(pdf).replace("\u00a0", " ")
    assert [title.replace("\u00a0", " ") for level, title in headings(pdf) if level == 1] == [
        "§ 142 Handlingsplan för nära vård 2027–2029",
        "Utdraget bestyrks",
    ]
    for text in (
        "Protokollsutdrag från Hälso- och sjukvårdsnämnden",
        "Paragrafer § 142 ",
        "Justerat 10 december 2026 kl. 15.05",
        "Till Regiondirektören",
        "Utdraget bestyrks Sekreterare Exempel 18 december 2026 kl. 14.32",
    ):
        assert text in said
    assert "Information om läget" not in said


def test_an_extract_of_an_approved_paragraph_is_no_draft_though_the_rest_is():
    paper = replace(MINUTES, approved_at=None)
    facts = {"certified_by": "Sekreterare Exempel", "certified_at": APPROVED}
    assert "Inte justerat" not in words(extract_pdf(paper, [142], **facts))
    assert "Inte justerat" in words(extract_pdf(paper, [142, 143], **facts))


@pytest.mark.parametrize("numbers", [[], [999], [142, 999]])
def test_an_extract_of_what_is_not_there_is_refused(numbers):
    with pytest.raises(LookupError):
        extract_pdf(MINUTES, numbers, certified_by="Sekreterare Exempel", certified_at=APPROVED)


def test_sixty_items_with_two_hundred_points_each_have_their_place():
    pdf = minutes_pdf(big(60, 200))
    assert sum(level == 1 for level, _title in headings(pdf)) == 62


def test_names_and_words_of_any_length_stay_on_the_page():
    name = "Ledamot " + "Efternamnssammansättning-" * 6 + "Ett"
    long = replace(
        MINUTES,
        attendees=[PaperAttendee(name=name, office="Ordförande")],
        items=[PaperItem(number=1, paragraph=1, title=name, points=[PaperPoint(1, name)])],
        chair=name,
    )
    assert squeezed(printed(long)).count(squeezed(name)) >= 4


def test_a_point_may_hold_a_table_or_what_looks_like_markup():
    points = [PaperPoint(1, "Se:\n\n| A | B |\n| - | - |\n| ett | två |"), PaperPoint(2, "#let x = $1$ *a")]
    pdf = minutes_pdf(replace(MINUTES, items=[replace(PLAN, points=points, ballots=(), background="")]))
    assert "1. Se: A B ett två 2. #let x = $1$ *a" in words(pdf)


@pytest.mark.parametrize("text", [*HOSTILE, "[maskat] " * 3, "§ § §", "👍 \x00\ue000"])
def test_what_looks_like_markup_is_printed_as_typed_wherever_it_stands(text):
    item = PaperItem(
        number=1, paragraph=1, title=text, outcome=text, disqualified=[PaperDisqualification(text)]
    )
    paper = replace(MINUTES, body=text, place=text, chair=text, items=[item], masked=[text])
    shown = squeezed(drawable(text)).replace("[maskat]", "maskat")
    assert squeezed(printed(paper)).count(shown) >= 5
    assert minutes_pdf(paper, public=True)


def test_a_meeting_with_nothing_in_it_yet_can_be_printed():
    said = printed(replace(DRAFT, items=(), attendees=(), approvers=(), chair="", ended_at=None, place=""))
    assert "Närvaron är inte antecknad." in said
    assert "Tid 10 december 2026 kl. 09.30 " in said
