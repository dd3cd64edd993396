import pytest

from cases.merging import Conflict, Edit, Merged, Piece, changes, merge

BASE = "Vi ska svara inom tre dagar."
PARAGRAPHS = "Vi möter alla.\n\nVi svarar samma dag.\n\nVi följer upp."


def merged(base, *texts):
    """The texts merged as wordings caused by 1, 2, 3 …"""
    return merge(base, [Edit(number, text) for number, text in enumerate(texts, start=1)])


def result(base, *texts):
    """The merged text, and the conflicts as (base words, wordings)."""
    outcome = merged(base, *texts)
    return outcome.text, [(c.base, dict(c.wordings)) for c in outcome.conflicts]


def shown(pieces):
    """The pieces in one line: [gone−], [new+], with their causes."""
    signs = {"gone": "−", "new": "+"}
    return "".join(
        piece.text
        if piece.kind == "same"
        else f"[{piece.text}{signs[piece.kind]}{','.join(map(str, piece.causes))}]"
        for piece in pieces
    )


# Wordings that get along


def test_two_wordings_of_different_words_become_one_text():
    alltid, fem = "Vi ska alltid svara inom tre dagar.", "Vi ska svara inom fem dagar."
    assert merged(BASE, alltid, fem) == Merged(
        "Vi ska alltid svara inom fem dagar.",
        (
            Piece("same", "Vi ska "),
            Piece("new", "alltid ", (1,)),
            Piece("same", "svara inom "),
            Piece("gone", "tre", (2,)),
            Piece("new", "fem", (2,)),
            Piece("same", " dagar."),
        ),
        (),
    )


def test_a_change_several_asked_for_names_them_all():
    fem = "Vi ska svara inom fem dagar."
    assert merge(BASE, [Edit(9, fem), Edit(4, fem)]).pieces[1:3] == (
        Piece("gone", "tre", (4, 9)),
        Piece("new", "fem", (4, 9)),
    )


def test_one_may_build_on_what_another_wrote():
    assert result(BASE, "Vi skall svara inom tre dagar.", "Vi skall svara inom fem dagar.") == (
        "Vi skall svara inom fem dagar.",
        [],
    )


@pytest.mark.parametrize(
    ("base", "texts", "expected"),
    [
        ("a b c", ["X b c", "a Y c", "a b Z"], "X Y Z"),
        ("a b c", ["b c", "a b"], "b"),
        ("a b c", ["a c", "a b"], "a"),
        ("a b c d", ["a c d", "a b d", "a b c"], "a"),
        ("a b", ["b", "a"], ""),
        ("a b c", ["a X c", "a X Y"], "a X Y"),
        ("a\nb c", ["a\n\nb c", "a\nb, c"], "a\n\nb, c"),
        ("  a  b\n", ["  X  b\n", "  a  Y\n"], "  X  Y\n"),
    ],
)
def test_different_words_each_become_what_somebody_makes_of_them(base, texts, expected):
    assert result(base, *texts) == (expected, [])


def test_a_deleted_paragraph_leaves_an_insertion_in_the_next_one_alone():
    assert result(
        PARAGRAPHS,
        "Vi möter alla.\n\nVi följer upp.",
        "Vi möter alla.\n\nVi svarar samma dag.\n\nSedan följer Vi följer upp.",
    ) == ("Vi möter alla.\n\nSedan följer Vi följer upp.", [])


def test_the_last_two_paragraphs_can_be_deleted_by_one_each():
    assert result(
        PARAGRAPHS, "Vi möter alla.\n\nVi följer upp.", "Vi möter alla.\n\nVi svarar samma dag."
    ) == ("Vi möter alla.", [])


def test_a_sentence_after_one_paragraph_and_a_paragraph_after_it_are_two_things():
    assert result("Ett.\n\nTvå.", "Ett. Mer.\n\nTvå.", "Ett.\n\nEmellan.\n\nTvå.") == (
        "Ett. Mer.\n\nEmellan.\n\nTvå.",
        [],
    )


def test_a_new_sentence_replaces_the_one_it_stands_before_when_another_deletes_that():
    base = "Vi möter. Vi svarar. Vi går."
    assert shown(merged(base, "Vi möter. Vi lyssnar. Vi svarar. Vi går.", "Vi möter. Vi går.").pieces) == (
        "Vi möter. [Vi lyssnar. +1][Vi svarar. −2]Vi går."
    )


# Wordings that clash


def test_two_wordings_of_the_same_word_are_a_conflict_and_the_base_word_stays():
    assert merged(BASE, "Vi ska svara inom fem dagar.", "Vi ska svara inom två dagar.") == Merged(
        BASE, (Piece("same", BASE),), (Conflict((1, 2), "tre", ((1, "fem"), (2, "två")), 18),)
    )


def test_two_insertions_at_one_place_are_a_conflict_there():
    assert merged(BASE, BASE + " Alltid.", BASE + " Oftast.").conflicts == (
        Conflict((1, 2), "", ((1, " Alltid."), (2, " Oftast.")), len(BASE)),
    )


def test_who_agrees_on_a_wording_stands_together_in_the_conflict():
    fem = "Vi ska svara inom fem dagar."
    texts = [fem, fem, "Vi ska svara inom två dagar.", "Vi ska svara inom tre dagar!"]
    assert result(BASE, *texts) == (
        "Vi ska svara inom tre dagar!",
        [("tre", {1: "fem", 2: "fem", 3: "två"})],
    )


def test_a_conflict_keeps_the_whole_of_what_clashes_and_lets_the_rest_through():
    assert result("a b c d e", "a X Y d e", "a b Z d e", "a b c d V") == (
        "a b c d V",
        [("b c", {1: "X Y", 2: "b Z"})],
    )


