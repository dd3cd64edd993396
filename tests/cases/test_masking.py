import pytest

from cases.masking import mask, suggestions


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Anna Berg yttrade sig.", "▇▇▇ yttrade sig."),
        ("ANNA BERG och anna berg", "▇▇▇ och ▇▇▇"),
        ("Anna\nBerg", "▇▇▇"),
        ("Anna\u00a0 Berg", "▇▇▇"),
        ("Anna Bergs förslag", "▇▇▇ förslag"),
        ("**Anna Berg** och _Anna Berg_", "**▇▇▇** och _▇▇▇_"),
        ("**Anna** Berg", "**▇▇▇** ▇▇▇"),
        ("> Anna\n> Berg", "> ▇▇▇\n> ▇▇▇"),
        ("| Anna | Berg |", "| ▇▇▇ | ▇▇▇ |"),
        ("Anna Be-\nrg", "▇▇▇"),
        ("An\u00adna Berg", "▇▇▇"),
        ("Anna Bergman och Johanna Berg", "Anna Bergman och Johanna Berg"),
        ("Anna-Berg", "Anna-Berg"),
    ],
)
def test_a_name_is_hidden_however_it_is_set_and_no_part_of_another(text, hidden):
    assert mask(text, ["Anna Berg"]) == hidden


def test_letters_are_compared_as_they_look():
    assert mask("A\u030asa sa ÅSA", ["a\u030aSA"]) == "▇▇▇ sa ▇▇▇"


def test_the_longer_of_two_words_is_hidden_first():
    assert mask("Berg, Anna Berg, Anna Ek", ["Anna", "Anna Berg"]) == "Berg, ▇▇▇, ▇▇▇ Ek"


def test_words_that_hang_together_are_hidden_both():
    assert mask("anna@berg", ["@berg", "anna"]) == "▇▇▇▇▇▇"


@pytest.mark.parametrize("words", [[], [""], ["  "], ["▇▇▇"], ["**"]])
def test_words_without_letters_or_digits_hide_nothing(words):
    assert mask("▇▇▇ **Anna** ", words) == "▇▇▇ **Anna** "


def test_a_number_run_together_with_letters_is_whole_and_one_with_more_digits_is_not():
    text = "pnr811228-9874, 19811228-9874, 811228-98745"
    assert mask(text, ["811228-9874"]) == "pnr▇▇▇, 19811228-9874, 811228-98745"


def test_signs_in_a_word_mean_themselves():
    assert mask("a.b axb (031) 12", ["a.b", "(031) 12"]) == "▇▇▇ axb ▇▇▇"


def test_identity_numbers_telephones_and_addresses_are_suggested_in_order_once():
    text = """Anna, 19811228-9874, nås på 070-123 45 67 eller anna.berg@example.org.
    Ring **031-12 34 56**, +46 (0)70 123 45 67 eller (08) 123 456 78. Igen: 19811228-9874.
    811228–9874, 8112289874, 811288-9873 (samordningsnummer), 121212+1212, +47 22 12 34 56."""
    assert suggestions(text) == [
        "19811228-9874",
        "070-123 45 67",
        "anna.berg@example.org",
        "031-12 34 56",
        "+46 (0)70 123 45 67",
        "(08) 123 456 78",
        "811228–9874",
        "8112289874",
        "811288-9873",
        "121212+1212",
        "+47 22 12 34 56",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "RS 2024-05699, SSN 2024-00061-12 och BUN-2026-00037-1",
        "Mötet den 2024-11-27 kl. 09.00–12.00, § 61, 1 250 000 kronor, 13:00",
        "Organisationsnummer 232100-0131",  # no month has number 21
        "811240-9874",  # there is no 40th day
        "@nämnden, a@b",
        "012345",
    ],
)
def test_numbers_of_cases_dates_and_sums_are_not_suggested(text):
    assert suggestions(text) == []
