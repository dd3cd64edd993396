"""A plan as people read it: the list, the map, the wheel, the list of milestones, one milestone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.models import PlanPart
from directives.plans import building, cutting
from tests import factories, plans
from tests.races.support import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return plans.adopted()


@pytest.fixture
def stranger():
    return factories.person("stranger")


def page(client, user, name, /, *arguments, **query):
    client.force_login(user)
    return client.get(reverse(name, args=arguments), query)


def test_an_adopted_plan_is_everybodys_and_a_draft_is_not(client, made, stranger):
    draft = cutting.cut(made.plan, by=made.keeper)
    for name in ("plan", "plan_map", "plan_wheel", "plan_list", "plan_versions", "plan_difference"):
        assert page(client, stranger, name, made.plan.public_id).status_code == 200, name
        asked = page(client, stranger, name, made.plan.public_id, version=draft.public_id)
        assert asked.status_code == (404 if name != "plan_versions" else 404), name
        assert page(client, made.head, name, made.plan.public_id, version=draft.public_id).status_code == 200
    assert page(client, stranger, "plan_version", draft.public_id).status_code == 404
    [row] = page(client, stranger, "plans").context["rows"]
    assert (row.in_force, row.draft) == (made.version, None)
    [row] = page(client, made.keeper, "plans").context["rows"]
    assert (row.in_force, row.draft) == (made.version, draft)
