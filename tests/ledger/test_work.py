"""The transaction of a verb, and the numbers it takes as its last act."""

from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import registration
from cases.errors import NumberNotInPattern, NumberTaken
from cases.models import Case, Document
from ledger import clock, numbers
from ledger.bulk import next_ids
from ledger.models import NumberSeries
from ledger.numbers import Series
from ledger.work import OutsideWork, before_commit, current_work, work
from tests import factories

pytestmark = pytest.mark.django_db


class Stop(Exception):
    """Ends a verb half-way."""


@pytest.fixture
def office():
    return factories.unit("Koncernkontoret")


@pytest.fixture
def diary(office):
    return factories.diary(office, "RS")


@pytest.fixture
def clerk():
    return factories.person("clerk")


def register(diary, clerk, **facts):
    """One case in the diary."""
    return registration.register_case(diary=diary, title="Ärende", unit=diary.authority, by=clerk, **facts)


def test_numbers_come_at_the_end_of_the_work_and_not_before(diary, clerk):
    with work():
        first, second = register(diary, clerk), register(diary, clerk)
        assert (Case.objects.get(pk=first.pk).number, second.number) == (None, None)
    assert [Case.objects.get(pk=case.pk).sequence for case in (first, second)] == [1, 2]


def test_a_row_that_is_claimed_for_before_it_is_saved_is_inserted_with_its_number(diary, clerk):
    with work():
        case = register(diary, clerk)
        letter = Document(case=case, kind="answer", title="Brev", direction="in", drawn_up_at=clock.now())
        (letter.pk,) = next_ids(Document, 1)
        numbers.claim(registration.document_series(case), letter)
        assert not Document.objects.exists()
    stored = Document.objects.get()
    assert (stored.pk, stored.number_in_case) == (letter.pk, 1)
    assert stored.registered_at == letter.registered_at


def test_a_work_that_fails_leaves_no_gap(diary, clerk):
    for _try in range(3):
        with suppress(Stop), work():
            register(diary, clerk)
            numbers.give_numbers()
            raise Stop
    register(diary, clerk)
    assert list(Case.objects.values_list("sequence", flat=True)) == [1]


def test_the_counter_is_locked_in_the_last_statements_only(diary, clerk):
    with CaptureQueriesContext(connection) as captured:
        register(diary, clerk)
    statements = [query["sql"] for query in captured]
    touched = next(number for number, sql in enumerate(statements) if "ledger_numberseries" in sql)
    after = [sql for sql in statements[touched + 1 :] if "SAVEPOINT" not in sql]
    assert [sql.split()[0] for sql in after] == ["UPDATE"] * len(after)
    assert len(after) <= 2


def test_all_numbers_of_a_work_are_taken_in_one_sorted_statement():
    with work(), CaptureQueriesContext(connection) as captured:
        given = numbers.allot({Series("b", 2026): 2, Series("a", 2026): 1})
    assert given == {Series("a", 2026): 1, Series("b", 2026): 2}
    assert len(captured) == 1
    assert list(NumberSeries.objects.order_by("pk").values_list("series", flat=True)) == ["a", "b"]


def test_an_inner_work_joins_the_outer_and_a_step_runs_once():
    ran = []

    def step():
        ran.append(1)

    with work() as outer:
        before_commit(step)
        with work() as inner:
            before_commit(step)
            assert inner is outer
        assert ran == []
    assert ran == [1]
    with pytest.raises(OutsideWork):
        current_work()


def test_a_work_that_failed_leaves_nothing_for_the_next_one(diary, clerk):
    with suppress(Stop), work():
        register(diary, clerk)
        raise Stop
    with work() as fresh:
        assert (fresh.claims, fresh.last_steps) == ([], [])


def test_an_external_number_is_checked_against_its_pattern_and_unique(office, clerk):
    outside = factories.diary(office, "SSN", external=True)
    taken = register(outside, clerk, external_number=" SSN 2024-00061 ")
    assert (taken.number, taken.year, taken.sequence) == ("SSN 2024-00061", 2024, 61)
    with pytest.raises(NumberTaken):
        register(outside, clerk, external_number="SSN 2024-00061")
    for wrong in ("", "SSN 24-61", "RS 2024-00061", "SSN 2024-00061x", "61"):
        with pytest.raises(NumberNotInPattern, match="SSN"):
            register(outside, clerk, external_number=wrong)
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("pattern", "number", "parsed"),
    [
        ("{code} {year}-{seq:05d}", "RS 2024-05699", (2024, 5699)),
        ("{year}-{code}{seq:06d}", "2023-RS000009", (2023, 9)),
        ("{code}-{year}-{seq:05d}-1", "RS-2026-00037-1", (2026, 37)),
        ("{code}{seq}", "RS160669", (2026, 160669)),
    ],
)
def test_patterns_seen_in_the_field_are_read_and_written(office, pattern, number, parsed):
    from cases import diary as diaries

    made = factories.diary(office, "RS", pattern=pattern, external=True)
    assert diaries.parse(made, number, year=2026) == parsed
    year, sequence = parsed
    assert pattern.format(code="RS", year=year, seq=sequence) == number


def test_each_diary_and_year_counts_by_itself(office, clerk):
    from datetime import datetime

    from organisation import clock

    first, second = factories.diary(office, "RS"), factories.diary(office, "SSN")
    new_year = datetime(2027, 1, 1, 0, 30, tzinfo=clock.STOCKHOLM)
    with clock.at(datetime(2026, 12, 31, 23, 30, tzinfo=clock.STOCKHOLM)):
        register(first, clerk)
        register(second, clerk)
    with clock.at(new_year):
        register(first, clerk)
    assert sorted(Case.objects.values_list("number", flat=True)) == [
        "RS 2026-00001",
        "RS 2027-00001",
        "SSN 2026-00001",
    ]
