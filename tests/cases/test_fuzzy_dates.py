from datetime import date

import pytest

from cases.fuzzy_dates import FuzzyDate, resolve

SAID = date(2024, 4, 24)


def day(words, said_on=SAID):
    found = resolve(words, said_on=said_on)
    assert found.words == words
    return found.day and found.day.isoformat()


@pytest.mark.parametrize(
    "words",
    [
        *["omgående", "Snarast", "omedelbart", "skyndsamt", "så snart som möjligt", "", "  ", "löpande"],
        *["i början på nästa år", "i början av november", "i mitten av maj", "hösten 2026", "före sommaren"],
        *["november/december", "en gång årligen i november", "efter jul", "till jul", "julen", "v. 50-51"],
        *["v. 54", "v. 0", "30 februari", "31/6", "2024-02-30", "2024-13", "cirka 1 juni", "Q5 2025"],
        *["senast november 2024 och därefter årligen", "före", "senast", "12", "2024-05699"],
    ],
)
def test_words_that_name_no_last_day_are_kept_without_one(words):
    assert resolve(words, said_on=SAID) == FuzzyDate(None, words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("senast november 2024", "2024-11-30"),
        ("november 2024", "2024-11-30"),
        ("Senast i november.", "2024-11-30"),
        ("i slutet av februari", "2025-02-28"),
        ("slutet av feb. 2028", "2028-02-29"),
        ("2024-11", "2024-11-30"),
        ("före november 2024", "2024-10-31"),
        ("2024-12-18", "2024-12-18"),
        ("senast den 18 december 2024", "2024-12-18"),
        ("den 18 december", "2024-12-18"),
        ("18 apr", "2025-04-18"),
        ("till den 18 december", "2024-12-18"),
        ("före den 18 december 2024", "2024-12-17"),
        ("18/12", "2024-12-18"),
        ("18/12 2025", "2025-12-18"),
        ("omgående, dock senast den 1 maj", "2024-05-01"),
        ("no later than 18 May 2024", "2024-05-18"),
        ("v. 50", "2024-12-13"),
        ("V50", "2024-12-13"),
        ("senast vecka 50, 2025", "2025-12-12"),
        ("week 17", "2024-04-26"),  # the week it was said in
        ("v. 16", "2025-04-18"),  # the week before has passed
        ("före v. 50", "2024-12-08"),
        ("före jul", "2024-12-23"),
        ("Innan julen", "2024-12-23"),
        ("före jul 2026", "2026-12-23"),
        ("före påsk", "2025-04-17"),
        ("before midsummer", "2024-06-20"),
        ("före årsskiftet", "2024-12-31"),
        ("vid årsskiftet", "2024-12-31"),
        ("före årets slut", "2024-12-31"),
        ("under året", "2024-12-31"),
        ("före utgången av 2025", "2025-12-31"),
        ("under nästa år", "2025-12-31"),
        ("före nästa år", "2024-12-31"),
        ("kvartal 2", "2024-06-30"),
        ("Q1", "2025-03-31"),
        ("q4 2024", "2024-12-31"),
        ("tredje kvartalet 2025", "2025-09-30"),
        ("29 februari", "2028-02-29"),
        ("senast november 2023", "2023-11-30"),  # a year that is said is never another
    ],
)
def test_words_that_name_a_last_day_get_it(words, expected):
    assert day(words) == expected


@pytest.mark.parametrize(
    ("words", "said_on", "expected"),
    [
        ("november", date(2024, 11, 30), "2024-11-30"),
        ("november", date(2024, 12, 1), "2025-11-30"),
        ("före november", date(2024, 11, 10), None),
        ("före jul", date(2024, 12, 23), "2024-12-23"),
        ("före jul", date(2024, 12, 24), None),
        ("före jul", date(2024, 12, 25), "2025-12-23"),
        ("v. 53", date(2027, 1, 1), "2027-01-01"),
        ("v. 1", date(2024, 12, 30), "2025-01-03"),
    ],
)
def test_without_a_year_it_is_the_next_one_that_is_not_over(words, said_on, expected):
    assert day(words, said_on) == expected
