"""Giving an open item on changes lists and nothing else: no right, no end, no second row."""

from datetime import timedelta

import pytest

from cases import access, answer_text, asking, giving_on, item_steps, queries, work_items
from cases.errors import AlreadyDone, NotAllowed
from cases.giving_on import CannotTake, GivenMeanwhile, LiesThereAlready, TakenBackMeanwhile
from cases.models import Recipient, WorkItem
from ledger.models import Event
from organisation import clock, roles
from organisation.models import Substitution
from tests import factories
from tests.races.support import fresh
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[0])


@pytest.fixture
def item(place):
    return WorkItem.objects.get(target_type="recipient", target_id=place.pk, kind="answer")


def second(place, name="andra"):
    return factories.person(name, ("representative", place.unit))


def titles(user):
    return [(row.kind, row.title) for row in queries.inbox(fresh(user))]


def events(kind):
    return [
        (row.actor_id, row.on_behalf_of_id, row.restricted_to_id, row.data.get("to"), row.data.get("before"))
        for row in Event.objects.filter(kind=kind).order_by("pk")
    ]


def test_an_item_of_a_role_lies_with_one_person_until_it_is_taken_back(region, place, item):
    first, other, manager = region.representative(place.unit), second(place), region.manager(place.unit)
    giving_on.give(item, other, by=manager, was=None, word="  Kan du\n ta den? ")
    item.refresh_from_db()
    assert (item.holder, item.given_by, item.given_word) == (other, manager, "Kan du ta den?")
    assert titles(first) == []
    assert titles(other) == [("answer", "Styrande principer")]

    giving_on.take_back(item, by=manager, was=other.pk)
    assert titles(first) == titles(other) == [("answer", "Styrande principer")]
    unit = place.unit_id
    assert events("work_item.reassigned") == [(manager.pk, None, unit, other.pk, None)]
    assert events("work_item.handed_on") == []
    assert events("work_item.taken_back") == [(manager.pk, None, unit, None, other.pk)]


def test_a_persons_item_is_given_to_another_and_back_again(region, place):
    answer = factories.begun_answer(region, place)
    writer, manager = region.representative(place.unit), region.manager(place.unit)
    colleague, other = factories.person("kollega", ("member", place.unit)), second(place)
    asking.ask_colleague(answer_text.items(answer)[0], colleague, by=writer)
    item = WorkItem.objects.get(kind="section")
    giving_on.give(item, other, by=manager, was=colleague.pk)
    assert [row.kind for row in queries.inbox(colleague)] == []
    assert [row.kind for row in queries.inbox(other)] == ["section", "answer"]

    giving_on.take_back(item, by=fresh(other), was=other.pk)
    assert [row.kind for row in queries.inbox(fresh(colleague))] == ["section"]
    item.refresh_from_db()
    assert (item.user, item.given_to, item.given_word) == (colleague, None, "")
    assert events("work_item.handed_on") == [(manager.pk, None, place.unit_id, other.pk, colleague.pk)]
    assert len(events("work_item.reassigned")) == 1
    assert events("work_item.came_back") == [(other.pk, None, place.unit_id, colleague.pk, other.pk)]


def test_it_is_given_to_nobody_who_lacks_the_right_and_gives_no_right_itself(region, place, item):
    manager, member = region.manager(place.unit), factories.person("medarbetare", ("member", place.unit))
    with pytest.raises(CannotTake):
        giving_on.give(item, member, by=manager, was=None)

    other = second(place)
    giving_on.give(item, other, by=manager, was=None)
    roles.unseat(other, "representative", place.unit, ends_on=clock.today() - timedelta(days=1))
    assert titles(other) == [("answer", "Styrande principer")]
    assert access.can(fresh(other), "write_answer", place) is False


def test_only_those_who_manage_where_the_work_belongs_give_it_on(region, place, item):
    other = second(place)
    for user in (
        region.representative(place.unit),
        region.owner,
        region.director,
        region.manager(region.administrations[1]),
    ):
        with pytest.raises(NotAllowed):
            giving_on.give(item, other, by=user, was=None)
    giving_on.give(item, other, by=region.manager(place.unit), was=None)
    with pytest.raises(NotAllowed):
        giving_on.take_back(item, by=region.representative(place.unit), was=other.pk)


