"""A plan comes back from a file as it went: every unknown year, range, doubt and missing target with it."""

import pytest

from directives.models import MilestoneWording, PlanPart, StruckPart
from directives.plans import building, cutting
from directives.plans.reading import read
from directives.plans.transfer import columns, loading
from directives.plans.transfer.dumping import dump
from directives.plans.transfer.workbook_in import read_workbook
from directives.plans.transfer.workbook_out import write_workbook
from directives.plans.transfer.yaml_in import read_yaml
from directives.plans.transfer.yaml_out import write_yaml
from tests import plans
from tests.directives.plans.transfer.random_plans import RandomPlan


def through_yaml(rows):
    return read_yaml(write_yaml(rows))


def through_workbook(rows):
    return read_workbook(write_workbook(rows))


def bring(made, rows):
    """Bring rows into the planning version, and read it anew."""
    change = loading.load(made.version, rows, by=made.keeper)
    made.version.refresh_from_db()
    return change


FORMATS = pytest.mark.parametrize("through", [through_yaml, through_workbook], ids=["yaml", "workbook"])


@FORMATS
@pytest.mark.parametrize("seed", range(12))
def test_a_file_holds_every_row_as_it_was(seed, through):
    rows = RandomPlan(seed).rows()
    assert through(rows) == rows


@pytest.fixture
def made(db):
    return plans.begun()


@FORMATS
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_plan_that_is_fetched_and_brought_in_again_is_the_same(made, seed, through):
    bring(made, RandomPlan(seed).rows())
    before = dump(made.version)
    assert not loading.prepare(made.version, through(before)).comparison
    bring(made, through(before))
    assert dump(made.version) == before


@FORMATS
@pytest.mark.parametrize("seed", [4, 5])
def test_a_plan_brought_into_another_plan_says_the_same_there(made, seed, through):
    bring(made, RandomPlan(seed).rows())
    first = dump(made.version)
    other = building.begin_plan(
        unit=made.region.office, title="Kopia", first_year=2020, last_year=2021, by=made.keeper
    )
    loading.load(other, through(first), by=made.keeper)
    other.refresh_from_db()
    second = dump(other)
    keys = dict(zip(_keys(first), _keys(second), strict=True))
    assert _with_keys(second, {}) == _with_keys(first, keys)


def _keys(rows):
    return [row.key for sheet in columns.TABLES for row in getattr(rows, sheet.key) if row.key]


def _with_keys(rows, keys):
    """What the plan says, each reference under the name it has in the other plan; the other plan's own facts apart."""
    return [
        [
            {
                column.name: keys.get(getattr(row, column.name), getattr(row, column.name))
                if isinstance(getattr(row, column.name), str)
                else getattr(row, column.name)
                for column in sheet.columns
            }
            for row in getattr(rows, sheet.key)
        ]
        for sheet in columns.TABLES
    ]


def test_what_the_rows_say_is_what_the_plan_says(made):
    rows = RandomPlan(7).rows()
    bring(made, rows)
    whole = read(made.version)
    assert [row.title for row in whole.milestones] == [row.title for row in rows.milestones]
    assert [row.years for row in whole.milestones] == [
        str(row.last_year)
        if row.last_year and row.first_year == row.last_year
        else f"{row.first_year}–{row.last_year}"
        if row.last_year
        else row.years_words
        for row in rows.milestones
    ]
    assert [(row.illegible, row.text, row.audiences) for row in whole.effects] == [
        (row.illegible, row.text, row.audiences) for row in rows.effects
    ]
    assert [row.target for row in whole.indicators] == [row.target for row in rows.indicators]
    assert (made.version.title, made.version.first_year) == (rows.facts.title, 2023)


@pytest.mark.django_db
def test_owners_come_back_by_the_name_people_know():
    made = plans.drafted()
    version = made.version
    rows = dump(version)
    head = MilestoneWording.objects.filter(version=version)[0].owner
    assert {row.owner for row in rows.milestones} == {
        f"{head.name}, {head.title}" if head.title else head.name
    }
    loading.load(version, through_workbook(rows), by=made.keeper)
    assert set(MilestoneWording.objects.filter(version=version).values_list("owner", flat=True)) == {head.pk}


@FORMATS
@pytest.mark.django_db
def test_a_part_keeps_its_identity_through_a_changed_file(through):
    made = plans.adopted()
    version = cutting.cut(made.plan, by=made.keeper)
    rows = through(dump(version))
    ids = {row.code: row.part_id for row in read(version).milestones}
    rows.milestones[0].title, rows.milestones[0].code = "Ny rubrik", "PA-9"
    rows.arrows = []
    del rows.milestones[1]
    rows.effects = [row for row in rows.effects if row.milestone not in ("PA-1", "PA-2")]
    rows.indicators = []
    change = loading.load(version, rows, by=made.keeper, name="plan.xlsx")
    whole = read(version)
    assert (whole.milestones[0].code, whole.milestones[0].part_id) == ("PA-9", ids["PA-1"])
    assert change.counts == {"new": 0, "changed": 1, "struck": 5}
    struck = {row.part.kind: row.reason for row in StruckPart.objects.filter(version=version)}
    assert struck == dict.fromkeys(
        [PlanPart.Kind.MILESTONE, PlanPart.Kind.EFFECT, PlanPart.Kind.INDICATOR],
        "Finns inte i filen plan.xlsx.",
    )


@pytest.mark.django_db
def test_what_was_struck_comes_back_with_the_file_that_has_it():
    made = plans.adopted()
    version = cutting.cut(made.plan, by=made.keeper)
    rows = dump(version)
    building.strike(made.milestone("PA-2", version), by=made.keeper, reason="Fel.")
    part = made.milestone("PA-2").part_id
    loading.load(version, rows, by=made.keeper)
    assert StruckPart.objects.filter(version=version).count() == 0
    assert made.milestone("PA-2", version).part_id == part


def test_a_file_without_keys_finds_the_same_parts_by_code_and_words(made):
    rows = RandomPlan(8).rows()
    bring(made, rows)
    before = dump(made.version)
    for row in (*rows.areas, *rows.milestones, *rows.indicators):
        row.key = ""
    bring(made, rows)
    after = dump(made.version)
    assert [row.key for row in after.milestones] == [row.key for row in before.milestones]
    assert [row.key for row in after.areas] == [row.key for row in before.areas]
    assert [row.key for row in after.indicators] == [row.key for row in before.indicators]


@pytest.mark.parametrize("count", [10, 100])
def test_a_plan_is_brought_in_with_the_same_queries_however_long(made, count, django_assert_max_num_queries):
    rows = RandomPlan(9, milestones=count).rows()
    with django_assert_max_num_queries(50):
        loading.load(made.version, rows, by=made.keeper)
    assert made.version.milestonewordings.count() == count
