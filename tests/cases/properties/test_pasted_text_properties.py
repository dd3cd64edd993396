"""Whatever is pasted, no word is lost: the oracle counts words and shares no code with the product."""

import re
from collections import Counter
from html import escape

from hypothesis import example, given
from hypothesis import strategies as st

from cases.points_of_text import points_of_text
from cases.text import normalise

WORD = re.compile(r"[^\W_]+")

pieces = st.sampled_from(
    [
        *["1. ", "2) ", "(3) ", "4.\t", "12. ", "200. ", "1.", "- ", "•\t", "– ", "   1. ", "\t- ", "# "],
        *["ord", "Nämnden", "a|b", "\\|", "| a | b |", "| --- | --- |", "|", "\t", " ", "\n", "\n\n", "\r\n"],
        *["**fet**", "<", ">", "a < b", "1.5", "2024. ", "§ 61", "\u00a0", "e\u0301", "```", "\v"],
    ]
)
plain = st.lists(pieces, max_size=40).map("".join)


def words(text):
    return Counter(WORD.findall(text))


def words_of(found):
    numbers = [str(point.number) for point in found.points if point.number is not None]
    return words("\n".join([found.preamble, *(point.text for point in found.points), *numbers]))


@given(plain | st.text(st.characters(exclude_characters="<"), max_size=60))
@example("\t1.\n1.")
@example("a\tb\n1.\tc\td")
def test_every_word_of_pasted_text_is_in_a_point_or_before_them(pasted):
    assert words_of(points_of_text(pasted)) == words(normalise(pasted))


@given(plain)
def test_the_points_read_again_are_the_same_points(pasted):
    found = points_of_text(pasted)
    for point in found.points:
        assert point.text == point.text.strip("\n")
        assert words(normalise(point.text)) == words(point.text)


# HTML: what a reader sees of it is known while it is made.

said = st.sampled_from(["ord", "Nämnden", "a|b", "a < b & c", "1. ", "2. Notera", "x\ty", "é", "- ", " "])


def tagged(*names):
    """Joins what is said within a tag that is sometimes never closed."""
    tags, ends = st.sampled_from(names), st.sampled_from([True, True, True, False])
    return lambda inside: st.builds(
        lambda tag, parts, is_closed: (
            f"<{tag}>" + "".join(part[0] for part in parts) + (f"</{tag}>" if is_closed else ""),
            " ".join(part[1] for part in parts),
        ),
        tags,
        st.lists(inside, max_size=4),
        ends,
    )


leaves = said.map(lambda text: (f"<p>{escape(text)}</p>", text)) | said.map(
    lambda text: (f"<span>{escape(text)} </span><br>", text)
)
blocks = (
    "p",
    "div",
    "ol",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "caption",
    "h2",
    "b",
    "o:p",
    "style2",
)
fragments = st.recursive(leaves, tagged(*blocks), max_leaves=12)


@given(fragments)
@example(("<ol><li><table><tr><td>ord</ol> ord", "ord ord"))
def test_every_word_a_reader_sees_of_pasted_html_is_kept(fragment):
    html, seen = fragment
    kept = words_of(points_of_text(f"<div>{html}</div>"))
    assert not words(seen) - kept
    assert all(word.isdecimal() for word in kept - words(seen))  # the numbers of lists


@given(st.text(max_size=80))
def test_no_text_at_all_is_too_strange_to_paste(pasted):
    points_of_text(pasted)
    points_of_text(f"<p>{pasted}")
