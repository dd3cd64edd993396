"""A plan is built part by part; what would make it untrue is refused, in words, and by the database too."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from directives.models import Enabling, MilestoneWording, PlanPart, StruckPart
from directives.plans import adopting, arrows, building, cutting
from directives.plans.errors import (
    AlreadyPlanning,
    AreaHasMilestones,
    ArrowLoop,
    ChangedMeanwhile,
    CodeTaken,
    NothingToCut,
    NotInVersion,
    NotPlanning,
    OwnEnabler,
    ReasonMissing,
    StatusWithoutReason,
    WordsMissing,
    YearOutside,
    YearsTurned,
)
from directives.plans.reading import read
from tests import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return plans.drafted()


def test_a_version_is_read_whole_in_seven_queries(made, django_assert_num_queries):
    with django_assert_num_queries(7):
        whole = read(made.version)
    assert [area.code for area in whole.areas] == ["PA", "NV", "DI"]
    assert [row.code for row in whole.milestones] == ["PA-1", "PA-2", "NV-1", "NV-2", "DI-1", "DI-2"]
    first = whole.milestones[0]
    assert [row.text for row in whole.effects_of(first)] == ["Tryggare patienter"]
    assert whole.enables[first.part_id] == [made.milestone("NV-2").part_id]
    assert [row.text for row in whole.goals_of[None]] == ["Bättre befolkningshälsa"]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"title": "  "}, WordsMissing),
        ({"last_year": 2031}, YearOutside),
        ({"first_year": 2025, "last_year": 2026}, YearOutside),
        ({"first_year": 2028, "last_year": 2027}, YearsTurned),
        ({"code": "NV-1"}, CodeTaken),
        ({"status": "reached"}, StatusWithoutReason),
    ],
)
def test_a_milestone_that_cannot_be_true_is_refused(made, facts, refusal):
    with pytest.raises(refusal):
        building.change(made.milestone("PA-1"), by=made.keeper, **facts)
    assert made.milestone("PA-1").title == "Milstolpe 1 i personcentrerat arbetssätt"


def test_a_year_before_the_plan_stands_for_what_is_reached_or_in_doubt(made):
    row = building.change(
        made.milestone("PA-1"),
        by=made.keeper,
        first_year=2024,
        last_year=2024,
        status="reached",
        status_reason="Klart.",
    )
    assert (row.years, row.status) == ("2024", "reached")


def test_a_milestone_without_a_year_gets_the_next_code_of_its_area(made):
    row = plans.add(made, "milestone", area=made.milestone("PA-1").area, title="Utan år")
    assert (row.code, row.years) == ("PA-3", "")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(made):
    row = made.milestone("PA-1")
    building.change(made.milestone("PA-1"), by=made.keeper, title="Deras")
    with pytest.raises(ChangedMeanwhile):
        building.change(row, by=made.keeper, was={"title": row.title}, title="Min")
    building.change(row, by=made.keeper, was={"description": row.description}, description="Min text")
    assert (made.milestone("PA-1").title, made.milestone("PA-1").description) == ("Deras", "Min text")


def test_arrows_never_lead_round_and_the_way_is_told(made):
    first, second, third = (made.milestone(code).part for code in ("PA-1", "NV-2", "DI-2"))
    arrows.enable(made.version, second, third, by=made.keeper)
    with pytest.raises(OwnEnabler):
        arrows.enable(made.version, first, first, by=made.keeper)
    with pytest.raises(ArrowLoop) as refused:
        arrows.enable(made.version, third, first, by=made.keeper)
    assert "DI-2 → PA-1 → NV-2 → DI-2" in str(refused.value)
    assert arrows.enable(made.version, second, third, by=made.keeper) == Enabling.objects.get(enabled=third)


def test_an_arrow_from_a_later_year_is_told(made):
    arrows.enable(made.version, made.milestone("PA-2").part, made.milestone("DI-1").part, by=made.keeper)
    whole = read(made.version)
    (late,) = arrows.late(whole.milestones, whole.arrows)
    assert (whole.milestone[late.enabler_id].code, whole.milestone[late.enabled_id].code) == ("PA-2", "DI-1")


def test_a_milestone_of_another_plan_is_refused(made):
    other = building.begin_plan(
        unit=made.region.office, title="En annan plan", first_year=2026, last_year=2027, by=made.keeper
    )
    area = building.add(other, PlanPart.Kind.AREA, by=made.keeper, code="A", name="Område")
    with pytest.raises(NotInVersion):
        plans.add(made, "milestone", area=area.part, title="Fel plan")
    with pytest.raises(NotInVersion):
        arrows.enable(made.version, made.milestone("PA-1").part, area.part, by=made.keeper)


def test_an_area_with_milestones_is_not_struck(made):
    area = read(made.version).areas[0]
    with pytest.raises(AreaHasMilestones):
        building.strike(area, by=made.keeper, reason="Ersätts.")


def test_a_cut_version_has_every_row_and_the_adopted_one_never_changes():
    made = plans.adopted()
    version = cutting.cut(made.plan, by=made.keeper)
    old, new = read(made.version), read(version)
    assert [row.code for row in new.milestones] == [row.code for row in old.milestones]
    assert (len(new.effects), len(new.goals), len(new.arrows), len(new.indicators)) == (6, 4, 1, 1)
    assert (version.number, version.base, version.years) == (2, made.version, range(2026, 2030))
    with pytest.raises(NotPlanning):
        building.change(made.milestone("PA-1"), by=made.keeper, title="Nej")
    with pytest.raises(AlreadyPlanning):
        cutting.cut(made.plan, by=made.keeper)
    with pytest.raises(IntegrityError), transaction.atomic():
        MilestoneWording.objects.filter(version=made.version).update(title="Nej")
    with pytest.raises(IntegrityError), transaction.atomic():
        MilestoneWording.objects.filter(version=made.version).delete()


def test_cutting_takes_the_same_queries_however_long_the_plan(django_assert_max_num_queries):
    made = plans.adopted()
    with django_assert_max_num_queries(20):
        cutting.cut(made.plan, by=made.keeper)


def test_what_was_never_adopted_is_not_cut_from(made):
    cutting.drop(made.version, by=made.keeper)
    with pytest.raises(NothingToCut):
        cutting.cut(made.plan, by=made.keeper)


def test_what_is_struck_says_why_and_where_it_went():
    made = plans.adopted()
    version = cutting.cut(made.plan, by=made.keeper)
    gone, into = made.milestone("PA-2", version), made.milestone("PA-1", version)
    with pytest.raises(ReasonMissing):
        building.strike(gone, by=made.keeper, reason=" ")
    building.strike(gone, by=made.keeper, reason="Samma sak.", into=into.part)
    (row,) = StruckPart.objects.all()
    assert (row.part, row.into, row.reason) == (gone.part, into.part, "Samma sak.")
    assert list(into.part.predecessors.all()) == [gone.part]
    assert made.milestone("PA-2").title == "Milstolpe 2 i personcentrerat arbetssätt"


def test_a_later_version_ends_the_earlier_the_day_before(made):
    first = adopting.register_adopted(
        made.version, by=made.keeper, words="2025", valid_from=date(2025, 12, 1)
    )
    second = cutting.cut(made.plan, by=made.keeper)
    adopting.register_adopted(second, by=made.keeper, words="2026", valid_from=date(2027, 1, 1))
    first.refresh_from_db()
    assert first.valid_to == date(2026, 12, 31)
    assert adopting.in_force(made.plan, date(2026, 12, 31)) == first
    assert adopting.in_force(made.plan, date(2027, 1, 1)) == second
    assert adopting.in_force(made.plan, date(2025, 11, 30)) is None
