"""A milestone that was struck comes back as it reads in the plan in force, with what stood with it."""

import pytest

from directives.models import EffectWording, Enabling, PlanPart, StruckPart
from directives.plans import arrows, building, cutting, difference, restoring
from directives.plans.errors import CodeTaken
from directives.plans.reading import read
from tests import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def planning(made):
    return cutting.cut(made.plan, by=made.keeper)


def test_what_is_taken_back_differs_in_nothing_from_the_plan_in_force(made, planning):
    row = made.milestone("PA-1", planning)
    into = made.milestone("PA-2", planning).part
    building.strike(row, by=made.keeper, reason="Klar.", into=into)
    struck = StruckPart.objects.get(version=planning)
    restoring.restore(struck, by=made.keeper)
    restoring.restore(struck, by=made.keeper)
    found = difference.between(read(made.version), read(planning))
    effects = EffectWording.objects.filter(milestone=row.part)
    needs = Enabling.objects.filter(enabler=row.part)
    assert (found.changes, found.standing) == ([], [])
    assert effects.filter(version=planning).count() == effects.filter(version=made.version).count() > 0
    assert needs.filter(version=planning).count() == needs.filter(version=made.version).count() > 0
    assert (StruckPart.objects.filter(version=planning).exists(), into.predecessors.exists()) == (
        False,
        False,
    )


def test_an_arrow_that_would_close_a_loop_now_stays_away(made, planning):
    row = made.milestone("PA-1", planning)
    later = Enabling.objects.filter(version=planning, enabler=row.part).first().enabled
    other = PlanPart.objects.get(pk=made.milestone("DI-1", planning).part_id)
    before = Enabling.objects.filter(version=made.version, enabled=row.part)
    building.strike(row, by=made.keeper, reason="Klar.")
    arrows.enable(planning, later, other, by=made.keeper)
    restoring.restore(StruckPart.objects.get(version=planning), by=made.keeper)
    assert Enabling.objects.filter(version=planning, enabler=row.part, enabled=later).exists()
    assert Enabling.objects.filter(version=planning, enabled=row.part).count() == before.count()


def test_nothing_comes_back_under_a_code_that_another_has_taken(made, planning):
    building.strike(made.milestone("PA-1", planning), by=made.keeper, reason="Klar.")
    building.change(made.milestone("PA-2", planning), by=made.keeper, code="PA-1")
    with pytest.raises(CodeTaken):
        restoring.restore(StruckPart.objects.get(version=planning), by=made.keeper)
    assert StruckPart.objects.filter(version=planning).exists()
