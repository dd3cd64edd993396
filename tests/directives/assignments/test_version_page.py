"""Old wordings: read by those who are in the assignment, compared with the one before, and as accessible files."""

import io

import pytest
from pypdf import PdfReader

from directives.assignments import adjusting, drafting
from directives.paper.assignment import AssignmentPaper, assignment_data, assignment_pdf
from organisation import clock
from tests import assignments, factories
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import address, in_days, text_of
from workflows import assigning

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(made):
    found = assignments.under_way(made, to=made.leader, due_on=in_days(100))
    adjusting.begin(found, by=made.giver)
    assignments.write(found, "responsibilities", "Samla behoven\nFöra register", by=made.giver)
    days = {"starts_on": None, "due_on": in_days(200), "due_words": "i vår"}
    assigning.adjust(found, by=made.giver, reason="Behovet har ändrats.", **days)
    return found


def test_a_wording_says_what_it_changed_and_why(made, client, assignment):
    page = text_of(client.get(address(assignment, "versioner/2")))
    changed = page.partition("Ändrat sedan version 1")[2]
    for said in ("Ansvaret omfattar", "register", "i vår"):
        assert said in changed
    assert "Beslutsfattande i vissa fall" not in changed
    assert "Behovet har ändrats." in page
    first = text_of(log_in(made.leader).get(address(assignment, "versioner/1")))
    assert "Lämna förslag" in first
    assert "Ändrat sedan" not in first


def test_a_wording_being_written_is_only_its_commissioners(made, client, assignment):
    adjusting.begin(assignment, by=made.giver)
    assert client.get(address(assignment, "versioner/3")).status_code == 200
    taker = log_in(made.leader)
    assert taker.get(address(assignment, "versioner/3")).status_code == 404
    assert taker.get(address(assignment, "versioner/2")).status_code == 200
    assert client.get(address(assignment, "versioner/9")).status_code == 404
    assert client.get(address(assignment, "versioner/3/pdf")).status_code == 404
    stranger = log_in(factories.person("ingen"))
    assert stranger.get(address(assignment, "versioner/2")).status_code == 404
    assert stranger.get(address(assignment, "versioner/2/pdf")).status_code == 404


def test_a_wording_is_handed_out_as_an_accessible_file(made, assignment):
    response = log_in(made.leader).get(address(assignment, "versioner/2/pdf"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="Samordna arbetet.pdf"'
    content = b"".join(response.streaming_content)
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    version = assignment.versions.get(number=2)
    for said in (
        "Uppdragshandling",
        assignment.case.number,
        "Givaren, Hälso- och sjukvårdsutvecklingsdirektör, Koncernkontoret",
        "Föra register",
        "Saknas",
        version.content_hash[:16],
    ):
        assert said in words
    told = PdfReader(io.BytesIO(content)).xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told


def test_the_same_paper_is_the_same_file_and_says_only_what_is_known():
    paper = AssignmentPaper(
        title="Leda",
        case_number="RS 2026-00001",
        unit="Koncernkontoret",
        giver="",
        taker="",
        version=1,
        frozen_at=clock.now(),
        frozen_by="Givaren",
        content_hash="a" * 64,
        description="*Inte* kursivt",
        responsibilities=["Ett", "Två"],
        mandate="",
        way_of_working="",
        reporting="",
        term_words="",
    )
    assert assignment_pdf(paper) == assignment_pdf(paper)
    data = assignment_data(paper)
    assert dict(data["facts"]) | {"Datum": ""} == {
        "Datum": "",
        "Diarienummer": "RS 2026-00001",
        "Version": "1",
        "Uppdragsgivare": "Saknas, Koncernkontoret",
        "Uppdragstagare": "Saknas",
    }
    assert data["time"]["facts"] == [("Börjar", "Saknas"), ("Slutdag", "Saknas")]
    assert [(part["title"], len(part["rows"])) for part in data["parts"]] == [
        ("Uppdragsbeskrivning", 0),
        ("Ansvaret omfattar", 2),
        ("Beslutsfattande i vissa fall", 0),
        ("Arbetssätt", 0),
        ("Rapportering", 0),
    ]


def test_a_draft_has_no_file(made):
    from directives.paper.of_version import paper_of

    assignment = assignments.drafted(made)
    drafting.change_facts(assignment, by=made.giver, taker_unit=made.place)
    with pytest.raises(ValueError, match="v1"):
        paper_of(assignment, assignment.versions.get())