def test_whoever_was_slower_is_told_and_changes_nothing(region, place, item):
    manager, first, other = region.manager(place.unit), region.representative(place.unit), second(place)
    giving_on.give(item, other, by=manager, was=None)
    with pytest.raises(GivenMeanwhile, match="Andra"):
        giving_on.give(item, first, by=manager, was=None)
    with pytest.raises(LiesThereAlready):
        giving_on.give(item, other, by=manager, was=other.pk)
    giving_on.take_back(item, by=manager, was=other.pk)
    with pytest.raises(TakenBackMeanwhile):
        giving_on.take_back(item, by=manager, was=other.pk)
    work_items.finish_items(place, by=first)
    with pytest.raises(AlreadyDone):
        giving_on.give(item, other, by=manager, was=None)


def test_what_is_done_is_done_whoever_it_lay_with(region, place, item):
    other = second(place)
    giving_on.give(item, other, by=region.manager(place.unit), was=None)
    factories.released_answer(region, place)
    item.refresh_from_db()
    assert (item.done_at is None, titles(other)) == (False, [])


def test_what_waits_for_two_roles_goes_as_one_thing_and_is_opened_once(region, place):
    factories.begun_answer(region, place)
    head = factories.person("forvaltningschef", ("head", place.unit))
    engine.submit(place.answers.get().answer, by=region.representative(place.unit))
    item = WorkItem.objects.filter(kind="approve").earliest("pk")
    giving_on.give(item, head, by=region.manager(place.unit), was=None)
    assert WorkItem.objects.filter(kind="approve", given_to=head, done_at=None).count() == 2
    assert [row.kind for row in queries.inbox(fresh(head))] == ["approve"]
    assert queries.inbox_count(fresh(head)) == 1
    assert titles(region.manager(place.unit)) == []


def test_a_substitute_of_the_manager_leaves_both_names(region, place, item):
    manager, deputy = region.manager(place.unit), factories.person("vikarie")
    today = clock.today()
    cover = Substitution.objects.create(substitute=deputy, starts_on=today, ends_on=today)
    cover.memberships.set(manager.memberships.all())
    giving_on.give(item, region.representative(place.unit), by=deputy, was=None)
    assert [row[:2] for row in events("work_item.reassigned")] == [(deputy.pk, manager.pk)]


def test_those_it_can_be_given_to_are_those_who_may_take_the_step(region, place, item):
    other = second(place)
    factories.person("medarbetare", ("member", place.unit))
    assert item_steps.could_take(item) == [other, region.representative(place.unit)]
    assert [item_steps.may_take(user, item) for user in item_steps.could_take(item)] == [True, True]


def test_of_a_secret_case_only_those_who_read_it_are_offered(region, place):
    colleague = factories.person("kollega", ("process_owner", region.process_unit))
    wish = work_items.owner_item("late_answer", place)
    work_items.open_items([wish])
    wish = WorkItem.objects.get(kind="late_answer")
    assert item_steps.could_take(wish) == [colleague, region.owner]
    type(wish.case).objects.filter(pk=wish.case_id).update(
        secrecy_provision="OSL 25:1", secrecy_on=clock.today()
    )
    assert item_steps.could_take(WorkItem.objects.get(pk=wish.pk)) == []


def test_a_signature_is_nobody_elses(region):
    item = WorkItem(
        kind="sign", user=region.owner, unit=region.office, target_type="approvaloccasion", target_id=1
    )
    assert (item_steps.could_take(item), item_steps.may_take(region.owner, item)) == ([], False)


def test_a_round_that_is_handed_over_takes_its_tasks_from_whoever_they_were_given_to(region, place):
    from cases import circle

    manager = factories.person("chef", ("manager", region.process_unit))
    colleague = factories.person("kollega", ("process_owner", region.process_unit))
    work_items.open_items([work_items.owner_item("late_answer", place)])
    item = WorkItem.objects.get(kind="late_answer")
    giving_on.give(item, colleague, by=manager, was=None)
    circle.hand_over(place.round, region.office, by=region.owner, reason="Omorganisation.")
    item.refresh_from_db()
    assert (item.unit, item.given_to, item.given_at) == (region.office, None, None)
    assert Recipient.objects.get(pk=place.pk).round.unit == region.office
