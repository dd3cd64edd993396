"""Who is on duty, asked for many units at once, is who is on duty in each of them."""

from datetime import timedelta

import pytest

from cases import access
from cases.actions import ACTIONS
from organisation import clock
from organisation.models import Membership, Substitution, Unit
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    """Administrations with a clinic, a stand-in, somebody who left and somebody who was deactivated."""
    made = factories.world("SkaS", "SU", "NU")
    skas, su, nu = made.administrations
    clinic = factories.unit("Kliniken", kind="unit", parent=skas)
    factories.person("kliniken", ("representative", clinic))
    today = clock.today()
    cover = Substitution.objects.create(
        substitute=factories.person("vikarie"), starts_on=today, ends_on=today + timedelta(days=7)
    )
    cover.memberships.set(Membership.objects.filter(user=made.representative(su)))
    Membership.objects.filter(user=made.representative(nu)).update(ends_on=today - timedelta(days=1))
    gone = made.manager(nu)
    gone.is_active = False
    gone.save()
    return made


@pytest.mark.parametrize("action", ACTIONS)
def test_many_units_at_once_are_told_apart(region, action, django_assert_max_num_queries):
    units = list(Unit.objects.all())
    with django_assert_max_num_queries(2):
        together = access.on_duty_in(action, units)
    assert {pk: {user.username for user in users} for pk, users in together.items()} == {
        unit.pk: {user.username for user in access.on_duty(action, [unit])} for unit in units
    }


def test_no_units_are_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert access.on_duty_in("write_answer", []) == {}
