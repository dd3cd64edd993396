from collections import Counter

from hypothesis import assume, example, given
from hypothesis import strategies as st

from cases import word_changes
from cases.merging import Edit, changes, merge

WORDS = st.sampled_from(["Vi", "ska", "och", "svara", "svara.", "inom", "tre", "dagar.", "invånare", "|"])
SPACES = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", "\t", "\u00a0"])
texts = st.lists(WORDS | SPACES, max_size=25).map("".join) | st.text(max_size=20)


@st.composite
def edits_of_one_text(draw):
    """A base and up to five wordings of it, most of them close to it."""
    base = draw(texts)
    edits = draw(st.lists(st.builds(Edit, st.integers(1, 9), edited(base) | texts), max_size=5))
    return base, edits


def edited(base):
    """The base with a few of its tokens replaced, taken away or followed by others."""
    parts = word_changes.tokens(base)
    places = st.integers(0, max(0, len(parts) - 1))
    return st.dictionaries(places, st.lists(WORDS | SPACES, max_size=3), max_size=4).map(
        lambda new: "".join("".join(new.get(n, [part])) for n, part in enumerate(parts))
    )


def before(pieces):
    return "".join(piece.text for piece in pieces if piece.kind != "new")


def after(pieces):
    return "".join(piece.text for piece in pieces if piece.kind != "gone")


# What holds for any texts at all


@given(texts, texts)
@example("a", "a\n\nb")
@example(" ", "  ")
def test_one_wording_becomes_the_text_and_the_pieces_tell_both_apart(base, text):
    merged = merge(base, [Edit(7, text)])
    assert (merged.text, merged.conflicts) == (text, ())
    assert (before(merged.pieces), after(merged.pieces)) == (base, text)
    assert {piece.causes for piece in merged.pieces} <= {(), (7,)}


@given(texts, texts)
def test_a_difference_gives_back_both_texts(old, new):
    assert (before(changes(old, new)), after(changes(old, new))) == (old, new)


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert [piece.text for piece in changes(text, text)] == ([text] if text else [])


@given(texts)
def test_without_wordings_the_base_stays(base):
    assert merge(base, []).text == base


@given(edits_of_one_text())
def test_the_pieces_are_the_base_and_the_merged_text(case):
    base, edits = case
    merged = merge(base, edits)
    assert (before(merged.pieces), after(merged.pieces)) == (base, merged.text)


@given(edits_of_one_text(), st.randoms(use_true_random=False))
def test_the_order_of_the_wordings_does_not_matter(case, random):
    base, edits = case
    shuffled = random.sample(edits, len(edits))
    assert merge(base, edits) == merge(base, shuffled)


@given(edits_of_one_text())
def test_a_wording_equal_to_the_base_changes_nothing(case):
    base, edits = case
    assert merge(base, [*edits, Edit(99, base)]) == merge(base, edits)


@given(texts, texts)
def test_two_equal_wordings_agree_and_both_cause_the_change(base, text):
    merged = merge(base, [Edit(2, text), Edit(1, text)])
    assert (merged.text, merged.conflicts) == (text, ())
    assert {piece.causes for piece in merged.pieces if piece.kind != "same"} <= {(1, 2)}


@given(edits_of_one_text())
def test_the_same_wording_once_more_brings_no_new_conflict(case):
    base, edits = case
    assume(edits)
    merged = merge(base, edits)
    again = merge(base, [*edits, Edit(99, edits[0].text)])
    assert (again.text, len(again.conflicts)) == (merged.text, len(merged.conflicts))


@given(edits_of_one_text())
def test_every_piece_says_who_caused_it_and_same_says_nobody(case):
    base, edits = case
    known = {edit.cause for edit in edits}
    for piece in merge(base, edits).pieces:
        assert piece.text
        assert bool(piece.causes) == (piece.kind != "same")
        assert list(piece.causes) == sorted(set(piece.causes) & known)


@given(edits_of_one_text())
def test_in_a_conflict_the_base_words_stay(case):
    base, edits = case
    merged = merge(base, edits)
    gone = gone_at(merged.pieces)
    for conflict in merged.conflicts:
        stretch = range(conflict.start, conflict.start + len(conflict.base))
        assert base[conflict.start :].startswith(conflict.base)
        assert not conflict.base.strip() or not gone & set(stretch)


@given(edits_of_one_text())
def test_a_conflict_has_different_wordings_by_several_hands(case):
    base, edits = case
    for conflict in merge(base, edits).conflicts:
        assert len({text for _, text in conflict.wordings}) > 1
        assert set(conflict.causes) == {cause for cause, _ in conflict.wordings}


