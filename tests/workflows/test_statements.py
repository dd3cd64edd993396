"""What a step asks the database for: a statement more is a round trip more for everybody who waits behind it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from viewflow.workflow.models import Task

from cases import release
from tests import factories
from tests.races.support import fresh
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SU", "SkaS")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[1])


def statements(step):
    """What the step sends, without the brackets of transactions."""
    with CaptureQueriesContext(connection) as captured:
        step()
    sent = [query["sql"] for query in captured]
    return [sql for sql in sent if not sql.startswith(("SAVEPOINT", "RELEASE"))]


def writes(sent):
    """The tables that are written to, in order."""
    words = [sql.replace('"', "").split() for sql in sent]
    return [one[2] if one[0] == "INSERT" else one[1] for one in words if one[0] in {"INSERT", "UPDATE"}]


def test_a_release_writes_each_table_once(region, place):
    answer = factories.approved_answer(region, place)
    by = fresh(region.representative(place.unit))
    sent = statements(lambda: release.release(answer, by=by))
    assert writes(sent) == [
        "cases_answer",
        "cases_recipient",
        "cases_workitem",
        "ledger_numberseries",
        "cases_document",
    ]
    assert len([sql for sql in sent if "WITH event" in sql]) == 1
    assert len(sent) == 15


def test_a_step_writes_its_tasks_when_it_is_over(region, place):
    answer = factories.approved_answer(region, place)
    by = fresh(region.representative(place.unit))
    sent = statements(lambda: engine.release(answer, by=by))
    assert [table for table in writes(sent) if table.startswith("viewflow")] == [
        "viewflow_task",
        "viewflow_process",
        "viewflow_task",
        "viewflow_task_previous",
    ]
    assert len(sent) == 27
    done = Task.objects.filter(process=answer.process).order_by("pk").reverse()[:3]
    assert [(task.flow_task.name, task.flow_task_type, task.status) for task in done] == [
        ("end_released", "END", "DONE"),
        ("check_released", "EXCLUSIVE_GATEWAY", "DONE"),
        ("release_answer", "HUMAN", "DONE"),
    ]
    assert [list(task.previous.all()) for task in done[:2]] == [[done[1]], [done[2]]]


def test_sending_for_approval_asks_for_no_more_than_it_needs(region, place):
    answer = factories.begun_answer(region, place, comment="Bra.")
    by = fresh(region.representative(place.unit))
    assert len(statements(lambda: engine.submit(answer, by=by))) == 20
