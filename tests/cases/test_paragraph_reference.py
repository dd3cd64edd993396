from datetime import date

import pytest

from cases.paragraph_reference import ParagraphReference, parse

BOARD = "Strategiska hälso- och sjukvårdsnämnden"
MAY = date(2023, 5, 17)


@pytest.mark.parametrize(
    "written",
    [
        f"{BOARD} 2023-05-17 § 61 punkt 7",
        f"{BOARD} 2023-05-17 §61 p. 7",
        f"{BOARD} den 17 maj 2023, § 61, beslutspunkt 7",
        f"{BOARD} den 17 maj 2023 § 61 p 7.",
        f"{BOARD} § 61 den 17 maj 2023, punkt 7",
        f"{BOARD}, § 61 (2023-05-17), punkten 7",
        f"{BOARD} 17 May 2023, paragraph 61, item 7",
        f"  {BOARD}\n2023-05-17 §\u00a061 PUNKT 7 ",
        "Strategiska ha\u0308lso- och sjukva\u030ardsna\u0308mnden 2023-05-17 § 61 p7",
    ],
)
def test_a_point_is_read_however_it_is_written(written):
    assert parse(written) == ParagraphReference(BOARD, MAY, 61, 7)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SSN 2023-05-17 § 61 p. 7", ParagraphReference("SSN", MAY, 61, 7)),
        ("SSN 2023-05-17 § 61", ParagraphReference("SSN", MAY, 61)),
        ("SSN § 61", ParagraphReference("SSN", None, 61)),
        ("Nämnden (RSN) § 61", ParagraphReference("Nämnden (RSN)", None, 61)),
        ("Nämnden (2023-05-17) § 61", ParagraphReference("Nämnden", MAY, 61)),
        ("§ 61 p 7", ParagraphReference("", None, 61, 7)),
        ("§61", ParagraphReference("", None, 61)),
        ("§\u00a062", ParagraphReference("", None, 62)),
        ("§\u202f62\u00a0p.\u00a07", ParagraphReference("", None, 62, 7)),
        ("§62p7", ParagraphReference("", None, 62, 7)),
        ("§62 2026", ParagraphReference("", None, 62, year=2026)),
        ("§ 62/2026", ParagraphReference("", None, 62, year=2026)),
        ("§ 62 år 2026, punkt 7", ParagraphReference("", None, 62, 7, 2026)),
        ("§ 62 p. 7 2026", ParagraphReference("", None, 62, 7, 2026)),
        ("SSN 2026 § 62", ParagraphReference("SSN", None, 62, year=2026)),
        ("2026 §62", ParagraphReference("", None, 62, year=2026)),
        ("SSN §62/2026 p 7", ParagraphReference("SSN", None, 62, 7, 2026)),
        ("§ 62 SSN", ParagraphReference("SSN", None, 62)),
        ("§ 62 2026 SSN", ParagraphReference("SSN", None, 62, year=2026)),
        ("§ 61 p. 7, 2023-05-17", ParagraphReference("", MAY, 61, 7)),
        ("Styrelsen 17 dec. 2024 paragraf 3", ParagraphReference("Styrelsen", date(2024, 12, 17), 3)),
    ],
)
def test_what_was_not_written_is_left_open(written, read):
    assert parse(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "SSN 2023-05-17",
        "§",
        "§ 0",
        "SSN 2023-02-30 § 61",
        "SSN den 31 juni 2023 § 61",
        "SSN 2023-05-17 § 61 2023-05-18",
        "SSN § 61 och § 62",
        "SSN § 61 HSN",
        "SSN 2023 § 61 2024",
        "§ 62 202",
        "§ 61 p. 72026",
        "SSN § 61 punkt",
        "SSN § 61 punkt 0",
        "SSN § 61a",
        "Uppdraget enligt SSN § 61 är fullgjort",
        "," * 250 + "§ 1" + "," * 40 + "x",
        "x" * 100_000 + "§",
    ],
)
def test_what_is_no_reference_is_none(written):
    assert parse(written) is None


@pytest.mark.parametrize(
    ("reference", "written"),
    [
        (ParagraphReference(BOARD, MAY, 61, 7), f"{BOARD} 2023-05-17 § 61 punkt 7"),
        (ParagraphReference("SSN", None, 61), "SSN § 61"),
        (ParagraphReference("", None, 61, 7), "§ 61 punkt 7"),
        (ParagraphReference("SSN", None, 61, year=2026), "SSN 2026 § 61"),
    ],
)
def test_a_reference_is_written_in_the_form_of_minutes(reference, written):
    assert str(reference) == written