def gone_at(pieces):
    """The places in the base of what went."""
    places, at = set(), 0
    for piece in pieces:
        if piece.kind == "gone":
            places |= set(range(at, at + len(piece.text)))
        at += len(piece.text) if piece.kind != "new" else 0
    return places


# What holds for words that can be told apart


@st.composite
def wordings_of_own_words(draw):
    """A base of words that occur once, and wordings whose new words occur nowhere else."""
    count = draw(st.integers(1, 14))
    words = [f"grund{n}" for n in range(count)]
    gaps = [draw(SPACES) for _ in words[1:]] + [""]
    hands = draw(st.integers(1, 3))
    return words, gaps, [draw(own_wording(hand, words, gaps)) for hand in range(1, hands + 1)]


@st.composite
def own_wording(draw, hand, words, gaps):
    text = ""
    for n, (word, gap) in enumerate(zip(words, gaps, strict=True)):
        new = f"hand{hand}ord{n}"
        kinds = {"keep": word + gap, "swap": new + gap, "drop": "", "add": f"{word} {new}{gap}"}
        kind = draw(st.sampled_from(["keep"] * 5 + ["swap", "drop", "add"]))
        text += kinds[kind]
    return Edit(hand, text)


@given(wordings_of_own_words())
def test_no_accepted_word_is_lost_or_doubled(case):
    words, gaps, edits = case
    merged = merge(base_of(words, gaps), edits)
    for edit in edits:
        offered = Counter(
            word
            for c in merged.conflicts
            for cause, text in c.wordings
            if cause == edit.cause
            for word in text.split()
        )
        for word in set(edit.text.split()) - set(words):
            assert Counter(merged.text.split())[word] + offered[word] == 1


@given(wordings_of_own_words())
def test_a_base_word_goes_when_somebody_takes_it_and_only_then(case):
    words, gaps, edits = case
    merged = merge(base_of(words, gaps), edits)
    in_question = {word for conflict in merged.conflicts for word in conflict.base.split()}
    kept = {word for word in words if all(word in edit.text.split() for edit in edits)}
    assert set(merged.text.split()) & set(words) == kept | in_question


@st.composite
def separate_wordings(draw):
    """Wordings that each swap or drop their own words, no word in common."""
    count = draw(st.integers(1, 14))
    words = [f"grund{n}" for n in range(count)]
    spaces = draw(st.just(SPACES) | st.builds(st.just, SPACES))
    gaps = [draw(spaces) for _ in words[1:]] + [""]
    fate = [(draw(st.integers(0, 3)), draw(st.booleans())) for _ in words]
    return words, gaps, fate


@given(separate_wordings())
def test_changes_to_different_words_all_come_through(case):
    words, gaps, fate = case
    base = base_of(words, gaps)
    edits = [Edit(hand, wording(words, gaps, fate, hand)) for hand in (1, 2, 3)]
    merged = merge(base, edits)
    result = [new for word, f in zip(words, fate, strict=True) for new in fated(word, f, f[0])]
    assert (merged.text.split(), merged.conflicts) == (result, ())


SENTENCES = [f"Mening{n} har{n} fyra{n} ord{n}." for n in range(6)]


@given(st.lists(st.permutations(SENTENCES) | st.lists(st.sampled_from(SENTENCES), unique=True), max_size=3))
def test_a_moved_sentence_is_never_there_twice(orders):
    merged = merge(" ".join(SENTENCES), [Edit(n, " ".join(order)) for n, order in enumerate(orders)])
    assert max(Counter(merged.text.split()).values(), default=0) <= 1


def base_of(words, gaps):
    return "".join(word + gap for word, gap in zip(words, gaps, strict=True))


def wording(words, gaps, fate, hand):
    kept = [(fated(word, f, hand), gap) for word, f, gap in zip(words, fate, gaps, strict=True)]
    text = "".join(new[0] + gap for new, gap in kept if new)
    # Which of two unlike gaps goes with the last word is a matter of taste, and may clash.
    return text if kept[-1][0] or len(set(gaps[:-1])) > 1 else text.rstrip()


def fated(word, fate, hand):
    """What the hand makes of the word: nothing, another word, or the same when it is somebody else's."""
    owner, drops = fate
    if owner == 0 or owner != hand:
        return [word]
    return [] if drops else [f"hand{hand}{word}"]
