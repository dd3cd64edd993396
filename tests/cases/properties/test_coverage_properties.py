from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cases.coverage import Span, locate, overlaps, runs, trim, unread, whole

texts = st.text("ab.  \n\t\u00a0å👩", max_size=30) | st.text(max_size=30)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 32), st.integers(1, 12))
many = st.lists(spans, max_size=6)


def places(some):
    return {place for span in some for place in range(span.start, span.end)}


@given(texts, many)
def test_every_character_is_read_unread_or_white_space(text, some):
    outside = unread(text, some)
    missed = set(range(len(text))) - places(some) - places(outside)
    assert all(text[place].isspace() for place in missed)
    assert not places(outside) & places(some)
    assert outside == sorted(outside)


@given(texts, many)
def test_what_is_unread_begins_and_ends_with_a_word_and_goes_as_far_as_it_can(text, some):
    outside = unread(text, some)
    assert all(trim(text, span) == span for span in outside)
    for left, right in pairwise(outside):
        assert set(range(left.end, right.start)) & places(some)


@given(texts, many)
def test_nothing_is_unread_once_the_rest_is_marked(text, some):
    assert unread(text, [*some, *unread(text, some)]) == []


@given(many, spans)
def test_spans_overlap_when_they_have_a_place_in_common(some, span):
    assert overlaps(some, span) == bool(places(some) & places([span]))


@given(texts, st.lists(st.tuples(st.integers(1, 5), spans), max_size=6))
def test_the_runs_are_the_text_and_each_place_has_an_owner_who_claims_it(text, owned):
    found = runs(text, owned)
    assert "".join(run.text for run in found) == text
    assert [run.start for run in found] == [sum(len(r.text) for r in found[:n]) for n in range(len(found))]
    for run in found:
        stretch = set(range(run.start, run.start + len(run.text)))
        claimed = places(span for owner, span in owned if run.owner in (None, owner))
        assert stretch
        assert stretch & claimed == (set() if run.owner is None else stretch)


@given(texts, spans)
def test_what_was_quoted_is_found_where_it_was_quoted(text, span):
    words = trim(text, span)
    quote = text[words.start : words.end] if words else ""
    assert locate(text, quote, near=words.start if words else 0) == words


@given(texts, spans, st.sampled_from([" ", "\n", "\n\n ", "\u00a0"]))
def test_other_white_space_between_the_words_does_not_move_a_quote(text, span, between):
    words = trim(text, span)
    quote = between.join(text[words.start : words.end].split()) if words else ""
    assert locate(text, f" {quote}\n", near=words.start if words else 0) == words


@given(texts, st.text(max_size=5), st.integers(-5, 40))
def test_what_is_found_has_the_words_of_the_quote(text, quote, near):
    found = locate(text, quote, near=near)
    if found:
        assert "".join(text[found.start : found.end].split()) == "".join(quote.split())
        assert trim(text, found) == found


@given(texts)
def test_the_whole_is_what_is_unread_when_nothing_is_marked(text):
    assert unread(text, []) == [span for span in [whole(text)] if span]
