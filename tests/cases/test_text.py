import re
import unicodedata
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.text import DraftSection, canonical_hash, first_difference, normalise, split_at_headings

LINES = st.sampled_from(
    """\
# Rubrik ett
## Rubrik två
### Under
Rubrik
===
---
1. Första
2 Andra
2. Två
Princip 1: Vi möter
Princip 2: Vi svarar
Tabell 1: Antal
Nyckelord: möte, svar
**Nyckelord:**

Vi svarar invånaren samma dag.
- punkt
> citat
| a | b |
| - | - |
```
    kod
#
**Fet rubrik**
<script>
&amp; [länk](http://exempel.se)
\\# inte rubrik""".splitlines()
)
pastes = st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=20).map("\n".join))


# normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("A\u030angest", "Ångest"),
        ("noll\x00 klocka\x07\tflik", "noll klocka\tflik"),
        ("rad  \n\tindrag \n\n  \n", "rad\n\tindrag"),
        ("\ufeffbom och \u202evänd\u202d", "bom och vänd"),
        ("ensam \ud800 halva", "ensam  halva"),
        ("e\x00\u0301", "é"),
        ("", ""),
    ],
)
def test_a_text_has_one_spelling(text, expected):
    assert normalise(text) == expected


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.characters(categories=["L", "N", "M", "P"])))
def test_normalising_loses_no_letter(text):
    assert normalise(text) == unicodedata.normalize("NFC", text)


# canonical_hash


def test_the_hash_of_a_payload_never_changes():
    payload = {"rubrik": "Styrande principer", "avsnitt": [{"text": "Vi svarar.", "nyckelord": []}], "nr": 1}
    assert canonical_hash(payload) == "760cc022de7937f98d2e55ed29e5795ee3d7a91d01fc86b8ee46c4c79ab05bc9"


def test_order_of_keys_and_unicode_form_do_not_change_the_hash():
    assert canonical_hash({"a": "Å", "b": 1}) == canonical_hash({"b": 1, "a": "A\u030a"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "x"}, {"a": "x "}),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}),
        ({"a": 1}, {"a": "1"}),
        ({"a": True}, {"a": 1}),
        ({"a": None}, {}),
        ([], {}),
    ],
)
def test_a_changed_payload_has_another_hash(one, other):
    assert canonical_hash(one) != canonical_hash(other)


@pytest.mark.parametrize(
    "payload", [{"a": 1.5}, {"a": date(2024, 1, 1)}, {1: "a"}, {"a": {"b"}}, {"a": b"x"}]
)
def test_what_has_no_canonical_form_is_refused(payload):
    with pytest.raises(TypeError):
        canonical_hash(payload)


def test_two_keys_that_compose_to_the_same_text_are_refused():
    with pytest.raises(ValueError, match="same text"):
        canonical_hash({"Å": 1, "A\u030a": 2})


# split_at_headings


def test_markdown_headings_cut_the_draft_and_keywords_leave_the_text():
    draft = """Inledande ord.

# Princip 1: Vi möter invånaren

Vi möter invånaren där hen är.
Nyckelord: möte, tillgänglighet,  språk.

### En underrubrik
stannar i texten.

Princip 2
---------
**Nyckelord:** svar
Vi svarar samma dag."""
    assert split_at_headings(draft) == [
        DraftSection("Inledning", "Inledande ord."),
        DraftSection(
            "Princip 1: Vi möter invånaren",
            "Vi möter invånaren där hen är.\n\n### En underrubrik\nstannar i texten.",
            ("möte", "tillgänglighet", "språk"),
        ),
        DraftSection("Princip 2", "Vi svarar samma dag.", ("svar",)),
    ]


def test_a_draft_with_only_deep_headings_is_cut_at_the_highest_of_them():
    assert split_at_headings("### **Ett**\na\n#### Under\nb\n### Två\nc") == [
        DraftSection("Ett", "a\n#### Under\nb"),
        DraftSection("Två", "c"),
    ]


def test_a_hash_in_a_code_block_or_a_list_is_no_heading():
    draft = "# Ett\n\n```\n# kommentar\n```\n\n- # punkt"
    assert split_at_headings(draft) == [DraftSection("Ett", "```\n# kommentar\n```\n\n- # punkt")]


def test_a_rule_under_a_paragraph_of_several_lines_makes_no_heading_of_it():
    draft = "# Ett\n\nEn rad\noch en till\n---\nslut"
    assert split_at_headings(draft) == [DraftSection("Ett", "En rad\noch en till\n---\nslut")]


