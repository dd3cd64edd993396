"""The letter "ni tyckte – så gjorde vi"."""

from dataclasses import replace

from cases.paper.feedback import feedback_pdf
from tests.cases.paper import papers
from tests.cases.paper.reading import headings, reader, words


def test_a_preliminary_letter_tells_what_became_of_each_synpunkt():
    pdf = feedback_pdf(papers.LETTER)
    said = words(pdf)
    assert headings(pdf) == [
        (1, "2. Främja självständighet och ökad förmåga till egenvård"),
        (2, "Synpunkt 1, SkaS"),
        (1, "Var det så ni menade?"),
    ]
    for text in (
        "Till Skaraborgs sjukhus",
        "Besked Preliminärt",
        papers.COMMENTS[0].quote,
        "Beaktas",
        papers.COMMENTS[0].reason,
        "en aktiv proaktiv (1) egenvård, med tydligt ansvar (1, 2).",
        "Svara med ett klick: https://samrad.example/svar/abc/",
    ):
        assert text in said


def test_a_final_letter_tells_the_decision_and_what_changed_after_closing():
    pdf = feedback_pdf(papers.FINAL_LETTER)
    said = words(pdf)
    assert (1, "Det här ändrades efter att rundan avslutades") in headings(pdf)
    assert (2, "3. En tydlig och sammanhållen vårdresa") in headings(pdf)
    assert "Beslut Regiondirektören, beslut RS 2027-00031" in said
    assert "Gäller från 1 mars 2027" in said


def test_a_final_letter_says_when_nothing_changed():
    said = words(feedback_pdf(replace(papers.FINAL_LETTER, later_changes=papers.SMALL.changes[:1])))
    assert "Inget ändrades efter att rundan avslutades." in said


def test_whoever_had_no_synpunkt_gets_a_letter_too():
    said = words(feedback_pdf(replace(papers.LETTER, comments=(), answer_at="")))
    assert "I ert svar fanns inga synpunkter att hantera." in said
    assert "Var det så ni menade?" not in said


def test_the_address_can_be_followed_however_long_it_is():
    address = "https://samrad.example/svar/" + "a" * 60 + "/"
    page = reader(feedback_pdf(replace(papers.LETTER, answer_at=address))).pages[0]
    assert {note.get_object()["/A"]["/URI"] for note in page["/Annots"]} == {address}
