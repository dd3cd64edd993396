"""Who hears of what: every kind of event that is told, as the verbs record it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import resolve

from cases import circle, extensions
from ledger import events
from ledger.events import record
from ledger.models import Event
from ledger.work import work
from notifications import delivery, relay
from notifications.audience import AUDIENCES
from notifications.models import Notice
from notifications.urls_in_mail import BELOW_THE_ROUND
from organisation import clock, roles
from organisation.models import User
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_effects(monkeypatch):
    """Only what is told is asked here; what an event sets going elsewhere wants rows of its own."""
    monkeypatch.setattr(events, "_effects", dict)


def told(kind):
    """Who was told of the latest event of this kind, in the app and by mail."""
    relay.drain()
    mail.outbox.clear()
    delivery.drain()
    notices = Notice.objects.filter(event_id=Event.objects.filter(kind=kind).latest("id").pk)
    return tuple(
        sorted(name for name in notices.filter(**only).values_list("recipient__username", flat=True))
        for only in ({"channel": "app"}, {"channel": "mail", "state": "sent"})
    )


def happened(kind, place, *, by, subject=None, **data):
    """An event as the verbs of the round's later days record it."""
    with work():
        record(
            kind,
            by=by,
            case=place.round.case,
            unit=place.unit if subject is None or subject == place else place.round.unit,
            subject=subject or place,
            **data,
        )


Told = tuple[list[str], list[str]]  # in the app, by mail
SKAS: Told = (["skas.rep"], ["skas.rep"])
BOTH: Told = (["skas.rep", "su.rep"], ["skas.rep", "su.rep"])
OWNER: Told = (["owner"], ["owner"])
OWNER_IN_THE_APP: Told = (["owner"], [])
NOBODY: Told = ([], [])


def test_more_time_is_asked_of_the_owner_and_the_answer_goes_to_those_who_write(region, place):
    day = place.last_day + timedelta(days=7)
    wish = extensions.ask(place, by=region.manager(place.unit), day=day, reason="Semester.")
    assert told("extension.asked") == OWNER
    assert f"/remissrundor/{place.round.public_id}/hantera/" in mail.outbox[-1].body
    extensions.decide(wish, by=region.owner, reason="Ja.", day=None)
    assert told("extension.refused") == SKAS
    extensions.grant(place, by=region.owner, day=day, reason="Ja.")
    assert told("extension.granted") == SKAS
    extensions.extend_all(place.round, by=region.owner, day=day + timedelta(days=9), reason="Avbrott.")
    assert told("round.extended") == BOTH


def test_more_time_for_all_concerns_those_who_have_still_to_answer(region, place):
    factories.released_answer(region, place)
    day = place.last_day + timedelta(days=7)
    extensions.extend_all(place.round, by=region.owner, day=day, reason="Avbrott.")
    assert told("round.extended") == (["su.rep"], ["su.rep"])


def test_a_reminder_by_hand_and_a_place_that_is_taken_away(region, place):
    circle.remind(place.round, [place], by=region.owner)
    assert told("recipient.reminded") == SKAS
    engine.withdraw_recipient(place, by=region.owner, reason="Fel mottagare.")
    assert told("recipient.withdrawn") == SKAS
    engine.cancel(place.round, by=region.owner, reason="Görs om.")
    assert told("round.cancelled") == (["su.rep"], ["su.rep"])


def test_a_round_that_is_handed_over_is_told_to_those_who_own_it_now(region, place):
    other = factories.unit("Digitalisering", kind="unit", parent=region.office, authority=region.office)
    taker = factories.person("taker", ("process_owner", other))
    User.objects.filter(pk=taker.pk).update(email="taker@samrad.example")
    engine.reassign(place.round, other, by=region.owner, reason="Ny ägare.")
    assert told("round.handed_over") == (["taker"], ["taker"])


def test_an_answer_taken_back_is_told_to_the_owner(region, place):
    answer = factories.released_answer(region, place)
    assert told("answer.released") == OWNER_IN_THE_APP
    engine.withdraw_answer(place, answer, by=region.representative(place.unit), reason="Fel version.")
    assert told("answer.withdrawn") == OWNER


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("feedback.sent", {"stage": "preliminary"}, SKAS),
        ("feedback.sent", {"stage": "final"}, SKAS),
        ("feedback.answered", {"meant": True}, OWNER_IN_THE_APP),
        ("feedback.answered", {"meant": False}, OWNER),
        ("answer.received", {}, SKAS),
    ],
)
def test_what_concerns_one_place(region, place, kind, data, expected):
    happened(kind, place, by=region.director, **data)
    assert told(kind) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("round.reopened", BOTH),
        ("round.compiled", (["skas.rep", "su.rep"], [])),
        ("endorsement.recorded", OWNER_IN_THE_APP),
        ("decision.made", OWNER),
        ("round.closed", NOBODY),
        ("proposal.changed", NOBODY),
    ],
)
def test_what_concerns_the_whole_round(region, place, kind, expected):
    happened(kind, place, by=region.director, subject=place.round)
    assert told(kind) == expected


def test_a_named_official_is_asked_to_decide(region, place):
    happened("decision.asked", place, by=region.owner, subject=place.round, decider=region.director.pk)
    assert told("decision.asked") == (["director"], ["director"])
    assert f"/remissrundor/{place.round.public_id}/utfall/" in mail.outbox[-1].body


def test_a_colleague_is_told_of_a_comment_to_weigh_in_the_app(region, place):
    colleague = factories.person("handlaggare", ("officer", region.process_unit))
    happened("comment.assigned", place, by=region.owner, assignee=colleague.pk, round=place.round_id)
    assert told("comment.assigned") == (["handlaggare"], [])


def test_whoever_did_it_is_not_told(region, place):
    roles.seat(region.owner, "representative", place.unit, starts_on=clock.today())
    circle.remind(place.round, [place], by=region.owner)
    assert told("recipient.reminded") == SKAS


def test_relaying_an_event_takes_the_same_queries_for_one_person_and_for_ten(
    region, place, django_assert_max_num_queries
):
    relay.drain()
    for number in range(10):
        factories.person(f"rep{number}", ("representative", place.unit))
    circle.remind(place.round, [place], by=region.owner)
    with django_assert_max_num_queries(12):
        relay.drain()


@pytest.mark.parametrize("kind", BELOW_THE_ROUND)
def test_pages_that_are_named_by_their_path_exist(kind):
    assert kind in AUDIENCES
    assert resolve(f"/remissrundor/{'a' * 26}/{BELOW_THE_ROUND[kind]}")