def test_a_heading_too_long_to_be_one_is_text():
    assert split_at_headings("# " + "a" * 201) == [DraftSection("Inledning", "# " + "a" * 201)]


def test_labelled_lines_cut_a_draft_without_markdown():
    draft = (
        "Princip 1: Vi möter\nText ett.\nTabell 1: Antal\nPrincip 2: Vi svarar\n\nText två.\nNyckelord: svar"
    )
    assert split_at_headings(draft) == [
        DraftSection("Princip 1: Vi möter", "Text ett.\nTabell 1: Antal"),
        DraftSection("Princip 2: Vi svarar", "Text två.", ("svar",)),
    ]


@pytest.mark.parametrize("style", ["{}. {}", "{} {}", "{}) {}", "**{}. {}**"])
def test_numbered_lines_cut_a_draft_without_markdown(style):
    one, two = style.format(1, "Bakgrund"), style.format(2, "Förslag")
    bare = [heading.strip("*") for heading in (one, two)]
    assert split_at_headings(f"{one}\nText ett.\n1.1 Syfte\nMer.\n\n{two}\n\nText två.") == [
        DraftSection(bare[0], "Text ett.\n1.1 Syfte\nMer."),
        DraftSection(bare[1], "Text två."),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_numbered_list_is_no_row_of_headings(gap):
    draft = gap.join(["1. Svara", "2. Fråga", "3. Tacka"])
    assert split_at_headings(draft) == [DraftSection("Inledning", draft)]


def test_short_lines_standing_alone_cut_a_draft_without_numbers():
    draft = (
        "Vi möter invånaren\n\nText ett.\n\n**Vi svarar**\n\n- punkt\n\nEn mening som slutar.\n\nText två."
        "\n\nNyckelord: svar\n\nMed hälsning"
    )
    assert split_at_headings(draft) == [
        DraftSection("Vi möter invånaren", "Text ett."),
        DraftSection(
            "Vi svarar", "- punkt\n\nEn mening som slutar.\n\nText två.\n\n\nMed hälsning", ("svar",)
        ),
    ]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("", []),
        (" \r\n\t\n", []),
        ("Bara text.", [DraftSection("Inledning", "Bara text.")]),
        ("Nyckelord: ensam", [DraftSection("Inledning", "", ("ensam",))]),
        ("# Bara rubrik", [DraftSection("Bara rubrik", "")]),
    ],
)
def test_an_odd_draft_is_still_sections(draft, expected):
    assert split_at_headings(draft) == expected


@given(pastes)
def test_no_letter_of_a_paste_is_lost_and_none_is_made_up(paste):
    sections = split_at_headings(paste)
    words = [part for s in sections for part in (s.heading, s.text, *s.keywords)]
    assert _letters("\n".join(words)) == _letters(normalise(paste))


@given(pastes)
def test_every_line_left_in_the_text_stands_in_its_old_order(paste):
    kept = [line for section in split_at_headings(paste) for line in section.text.split("\n") if line]
    lines = iter(normalise(paste).split("\n"))
    assert all(line in lines for line in kept)


def _letters(text: str) -> Counter[str]:
    """How many there are of each, but for the two words the cutting adds and takes away."""
    return Counter(filter(str.isalnum, re.sub("inledning|nyckelord", "", text, flags=re.IGNORECASE)))


# first_difference


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Vi svarar alltid", "Vi svarar alltid", ""),
        ("Vi får svara", "Vi ska svara", "Vi [får → ska] svara"),
        ("ett två tre fyra fem X sju åtta nio tio elva", "ett två tre fyra fem Y sju åtta nio tio elva",
         "… två tre fyra fem [X → Y] sju åtta nio tio …"),
        ("Vi svarar", "Vi svarar alltid", "Vi svarar [ → alltid]"),
        ("Vi svarar inte", "Vi svarar", "Vi svarar [inte → ]"),
        ("", "Vi svarar", "[ → Vi svarar]"),
        ("A\u030angest  \r\n", "Ångest", ""),
        ("en rad", "en\nrad", "en [␣ → ↵] rad"),
        ("a" * 300 + "x" + "b" * 300, "a" * 300 + "y" + "b" * 300,
         f"[…{'a' * 20}x{'b' * 39}… → …{'a' * 20}y{'b' * 39}…]"),
    ],
)  # fmt: skip
def test_the_first_changed_word_is_shown_with_its_neighbours(a, b, expected):
    assert first_difference(a, b) == expected


@given(st.text(), st.text())
def test_a_difference_is_shown_exactly_when_there_is_one(a, b):
    assert bool(first_difference(a, b)) == (normalise(a) != normalise(b))
    assert len(first_difference(a, b)) < 800
