"""A list costs the same number of queries at 1, 3 and 300 rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import queries
from cases.models import Case, CaseParty, Document, DocumentVersion, ReferralRound, WorkItem
from cases.work_items import item_for_role
from organisation import clock
from tests import factories
from tests.races.support import fresh

pytestmark = pytest.mark.django_db

SIZES = (1, 3, 300)


@pytest.fixture
def region():
    return factories.world("SU")


def lay_cases(region, last, first):
    """Cases of the office, the process owner's own."""
    now, unit = clock.now(), region.process_unit
    cases = Case.objects.bulk_create(
        Case(diary=region.diary, unit=unit, title=f"Ärende {n}", opened_at=now, opened_by=region.owner)
        for n in range(first, last)
    )
    CaseParty.objects.bulk_create(
        CaseParty(case=case, unit=unit, capacity="owner", created_at=now) for case in cases
    )
    return cases


def lay_rounds(region, last, first):
    """Rounds in such cases, each with its draft."""
    cases, now = lay_cases(region, last, first), clock.now()
    documents = Document.objects.bulk_create(
        Document(case=case, kind="draft", title=case.title, direction="internal", drawn_up_at=now)
        for case in cases
    )
    versions = DocumentVersion.objects.bulk_create(
        DocumentVersion(document=document, number=1) for document in documents
    )
    ReferralRound.objects.bulk_create(
        ReferralRound(
            case=case,
            unit=case.unit,
            version=version,
            title=case.title,
            created_at=now,
            created_by=region.owner,
        )
        for case, version in zip(cases, versions, strict=True)
    )


def lay_work(region, last, first):
    """Work items for the process owner."""
    cases = lay_cases(region, last, first)
    WorkItem.objects.bulk_create(
        item_for_role(
            "dispatch",
            unit=region.process_unit,
            role="process_owner",
            target=case,
            title=case.title,
            case=case,
        )
        for case in cases
    )


def show_inbox(user):
    return [(row.title, row.case.title, row.unit.name) for row in queries.inbox(user, limit=300)]


def show_rounds(user):
    return [(row.title, row.case.number, row.unit.name) for row in queries.rounds_of(user)]


def show_cases(user):
    return [(row.title, row.diary.code, row.unit.name) for row in queries.cases_of(user)]


@pytest.mark.parametrize(
    ("lay", "show", "most"),
    [(lay_work, show_inbox, 4), (lay_rounds, show_rounds, 10), (lay_cases, show_cases, 10)],
    ids=["inbox", "rounds", "cases"],
)
def test_a_list_costs_the_same_at_any_length(region, lay, show, most):
    lengths, costs, laid = [], [], 0
    for size in SIZES:
        lay(region, size, laid)
        laid = size
        user = fresh(region.owner)
        with CaptureQueriesContext(connection) as seen:
            lengths.append(len(show(user)))
        costs.append(len(seen))
    assert tuple(lengths) == SIZES
    assert costs == [costs[0]] * 3, costs
    assert costs[0] <= most
