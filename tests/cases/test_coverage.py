import pytest

from cases.coverage import Run, Span, free, locate, overlaps, runs, trim, unread, whole

TEXT = "Vi delar målet.\n\n  Tre dagar är för kort. \nSkriv två veckor.\n"
GOAL, DAYS, WEEKS = Span(0, 15), Span(19, 41), Span(43, 60)


def words(text, spans):
    return [text[span.start : span.end] for span in spans]


def test_the_places_in_the_sample_are_its_three_sentences():
    assert words(TEXT, [GOAL, DAYS, WEEKS]) == [
        "Vi delar målet.",
        "Tre dagar är för kort.",
        "Skriv två veckor.",
    ]


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_is_never_empty_or_backwards(start, end):
    with pytest.raises(ValueError, match="not a stretch of text"):
        Span(start, end)


# unread


def test_what_is_unread_is_what_no_synpunkt_holds():
    assert words(TEXT, unread(TEXT, [DAYS])) == ["Vi delar målet.", "Skriv två veckor."]


def test_a_text_is_read_when_only_white_space_is_outside():
    assert unread(TEXT, [WEEKS, GOAL, DAYS]) == []


def test_a_text_nobody_has_marked_is_unread_from_its_first_word_to_its_last():
    assert unread(TEXT, []) == [Span(0, 60)]


def test_a_full_stop_outside_is_unread():
    assert unread("Ja.", [Span(0, 2)]) == [Span(2, 3)]


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_a_text_without_words_has_nothing_to_read(text):
    assert (unread(text, []), whole(text)) == ([], None)


def test_spans_that_overlap_repeat_or_reach_past_the_text_count_once():
    assert unread("ett två tre", [Span(0, 5), Span(2, 7), Span(2, 7), Span(30, 40)]) == [Span(8, 11)]
    assert unread("ett", [Span(1, 99)]) == [Span(0, 1)]


def test_the_rest_can_be_marked():
    assert free(TEXT, [GOAL, WEEKS]) == [DAYS]


# overlaps, trim, whole


@pytest.mark.parametrize(
    ("span", "expected"),
    [(Span(0, 5), False), (Span(4, 6), True), (Span(6, 7), True), (Span(8, 9), False), (Span(1, 99), True)],
)
def test_spans_overlap_when_they_share_a_character(span, expected):
    assert overlaps([Span(20, 22), Span(5, 8)], span) is expected


def test_a_selection_is_trimmed_to_its_words():
    assert trim(TEXT, Span(15, 43)) == DAYS
    assert trim(TEXT, Span(15, 19)) is None
    assert trim(TEXT, Span(60, 99)) is None


def test_the_whole_is_all_but_the_white_space_around():
    assert whole("\n Ja, tack. \n") == Span(2, 11)


# locate


@pytest.mark.parametrize(
    "quote",
    [
        "målet.\n\n  Tre dagar",
        "målet. Tre dagar",
        " målet.\nTre\u00a0dagar\n",
        "målet.Tre dagar",
    ],
)
def test_a_quote_is_found_however_its_words_are_spaced(quote):
    assert locate(TEXT, quote) == Span(9, 28)


@pytest.mark.parametrize(
    ("near", "start"), [(-5, 0), (0, 0), (3, 0), (4, 7), (7, 7), (10, 7), (11, 14), (99, 14)]
)
def test_of_several_places_the_nearest_is_meant(near, start):
    assert locate("samma, samma, samma", "samma", near=near) == Span(start, start + 5)


def test_of_two_places_as_near_the_first_is_meant():
    assert locate("ja ja ja", "ja", near=3) == Span(3, 5)
    assert locate("ja  ja", "ja", near=2) == Span(0, 2)


def test_a_quote_spaced_as_the_text_goes_before_one_that_is_not():
    assert locate("idag eller i dag", "i dag", near=0) == Span(11, 16)


def test_a_part_of_a_word_can_be_quoted():
    assert locate("samrådsyttrande", "yttr") == Span(7, 11)


@pytest.mark.parametrize(
    ("text", "quote"), [(TEXT, "fyra dagar"), (TEXT, ""), (TEXT, " \n"), ("", "ja"), ("", "")]
)
def test_what_does_not_stand_in_the_text_is_nowhere(text, quote):
    assert locate(text, quote) is None


def test_places_are_counted_in_code_points():
    assert locate("👩‍⚕️ å a\u030a vård", "vård") == Span(10, 14)


# runs


def test_a_text_is_cut_where_its_owners_change():
    assert runs("Ett två tre.", [(7, Span(8, 12)), (3, Span(0, 3))]) == [
        Run("Ett", 3, 0),
        Run(" två ", None, 3),
        Run("tre.", 7, 8),
    ]


def test_neighbours_are_not_mixed_up():
    assert runs("ab", [(1, Span(0, 1)), (2, Span(1, 2))]) == [Run("a", 1, 0), Run("b", 2, 1)]


def test_of_two_owners_the_earlier_has_the_words():
    assert runs("abcd", [(2, Span(1, 4)), (1, Span(0, 2)), (3, Span(2, 3))]) == [
        Run("ab", 1, 0),
        Run("cd", 2, 2),
    ]


def test_an_owner_past_the_text_owns_nothing():
    assert runs("ab", [(1, Span(1, 9)), (2, Span(5, 9))]) == [Run("a", None, 0), Run("b", 1, 1)]
    assert runs("", [(1, Span(0, 9))]) == []