def test_a_change_inside_a_deleted_paragraph_is_a_conflict():
    deleted = "Vi möter alla.\n\nVi följer upp."
    reworded = "Vi möter alla.\n\nVi svarar samma vecka.\n\nVi följer upp."
    assert result(PARAGRAPHS, deleted, reworded) == (
        PARAGRAPHS,
        [("Vi svarar samma dag.\n\n", {1: "", 2: "Vi svarar samma vecka.\n\n"})],
    )


def test_a_sentence_added_to_a_deleted_paragraph_is_a_conflict():
    deleted = "Vi möter alla.\n\nVi följer upp."
    longer = "Vi möter alla.\n\nVi svarar samma dag. Alltid.\n\nVi följer upp."
    text, conflicts = result(PARAGRAPHS, deleted, longer)
    assert (text, len(conflicts)) == (PARAGRAPHS, 1)


def test_a_sentence_put_before_a_deleted_paragraph_must_not_slip_into_the_next():
    deleted = "Vi möter alla.\n\nVi följer upp."
    before = "Vi möter alla.\n\nHärligt! Vi svarar samma dag.\n\nVi följer upp."
    assert result(PARAGRAPHS, deleted, before) == (
        PARAGRAPHS,
        [("Vi svarar samma dag.\n\n", {1: "", 2: "Härligt! Vi svarar samma dag.\n\n"})],
    )


def test_two_who_fill_an_empty_section_clash():
    assert result("", "Nytt.", "Annat.") == ("", [("", {1: "Nytt.", 2: "Annat."})])


# Sentences that move


SENTENCES = "Först möter vi alla. Sedan svarar vi på varje fråga. Sist följer vi upp."
MOVED = "Först möter vi alla. Sist följer vi upp. Sedan svarar vi på varje fråga."


def test_a_moved_sentence_goes_in_one_place_and_comes_in_another():
    assert shown(changes(SENTENCES, MOVED)) == (
        "Först möter vi alla. [Sist följer vi upp. +]Sedan svarar vi på varje fråga.[ Sist följer vi upp.−]"
    )


def test_words_changed_in_the_sentence_another_one_passed_are_changed_there():
    reworded = SENTENCES.replace("varje fråga", "alla frågor")
    assert result(SENTENCES, MOVED, reworded) == (MOVED.replace("varje fråga", "alla frågor"), [])


def test_a_moved_sentence_that_another_rewords_stays_and_is_not_there_twice():
    reworded = SENTENCES.replace("Sist följer", "Till sist följer")
    text, conflicts = result(SENTENCES, MOVED, reworded)
    assert text == SENTENCES
    assert [base for base, _ in conflicts] == ["", " Sist följer vi upp."]


def test_a_sentence_one_moves_and_another_deletes_is_a_conflict():
    deleted = "Först möter vi alla. Sedan svarar vi på varje fråga."
    text, conflicts = result(SENTENCES, MOVED, deleted)
    assert (text, conflicts) == (
        SENTENCES,
        [("", {1: "Sist följer vi upp. ", 2: ""}), (" Sist följer vi upp.", {1: "", 2: ""})],
    )


def test_a_sentence_two_move_to_different_places_stays():
    first = "Sist följer vi upp. Först möter vi alla. Sedan svarar vi på varje fråga."
    assert result(SENTENCES, MOVED, first)[0] == SENTENCES


# Whole rewritings


def test_a_rewritten_text_is_not_tied_to_the_small_words_both_happen_to_have():
    old = "Regionen ska ge invånarna en god och nära vård och vara lätt att nå för den som söker hjälp."
    new = "Den som blir sjuk får träffa någon som lyssnar och svarar samma dag på alla slags frågor här."
    assert shown(changes(old, new)) == f"[{old}−][{new}+]"
    assert result(old, new, old.replace("god och nära", "god och mycket nära")) == (
        old,
        [(old, {1: new, 2: old.replace("god och nära", "god och mycket nära")})],
    )


# How a difference reads


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("samma", "samma", "samma"),
        ("", "nytt", "[nytt+]"),
        ("borta", "", "[borta−]"),
        ("ni får svara", "ni ska svara", "ni [får−][ska+] svara"),
        ("ni får svara nu", "de ska svara nu", "[ni får−][de ska+] svara nu"),
        ("ett två tre", "ett tre", "ett [två −]tre"),
        ("rad ett\nrad två", "rad ett\n\nrad två", "rad ett\n[\n+]rad två"),
        ("ett\ntvå", "ETT\nTVÅ", "[ett−][ETT+]\n[två−][TVÅ+]"),
        ("Vi möter. Vi går.", "Vi möter. Vi ler. Vi går.", "Vi möter. [Vi ler. +]Vi går."),
        ("Vi möter.\n\nVi går.", "Vi möter.\n\nVi ler.\n\nVi går.", "Vi möter.\n\n[Vi ler.\n\n+]Vi går."),
        ("- ett\n- två\n- tre", "- ett\n- tre", "- ett\n[- två\n−]- tre"),
    ],
)
def test_a_difference_reads_by_words_lines_and_sentences(before, after, expected):
    assert shown(changes(before, after)) == expected


@pytest.mark.parametrize("word", ["och", "|", "ord{}"])
def test_a_long_text_is_compared_at_once_however_often_it_says_the_same_word(word):
    old = [word.format(n) for n in range(4000)]
    new = ["ny" if n % 7 == 0 else text for n, text in enumerate(old)]
    pieces = changes(" ".join(old), " ".join(new))
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == " ".join(new)
