"""Rows of the version before go on where they were."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from viewflow.workflow.models import Process, Task

from cases import access
from cases.models import WorkItem
from directives.models import Assignment, Transfer
from ledger.events import record
from ledger.work import work
from tests import assignments, factories
from workflows import assigning, engine
from workflows.flows.round import RoundFlow

GO_ON = import_module("workflows.migrations.0003_compiled_rounds_are_weighed").FORWARDS

REMEMBER = import_module("directives.migrations.0015_who_had_an_assignment_before").remember_takers


@pytest.mark.django_db
def test_a_round_compiled_before_there_was_weighing_can_be_weighed():
    region = factories.world("SkaS")
    referral_round = factories.compiled_round(region)
    process = referral_round.process
    Task.objects.filter(process=process, flow_task=RoundFlow.weigh_comments).delete()
    Process.objects.filter(pk=process.pk).update(status="DONE", finished=referral_round.compiled_at)
    WorkItem.objects.filter(kind="weigh").delete()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(GO_ON)
        cursor.execute("DROP TABLE ended")
    process.refresh_from_db()
    assert engine.can_take(process, RoundFlow.weigh_comments, region.owner)
    assert (process.status, process.finished) == ("NEW", None)
    held = WorkItem.objects.filter(kind="weigh", done_at=None).values_list("unit", "role", "target_id")
    assert sorted(held) == [
        (referral_round.unit_id, role, referral_round.pk) for role in ("officer", "process_owner")
    ]


@pytest.mark.django_db
def test_whoever_lost_an_assignment_in_the_version_before_may_read_what_they_had():
    made = assignments.commission("SkaS")
    assignment = assignments.under_way(made)
    with work():
        facts = {"from_user": made.head.pk, "from_unit": made.place.pk, "taker": made.leader.pk}
        record("assignment.transferred", by=made.giver, subject=assignment, reason="Byte.", **facts)
    moved = {"state": "offered", "taker_user": made.leader, "taker_unit": None}
    Assignment.objects.filter(pk=assignment.pk).update(**moved, accepted_at=None, accepted_by=None)
    assigning.follow(assignment)
    assert not access.can(made.head, "see_assignment", assignment)

    REMEMBER(apps, None)

    row = Transfer.objects.get()
    found = (row.assignment, row.from_user, row.from_unit, row.to_user, row.reason, row.state)
    assert found == (assignment, made.head, made.place, made.leader, "Byte.", "accepted")
    assert access.can(made.head, "see_assignment", assignment)
    taken = assigning.accept(assignment, by=made.leader)
    assert (taken.state, taken.taker_user) == ("under_way", made.leader)
