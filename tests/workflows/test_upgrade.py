"""Rows of the version before go on where they were."""

from importlib import import_module

import pytest
from django.db import connection
from viewflow.workflow.models import Process, Task

from cases.models import WorkItem
from tests import factories
from workflows import engine
from workflows.flows.round import RoundFlow

GO_ON = import_module("workflows.migrations.0003_compiled_rounds_are_weighed").FORWARDS


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
