"""A number, its year and its instant of registration belong together."""

from datetime import UTC, datetime

import pytest
import time_machine

from cases.registration import register_case, register_document
from ledger.models import NumberSeries
from ledger.work import work
from tests import factories

pytestmark = pytest.mark.django_db

# 23:59:59 and 00:00:01 in Stockholm
LAST_SECOND = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
FIRST_SECOND = datetime(2026, 12, 31, 23, 0, 1, tzinfo=UTC)


def test_a_case_registered_across_new_year_keeps_the_year_of_its_series():
    with time_machine.travel(LAST_SECOND, tick=False) as time:
        region = factories.world("SU")
        with work():
            case = register_case(diary=region.diary, title="Sent", unit=region.office, by=region.owner)
            letter = register_document(case, kind="letter", title="Brev", direction="in", by=region.owner)
            time.move_to(FIRST_SECOND)
        following = register_case(diary=region.diary, title="Nytt", unit=region.office, by=region.owner)

    assert (case.year, case.sequence, case.number) == (2026, 1, "RS 2026-00001")
    assert case.registered_at == datetime(2026, 12, 31, 22, 59, 59, 999999, tzinfo=UTC)
    assert (letter.number_in_case, letter.registered_at) == (1, FIRST_SECOND)
    assert following.number == "RS 2027-00001"
    counters = NumberSeries.objects.filter(series=f"diary:{region.diary.pk}").order_by("year")
    assert list(counters.values_list("year", "last")) == [(2026, 1), (2027, 1)]
