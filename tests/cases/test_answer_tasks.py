"""Of an answer one step waits at a time: once it is approved only the giving of it, and for the same asker."""

import pytest

from cases import answer_text, answers, asking
from cases.models import WorkItem
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[0])


@pytest.fixture
def writer(region, place):
    return region.representative(place.unit)


def waiting(place):
    """What waits about the place: kind, role, and the unit it is wanted by."""
    rows = WorkItem.objects.filter(target_type="recipient", target_id=place.pk, done_at=None)
    return sorted(rows.values_list("kind", "role", "asked_from__short_name"))


def approve(answer, by):
    engine.approve(answer, by=by, read_hash=answer_text.text_hash(answer_text.snapshot(answer)))


def test_each_stage_of_an_answer_leaves_the_steps_that_can_be_taken(region, place, writer):
    manager, sender = region.manager(place.unit), place.round.unit.short_name
    writing = ("answer", "representative", sender)
    approving = [("approve", role, "SkaS") for role in ("head", "manager")]
    answer = factories.begun_answer(region, place)
    assert waiting(place) == [writing]
    engine.submit(answer, by=writer)
    assert waiting(place) == sorted([writing, *approving])
    engine.return_for_changes(answer, by=manager, comment="Skriv mer.")
    assert waiting(place) == [writing]
    engine.submit(answer, by=writer)
    approve(answer, manager)
    assert waiting(place) == [("release", "representative", sender)]
    answers.save_field(answer_text.items(answer)[0], "comment", "Ändrat.", version=1, by=writer)
    engine.ask_again(answer, by=writer)
    assert waiting(place) == sorted([writing, *approving])
    approve(answer, manager)
    engine.release(answer, by=writer)
    assert waiting(place) == []


def test_a_task_about_a_section_names_its_round(region, place, writer):
    answer = factories.begun_answer(region, place)
    colleague = factories.person("skas.kollega", ("officer", place.unit))
    item = answer_text.items(answer)[0]
    asking.ask_colleague(item, colleague, by=writer)
    heading = item.question.section_version.heading
    assert WorkItem.objects.get(kind="section").title == f"{heading} · Styrande principer"
