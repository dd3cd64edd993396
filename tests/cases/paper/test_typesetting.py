"""What people wrote is printed as they wrote it, whatever it is; templates reach nothing but templates."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.paper import typesetting
from cases.paper.compilation import compilation_pdf
from cases.paper.glyphs import FACES, drawable, narrow
from cases.paper.typesetting import TypesettingError
from tests.cases.paper import papers
from tests.cases.paper.reading import squeezed, words

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SOURCES = sorted(typesetting.TEMPLATES.rglob("*.typ"))

HOSTILE = [
    '#import "@preview/cetz:0.3.0"',
    "*inte fet* _inte kursiv_ = ingen rubrik",
    '#read("/etc/passwd") #panic("nej") $x^2$ <etikett> @referens',
    "// ingen kommentar /* heller */ \\ \\u{41} ` ``` ~ -- ... 'a' \"b\"",
    '</text><script>alert(1)</script> &amp; {"json": 1}',
    "[ ] { } ( ) # ; : , % & | ^",
    "- inte en lista\n+ inte heller\n1. och inte så",
]


def printed(text: str) -> str:
    comment = replace(papers.COMMENTS[0], quote=text, reason=text, recipient=text[:40], change=())
    return words(compilation_pdf(replace(papers.SMALL, comments=[comment], title=text)))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_printed_as_typed(text):
    assert squeezed(printed(text)).count(squeezed(text)) >= 3


@pytest.mark.parametrize("text", ["å ä ö Å Ä Ö é ü ß – ”citat” § 3 × ≤ €", "Ærø Łódź Čeština Ελλάδα Київ ✓"])
def test_letters_of_europe_are_printed_as_they_are(text):
    assert squeezed(text) in squeezed(printed(text))


def test_a_sign_no_face_can_draw_is_written_by_its_name():
    assert drawable("Bra 👍🏽! 👨‍👩‍👧 \ue000\x00") == (
        "Bra [thumbs up sign][emoji modifier fitzpatrick type-4]! [man][woman][girl] [U+E000]"
    )
    assert "Bra [thumbs up sign]" in printed("Bra 👍")


def test_a_tab_is_a_gap_that_keeps_two_numbers_apart():
    assert drawable("2027\t12 000 tkr") == f"2027{4 * chr(0xA0)}12 000 tkr"
    said = printed("2027\t12 000 tkr").replace("\u00a0", " ")
    assert "2027 12 000 tkr" in " ".join(said.split())
    assert "202712" not in said


def test_a_word_too_long_for_a_line_has_places_to_break_and_a_fingerprint_none():
    word = "x" * 200
    assert max(map(len, drawable(word).split("\u200b"))) == 24
    assert drawable(word).replace("\u200b", "") == word
    assert drawable("ab" * 32) == "ab" * 32
    assert squeezed(word) in squeezed(printed(word))


def test_words_longer_than_a_column_are_broken_in_it():
    long = "Kvalitetssäkringsorganisationen"
    recipients = [replace(papers.SMALL.recipients[0], short=long), *papers.SMALL.recipients[1:]]
    rows = [replace(papers.SMALL.rows[0], heading=long * 2), *papers.SMALL.rows[1:]]
    said = words(compilation_pdf(replace(papers.SMALL, recipients=recipients, rows=rows)))
    assert squeezed(said).count(long) >= 3
    assert narrow(long, 11) == "Kvalitetss\u200bäkringsorg\u200banisationen"
    assert narrow("Elva_tecken", 11) == "Elva_tecken"


# Control characters, surrogates, private use and unassigned signs too: a synpunkt may hold anything.
@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_no_text_stops_the_document(text):
    assert compilation_pdf(replace(papers.SMALL, comments=[replace(papers.COMMENTS[0], quote=text)]))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="#*_-+1.>|`[]()!\\<&: \n\tabå", max_size=120))
def test_no_markdown_stops_the_document(text):
    assert compilation_pdf(replace(papers.SMALL, changes=[replace(papers.SMALL.changes[1], text=text)]))


def test_lists_nested_a_hundred_deep_are_drawn():
    deep = "\n".join("  " * n + f"- nivå {n}" for n in range(100)) + "\n\n" + ">" * 100 + " botten"
    pdf = compilation_pdf(replace(papers.SMALL, changes=[replace(papers.SMALL.changes[1], text=deep)]))
    assert "botten" in words(pdf)


@pytest.mark.parametrize("path", ["/etc/hostname", "../../manage.py", "/../../manage.py"])
def test_a_template_reaches_no_file_outside_the_templates(tmp_path, monkeypatch, path):
    (tmp_path / "spy.typ").write_text(f'#read("{path}")')
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)
    with pytest.raises(TypesettingError):
        typesetting.typeset("spy", {}, at=NOW)


def test_templates_fetch_nothing_and_hold_no_words():
    """Words come from the catalogue, by way of the data."""
    for path in SOURCES:
        code = re.sub(r"//.*", "", path.read_text())
        assert "@preview" not in code
        assert re.findall(r"(?<![#\w])\[[^\]#(]*\w{2,}[^\]]*\]", code) == [], path
        assert re.search(r"[åäöÅÄÖ]", code) is None, path


def test_colours_are_those_of_the_screen():
    tokens = (typesetting.TEMPLATES.parents[1] / "static" / "css" / "tokens.css").read_text()
    used = {colour for path in SOURCES for colour in re.findall(r'rgb\("(#\w+)"\)', path.read_text())}
    assert used - set(re.findall(r"#\w{6}", tokens)) - {"#ffffff"} == set()


def test_the_faces_are_there():
    assert [sorted(path.name for path in face.glob("*.ttf")) for face in FACES] == [
        ["SourceSerif4_400Regular.ttf", "SourceSerif4_400Regular_Italic.ttf", "SourceSerif4_600SemiBold.ttf"],
        ["Inter_400Regular.ttf", "Inter_600SemiBold.ttf"],
    ]
