"""No masked word remains: the oracle takes away markup and looks for the words as a reader would."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from cases.masking import MASK, mask, suggestions

names = st.sampled_from(["anna", "Berg", "ÅSA", "Bo", "o", "a.b", "anna@berg.se", "070", "811228-9874", "@x"])
words = st.lists(st.lists(names, min_size=1, max_size=3).map(" ".join), max_size=4)
gaps = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "  ",
        "\u00a0",
        "**",
        "_",
        " **",
        "** ",
        "\n> ",
        " | ",
        "-",
        ".",
        "@",
        "s",
        "\u00ad",
        "\\",
        "x",
    ]
)
texts = st.lists(
    st.tuples(names, st.sampled_from(["lower", "upper", "title", "__str__"]), gaps).map(
        lambda part: getattr(part[0], part[1])() + part[2]
    ),
    max_size=12,
).map("".join)


def as_read(text):
    """The words a reader sees, with one space between them."""
    seen = re.sub(r"[*_~`\\>|\u00ad]", lambda sign: " " if sign[0] in ">|" else "", text)
    return " ".join(seen.split()).lower()


def is_in(word, text):
    """Whether the word stands there with no letter beside its letters, no digit beside its digits."""
    return any(
        not go_together(text[: found.start()][-1:], word[0])
        and not go_together(word[-1], text[found.end() :][:1])
        for found in re.finditer(re.escape(word), text)
    )


def go_together(one, other):
    return (one.isalpha() and other.isalpha()) or (one.isdigit() and other.isdigit())


@given(texts, words)
@example("anna@berg.se", ["@berg.se", "anna"])
@example("_anna_ **b**erg", ["anna berg"])
def test_no_masked_word_remains(text, hidden):
    read = as_read(mask(text, hidden))
    assert not [word for word in hidden if is_in(" ".join(word.split()).lower(), read)]


@given(texts, words)
def test_masking_takes_words_away_and_adds_nothing_but_masks(text, hidden):
    masked = mask(text, hidden)
    rest = iter(text)
    assert all(sign in rest for sign in masked if sign not in MASK)
    assert mask(masked, hidden) == masked
    assert (masked == text) == (MASK not in masked)


@given(texts)
def test_what_is_suggested_can_be_masked(text):
    found = suggestions(text)
    masked = mask(text, found)
    assert not [word for word in found if is_in(word, masked)]


@given(st.text(max_size=60), st.lists(st.text(max_size=5), max_size=3))
def test_any_text_and_any_words_can_be_masked(text, hidden):
    mask(text, hidden)
    suggestions(text)
