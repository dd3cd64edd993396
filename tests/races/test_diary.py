"""Sixteen registrars write in one diary, and every fifth changes their mind."""

from random import Random

import pytest

from cases.models import Case, Document
from cases.registration import register_case, register_document
from ledger.models import NumberSeries
from ledger.work import before_commit, work
from organisation import clock
from tests import factories
from tests.races.support import together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

WRITERS, EACH = 16, 10


class ChangedMind(Exception):
    """The registration is not to be."""


def test_sixteen_writers_with_rollbacks_leave_no_gap_and_no_double():
    region = factories.world("SU")
    shared = register_case(diary=region.diary, title="Gemensamt", unit=region.office, by=region.owner)

    kept = together(*[lambda seed=seed: sum(write(region, shared, seed)) for seed in range(WRITERS)])

    total = sum(kept)
    assert 0.7 * WRITERS * EACH < total < 0.9 * WRITERS * EACH
    cases = Case.objects.filter(diary=region.diary).order_by("registered_at")
    year = clock.today().year
    assert list(cases.values_list("sequence", flat=True)) == list(range(1, total + 2))
    assert [case.number for case in cases] == [f"RS {year}-{seq:05d}" for seq in range(1, total + 2)]
    documents = Document.objects.filter(case=shared).order_by("registered_at")
    assert list(documents.values_list("number_in_case", flat=True)) == list(range(1, total + 1))
    assert {row.series: row.last for row in NumberSeries.objects.all()} == {
        f"diary:{region.diary.pk}": total + 1,
        f"case:{shared.pk}": total,
    }


def write(region, shared, seed):
    """Register ten times; answers which registrations were kept."""
    dice = Random(seed)
    return [_registered(region, shared, dice.random()) for _ in range(EACH)]


def _registered(region, shared, luck):
    try:
        with work():
            # Both orders: the series are sorted when they are taken, so nobody deadlocks.
            steps = [lambda: _case(region), lambda: _document(region, shared)]
            for step in steps if luck < 0.5 else reversed(steps):
                step()
            if luck < 0.1:
                raise ChangedMind
            if luck > 0.9:
                before_commit(_change_mind)  # after the numbers were taken
    except ChangedMind:
        return False
    return True


def _case(region):
    return register_case(diary=region.diary, title="Ärende", unit=region.office, by=region.owner)


def _document(region, shared):
    return register_document(shared, kind="letter", title="Brev", direction="in", by=region.owner)


def _change_mind():
    raise ChangedMind
