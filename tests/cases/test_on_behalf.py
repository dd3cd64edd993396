"""Whoever stands in for somebody else leaves both names on what was done (DOMAIN § 1)."""

from datetime import time, timedelta

import pytest

from cases import access, answer_text, asking, registration, rounds
from cases.errors import DiaryOfAnotherAuthority
from cases.meetings import agenda, bodies, planning, points, preparing
from directives.assignments.templates import keep_texts, retire
from directives.models import Process
from directives.processes import nominations
from directives.steering import cards
from ledger.models import Event
from notifications import inbox, relay
from organisation import clock
from organisation.models import Substitution
from tests import assignments, factories, meetings
from tests.directives.steering import library
from tests.races.support import fresh
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


def test_a_substitute_for_the_secretary_leaves_both_names_in_the_meeting():
    board = meetings.board("SSN", seats=3)
    deputy = stand_in("vikarie", board.secretary)
    planning.plan_meeting(
        board.body, by=deputy, on=clock.today() + timedelta(days=20), starts_at=time(9), place="Sal A"
    )
    assert names("meeting.planned") == (deputy.pk, board.secretary.pk)
    item = meetings.announced(board, title="Budget")
    assert names("item.announced") == (board.officer.pk, None)
    meeting = meetings.meeting(board)
    agenda.put_on_agenda(item, meeting, by=fresh(deputy))
    assert names("item.listed") == (deputy.pk, board.secretary.pk)


def test_a_substitute_for_the_officer_leaves_both_names_on_the_draft():
    board = meetings.board("SSN", seats=3)
    deputy = stand_in("vikarie", board.officer)
    item = preparing.draft_item(meetings.case(board, "Ärende"), board.body, by=deputy, title="Budget")
    assert names("item.drafted") == (deputy.pk, board.officer.pk)
    points.add_point(item, by=deputy, text="Nämnden beslutar.")
    assert names("point.added") == (deputy.pk, board.officer.pk)
    preparing.announce(item, by=deputy)
    assert names("item.announced") == (deputy.pk, board.officer.pk)


def test_a_substitute_who_asks_a_colleague_leaves_both_names(region):
    place = factories.recipient(factories.open_round(region), region.administrations[0])
    answer = factories.begun_answer(region, place)
    writer = region.representative(place.unit)
    deputy, colleague = stand_in("vikarie", writer), factories.person("kollega", ("member", place.unit))
    asking.ask_colleague(answer_text.items(answer)[0], colleague, by=deputy)
    assert names("answer.colleague_asked") == (deputy.pk, writer.pk)


def test_a_substitute_who_drafts_a_round_leaves_both_names(region):
    deputy = stand_in("vikarie", region.owner)
    rounds.change_round(factories.draft_round(region), by=deputy, letter="Svara gärna.")
    assert names("round.changed") == (deputy.pk, region.owner.pk)


def test_a_substitute_who_registers_leaves_both_names_and_a_seat_of_ones_own_none(region):
    deputy, unit = stand_in("vikarie", region.owner), region.process_unit
    case = registration.register_case(diary=region.diary, title="Nytt", unit=unit, by=deputy)
    facts = {"kind": "report", "title": "Rapport", "direction": "internal"}
    registration.register_document(case, by=deputy, **facts)
    both = (deputy.pk, region.owner.pk)
    assert (names("case.registered"), names("document.registered")) == (both, both)
    registration.register_document(case, by=region.owner, **facts)
    assert names("document.registered") == (region.owner.pk, None)


def test_a_substitute_who_changes_a_body_leaves_both_names():
    board = meetings.board("SSN", seats=3)
    deputy = stand_in("vikarie", board.secretary)
    bodies.add_member(board.body, by=deputy, name="Ny ledamot")
    assert names("body.changed") == (deputy.pk, board.secretary.pk)


def test_a_substitute_leaves_both_names_on_templates():
    made = assignments.commission("NU")
    deputy = stand_in("vikarie", made.giver)
    kept = keep_texts({"description": "Leda."}, unit=made.office, name="Mall", by=deputy)
    retire(kept, by=deputy)
    both = (deputy.pk, made.giver.pk)
    assert (names("assignment_template.kept"), names("assignment_template.retired")) == (both, both)


def test_a_substitute_leaves_both_names_on_a_document_and_on_what_is_asked_of_an_administration(region):
    deputy = stand_in("vikarie", region.owner)
    both = (deputy.pk, region.owner.pk)
    card = library.card_of(library.older(region))
    cards.change_card(card, by=deputy, edition=0, kind="policy")
    assert names("steering.card_changed") == both
    process = Process.objects.create(name="Screening", kind="care", unit=region.process_unit)
    network = factories.unit("Nätverket", kind="group", parent=region.region, authority=region.office)
    asked = [region.administrations[0]]
    nominations.ask(process, by=deputy, network=network, units=asked, seats=1, due_on=clock.today())
    assert names("nomination.asked") == both
