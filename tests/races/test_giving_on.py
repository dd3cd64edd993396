"""Two managers give the same task on, or name the same substitute, at once: one effect, the other is told."""

from datetime import timedelta

import pytest
from django.test import Client

from cases import giving_on, standing_in
from cases.models import WorkItem
from ledger.models import Event
from organisation import clock, substitutions
from organisation.models import Substitution
from tests import factories
from tests.races.support import fresh, kinds, together
from workflows import engine

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def region():
    return factories.world("SkaS")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[0])


@pytest.fixture
def item(place):
    return WorkItem.objects.get(target_type="recipient", target_id=place.pk)


def test_two_managers_give_the_same_task_to_two_people(region, place, item):
    managers = [region.manager(place.unit), factories.person("chef2", ("manager", place.unit))]
    people = [factories.person(name, ("representative", place.unit)) for name in ("andra", "tredje")]
    results = together(
        *[
            lambda by=by, to=to: giving_on.give(item, to, by=fresh(by), was=None)
            for by, to in zip(managers, people, strict=True)
        ]
    )
    assert kinds(results) == ["GivenMeanwhile", "WorkItem"]
    item.refresh_from_db()
    told = next(str(one) for one in results if isinstance(one, giving_on.GivenMeanwhile))
    assert item.given_to.name in told
    events = Event.objects.filter(kind="work_item.reassigned")
    assert [event.data["to"] for event in events] == [item.given_to_id]


def test_a_task_is_given_on_while_its_step_is_taken(region, place, item):
    other = factories.person("andra", ("representative", place.unit))
    factories.approved_answer(region, place)
    left = WorkItem.objects.get(kind="release", done_at=None)
    answer, writer = place.answers.get().answer, region.representative(place.unit)
    results = together(
        lambda: giving_on.give(left, other, by=fresh(region.manager(place.unit)), was=None),
        lambda: engine.release(answer, by=fresh(writer)),
    )
    assert kinds(results)[0] in {"AlreadyDone", "Answer"}
    assert kinds(results)[1] in {"Answer", "WorkItem"}
    left.refresh_from_db()
    assert left.done_at is not None
    assert item.pk != left.pk


def test_a_click_in_six_tabs_gives_the_task_once(region, place, item):
    other, manager = factories.person("andra", ("representative", place.unit)), region.manager(place.unit)
    tabs = [Client() for _tab in range(6)]
    for tab in tabs:
        tab.force_login(manager)
    typed = {"to": other.public_id, "was": "", "once_key": "k" * 26}
    results = together(*[lambda tab=tab: tab.post(f"/oppna-arenden/{item.pk}/", typed) for tab in tabs])
    assert [one.status_code for one in results] == [302] * 6
    assert Event.objects.filter(kind="work_item.reassigned").count() == 1


def test_the_same_substitute_is_named_twice_at_once(region, place):
    writer, deputy = region.representative(place.unit), factories.person("vikarie", ("member", place.unit))
    seats, today = list(substitutions.seats_of(writer)), clock.today()
    results = together(
        *[
            lambda days=days: standing_in.name_substitute(
                seats, deputy, by=fresh(writer), starts_on=today, ends_on=today + timedelta(days=days)
            )
            for days in (3, 4)
        ]
    )
    assert kinds(results) == ["StandsInAlready", "Substitution"]
    assert Substitution.objects.count() == 1
