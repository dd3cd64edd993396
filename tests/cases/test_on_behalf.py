"""Whoever stands in for somebody else leaves both names on what was done (DOMAIN § 1)."""

from datetime import timedelta

import pytest

from cases import access, registration
from cases.errors import DiaryOfAnotherAuthority
from ledger.models import Event
from notifications import inbox, relay
from organisation import clock
from organisation.models import Substitution
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


def stand_in(name, for_whom):
    """Somebody without a seat of their own who holds another's seats this week."""
    person = factories.person(name)
    covered = Substitution.objects.create(
        substitute=person, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=7)
    )
    covered.memberships.set(for_whom.memberships.all())
    return person


def names(kind):
    """Who did it and for whom, of the newest event of ``kind``."""
    event = Event.objects.filter(kind=kind).latest("pk")
    return event.actor_id, event.on_behalf_of_id


def test_a_substitute_leaves_both_names_on_every_step(region):
    place = factories.recipient(factories.open_round(region), region.administrations[0])
    writer = region.representative(place.unit)
    deputy = stand_in("vikarie", writer)
    engine.acknowledge(place, by=deputy)
    assert names("recipient.acknowledged") == (deputy.pk, writer.pk)


def test_a_substitute_for_the_process_owner_leaves_both_names_on_the_dispatch(region):
    deputy = stand_in("vikarie", region.owner)
    referral_round = factories.draft_round(region)
    engine.dispatch(referral_round, by=deputy)
    assert names("round.dispatched") == (deputy.pk, region.owner.pk)


def test_a_colleague_who_was_asked_is_told_of_it_though_she_reads_no_drafts(region):
    from cases import answer_text, asking

    place = factories.recipient(factories.open_round(region), region.administrations[0])
    answer = factories.begun_answer(region, place)
    colleague = factories.person("kollega", ("member", place.unit))
    asking.ask_colleague(answer_text.items(answer)[0], colleague, by=region.representative(place.unit))
    relay.drain()
    access.forget(colleague)
    assert [event.kind for event in inbox.newest(colleague)] == ["answer.colleague_asked"]


def test_a_case_is_never_registered_in_another_authoritys_diary(region):
    skas = region.administrations[0]
    with pytest.raises(DiaryOfAnotherAuthority):
        registration.register_case(diary=region.diary, title="Fel diarium", unit=skas, by=region.owner)
