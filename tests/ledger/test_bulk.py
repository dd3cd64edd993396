"""Many rows in one statement are the rows one would have saved one by one."""

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from cases.models import CaseParty, Diary
from ledger.bulk import copy_rows, insert_missing_rows, insert_rows, update_columns
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SU", "NU")


def test_columns_become_rows_and_the_rest_takes_its_default(region):
    units = region.administrations
    with CaptureQueriesContext(connection) as seen:
        insert_rows(Diary, 2, authority=[unit.pk for unit in units], code=["A", "B"], external=True)
    assert len(seen) == 1
    rows = Diary.objects.filter(external=True).order_by("code").values_list("authority", "code", "pattern")
    assert list(rows) == [(units[0].pk, "A", DEFAULT), (units[1].pk, "B", DEFAULT)]


DEFAULT = "{code} {year}-{seq:05d}"


def test_no_rows_are_no_statement():
    with CaptureQueriesContext(connection) as seen:
        insert_rows(CaseParty, 0)
        update_columns(CaseParty, [])
    assert len(seen) == 0


def test_a_text_that_is_too_long_is_refused_and_not_cut(region):
    with pytest.raises(DataError, match="too long"):
        insert_rows(Diary, 1, authority=[region.office.pk], code=["x" * 21])


def test_a_diary_number_that_is_too_long_is_refused_and_not_cut(region):
    with pytest.raises(DataError, match="too long"):
        update_columns(Diary, [region.diary.pk], code=["x" * 21])


def test_a_row_that_is_there_already_is_left_as_it_is(region):
    units = [unit.pk for unit in region.administrations]
    insert_rows(Diary, 1, authority=units[:1], code=["A"], external=True)
    insert_missing_rows(Diary, 2, authority=units, code=["A", "B"], external=False)
    rows = Diary.objects.filter(code__in="AB").order_by("code").values_list("authority", "code", "external")
    assert list(rows) == [(units[0], "A", True), (units[1], "B", False)]


def test_rows_are_copied_with_what_is_changed_in_them_in_one_statement(region):
    first, second = region.administrations
    factories.diary(first, "A", external=True, pattern="{seq}/{year}")
    with CaptureQueriesContext(connection) as seen:
        copy_rows(Diary, {"authority": first.pk, "code": "A"}, {"authority": second.pk, "code": "B"})
    assert len(seen) == 1
    copied = Diary.objects.get(code="B")
    assert (copied.authority, copied.external, copied.pattern) == (second, True, "{seq}/{year}")
