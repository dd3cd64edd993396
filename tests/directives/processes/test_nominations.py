"""Nominations: asked of administrations, named by them, accepted; the network and the seats follow."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import Q

from cases.errors import ReasonMissing
from cases.models import WorkItem
from directives.models import Nomination
from directives.processes import errors, nominations, seating
from directives.processes.nominees import Named
from ledger.models import Event
from organisation import clock, roles
from tests import factories
from tests import processes as maps

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid():
    return maps.lay()


@pytest.fixture
def skas(laid):
    return laid.region.administrations[0]


@pytest.fixture
def network(laid):
    return laid.network()


@pytest.fixture
def asked(laid, network, skas):
    """SkaS is asked for two people within a week."""
    day = clock.today() + timedelta(days=7)
    request = nominations.ask(laid.led, by=laid.owner, network=network, units=[skas], seats=2, due_on=day)
    return request.nominations.get()


@pytest.fixture
def colleague(skas):
    return factories.person("kollega", ("member", skas))


def give(laid, nomination, *people, note=""):
    by = laid.region.manager(nomination.unit)
    return nominations.give(nomination, by=by, people=people, note=note)


def lists(nomination):
    rows = WorkItem.objects.filter(target_type="nomination", target_id=nomination.pk, done_at=None)
    return sorted((row.kind, row.unit.name, row.role) for row in rows)


def representatives(unit):
    return sorted(user.username for user in roles.holders(frozenset({"representative"}), Q(pk=unit.pk)))


def test_everybody_who_may_nominate_has_it_as_a_task_until_it_is_done(laid, asked, colleague):
    assert lists(asked) == [("nominate", "SkaS", "manager"), ("nominate", "SkaS", "representative")]
    item = WorkItem.objects.filter(kind="nominate").first()
    assert (item.title, item.due_on) == ("Nätverket", clock.today() + timedelta(days=7))
    given = give(laid, asked, Named(user=colleague))
    assert (given.state, lists(asked)) == ("given", [("nominated", "Invånarinteraktion", "process_owner")])
    assert WorkItem.objects.get(kind="nominated").target_public_id == asked.request.public_id


def test_accepting_seats_them_from_the_day_and_makes_the_unit_a_member(laid, asked, colleague, network, skas):
    old = laid.region.representative(skas)
    give(laid, asked, Named(user=colleague, replaces=old), Named(name="Ny Person", email="ny@skas.example"))
    day = clock.today() + timedelta(days=3)
    accepted = seating.accept(asked, by=laid.owner, starts_on=day)
    assert (accepted.state, list(network.members.all()), lists(asked)) == ("accepted", [skas], [])
    assert representatives(skas) == ["skas.rep"]
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert representatives(skas) == ["kollega"]
    seated = [(one.called, one.seated_on) for one in asked.nominees.all()]
    assert seated == [("Kollega", day), ("Ny Person", None)]
    kinds = Event.objects.filter(kind__startswith="nomination.").order_by("pk")
    assert [event.kind for event in kinds] == ["nomination.asked", "nomination.given", "nomination.accepted"]


def test_somebody_without_a_log_in_is_seated_when_there_is_one(laid, asked, skas):
    give(laid, asked, Named(name="Ny Person", email="ny@skas.example"))
    seating.accept(asked, by=laid.owner, starts_on=clock.today())
    nominee = asked.nominees.get()
    for other in (factories.person("annan"), factories.person("skaskollega", ("member", skas))):
        with pytest.raises(errors.OtherPerson, match="har en annan e-postadress än den som är nominerad"):
            seating.give_log_in(nominee, by=laid.owner, user=other)
    new = factories.person("ny")
    new.email = "NY@skas.example"
    new.save()
    seating.give_log_in(nominee, by=laid.owner, user=new)
    assert representatives(skas) == ["ny", "skas.rep"]
    with pytest.raises(errors.NominationSettled):
        seating.give_log_in(nominee, by=laid.owner, user=new)


def test_what_is_sent_back_is_asked_again_with_the_reason(laid, asked, colleague):
    give(laid, asked, Named(user=colleague))
    with pytest.raises(ReasonMissing):
        nominations.send_back(asked, by=laid.owner, reason=" ")
    back = nominations.send_back(asked, by=laid.owner, reason="Vi behöver en läkare.")
    assert (back.state, back.reply) == ("asked", "Vi behöver en läkare.")
    assert lists(asked) == [("nominate", "SkaS", "manager"), ("nominate", "SkaS", "representative")]
    again = give(laid, asked, Named(user=colleague), note="Kollega är läkare.")
    assert (again.state, again.reply, again.note) == ("given", "", "Kollega är läkare.")


def test_it_may_be_named_anew_until_it_is_accepted_and_withdrawn_before_that(laid, asked, colleague, skas):
    give(laid, asked, Named(user=colleague))
    give(laid, asked, Named(user=laid.region.manager(skas)))
    assert [one.called for one in asked.nominees.all()] == ["Skas.chef"]
    nominations.withdraw(asked, by=laid.owner, reason="Nätverket läggs ned.")
    assert lists(asked) == []
    for step in (
        lambda: give(laid, asked, Named(user=colleague)),
        lambda: seating.accept(asked, by=laid.owner, starts_on=clock.today()),
        lambda: nominations.withdraw(asked, by=laid.owner, reason="Igen."),
    ):
        with pytest.raises(errors.NominationSettled):
            step()
    assert representatives(skas) == ["skas.rep"]


def test_an_administration_names_its_own_people_once_each_and_not_too_many(laid, asked, colleague):
    other = laid.region.representative(laid.region.administrations[1])
    wrong = {
        errors.NobodyNamed: [],
        errors.NotOfUnit: [Named(user=other)],
        errors.NamedTwice: [Named(user=colleague), Named(user=colleague)],
        errors.NothingToReplace: [Named(user=colleague, replaces=other)],
        errors.TooManyNamed: [Named(name=str(one), email="a@b.example") for one in range(3)],
    }
    for refusal, people in wrong.items():
        with pytest.raises(refusal):
            give(laid, asked, *people)
    asked.refresh_from_db()
    assert (asked.state, asked.nominees.count()) == ("asked", 0)


def test_a_request_names_somebody_a_day_to_come_and_a_network_of_the_process(laid, network, skas):
    day = clock.today()
    elsewhere = factories.unit("Annat råd", kind="group", parent=skas)
    wrong = {
        errors.NobodyAsked: {"units": []},
        errors.DueInPast: {"due_on": day - timedelta(days=1)},
        errors.NotNetwork: {"network": elsewhere},
    }
    right = {"network": network, "units": [skas], "seats": 1, "due_on": day}
    for refusal, facts in wrong.items():
        with pytest.raises(refusal):
            nominations.ask(laid.led, by=laid.owner, **(right | facts))
    assert Nomination.objects.count() == 0


def test_nobody_is_seated_before_today_or_before_anybody_was_named(laid, asked, colleague):
    with pytest.raises(errors.NominationNotGiven):
        seating.accept(asked, by=laid.owner, starts_on=clock.today())
    give(laid, asked, Named(user=colleague))
    with pytest.raises(errors.DueInPast):
        seating.accept(asked, by=laid.owner, starts_on=clock.today() - timedelta(days=1))
    asked.refresh_from_db()
    assert asked.state == "given"
