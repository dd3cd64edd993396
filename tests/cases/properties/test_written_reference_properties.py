from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.fuzzy_dates import resolve
from cases.paragraph_reference import ParagraphReference, parse

days = st.dates(date(2020, 1, 1), date(2050, 12, 31))
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()  # noqa: SIM905
bodies = st.lists(
    st.text(st.characters(categories=["Lu", "Ll"], codec="latin-1"), min_size=1, max_size=12)
    | st.sampled_from(["och", "hälso-", "(VGR)", "1", "12", "maj", "den", "p", "punkt", "7"]),
    max_size=5,
).map(lambda words: " ".join(words).strip())
references = st.builds(
    ParagraphReference, bodies, st.none() | days, st.integers(1, 9999), st.none() | st.integers(1, 200)
)


@given(references)
def test_a_reference_that_is_written_is_read_back(reference):
    assert parse(str(reference)) == reference


@given(references, days)
def test_a_day_in_words_is_the_same_day(reference, day):
    in_words = f"den {day.day} {MONTHS[day.month - 1]} {day.year}"
    dated = ParagraphReference("SSN", day, reference.paragraph, reference.point)
    assert parse(str(dated).replace(day.isoformat(), in_words)) == dated


@given(st.text(max_size=60) | st.text("§ 0123456789-punktSN.,()", max_size=40))
def test_whatever_is_read_can_be_written_and_read_again(text):
    found = parse(text)
    assert found is None or parse(str(found)) == found


@given(days, days, st.sampled_from(["", "senast ", "senast den ", "till och med den "]))
def test_a_date_is_itself_whenever_it_was_said(day, said_on, lead):
    assert resolve(f"{lead}{day.isoformat()}", said_on=said_on).day == (None if "den" in lead else day)
    in_words = f"{lead}{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert resolve(in_words, said_on=said_on).day == day


NAMED = [
    *["november", "v. 50", "vecka 1", "18 december", "29 februari", "Q1", "kvartal 4", "18/12", "i år"],
    *["före jul", "före påsk", "före midsommar", "före årsskiftet", "nästa år", "före maj", "före v. 3"],
]


@given(st.sampled_from(NAMED), days)
def test_what_has_no_year_is_never_over_when_it_is_said(words, said_on):
    day = resolve(words, said_on=said_on).day
    assert day is None or said_on <= day <= said_on.replace(year=said_on.year + 8, day=1).replace(
        month=12, day=31
    )


@given(st.text(max_size=30), days)
def test_any_words_are_kept(words, said_on):
    assert resolve(words, said_on=said_on).words == words
