"""More time to answer: asked for, granted, refused, given to one or to everybody."""

from datetime import date

import pytest
import time_machine

from cases import access, extensions
from cases.errors import (
    AlreadyAsked,
    AlreadyDone,
    DayHasPassed,
    DayNotLater,
    ReasonMissing,
    RecipientHasEnded,
    RoundNotOpen,
)
from cases.models import Extension, ReferralRound, WorkItem
from ledger.models import Event
from tests import factories
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]
LAST_DAY, LATER = date(2026, 12, 14), date(2026, 12, 18)
SATURDAY, MONDAY = date(2026, 12, 19), date(2026, 12, 21)


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region, last_day=LAST_DAY), region.administrations[0])


def ask(region, place, day=LATER, reason="Vi hinner inte."):
    return extensions.ask(place, by=region.representative(place.unit), day=day, reason=reason)


def happened(*kinds):
    """What was recorded of these kinds, with the unit it is about."""
    events = Event.objects.filter(kind__in=kinds).order_by("id")
    return [(event.kind, event.unit_id) for event in events]


def due_days(place):
    """When the recipient's own tasks are due."""
    items = WorkItem.objects.filter(unit=place.unit, done_at=None)
    return list(items.values_list("kind", "due_on"))


def test_a_wish_is_kept_as_it_was_said_and_becomes_the_owners_task(region, place):
    wish = ask(region, place, day=SATURDAY, reason="  Nämnden   möts den 17.  ")
    assert (wish.state, wish.asked_day, wish.previous_day) == ("asked", SATURDAY, LAST_DAY)
    assert (wish.asked_by, wish.decided_at, wish.granted_day) == (
        region.representative(place.unit),
        None,
        None,
    )
    assert wish.asked_reason.split() == ["Nämnden", "möts", "den", "17."]
    item = WorkItem.objects.get(kind="extension", done_at=None)
    assert (item.unit, item.role, item.target_public_id) == (
        region.process_unit,
        "process_owner",
        place.round.public_id,
    )
    assert happened("extension.asked") == [("extension.asked", place.unit_id)]
    place.refresh_from_db()
    assert place.last_day == LAST_DAY


def test_one_wish_at_a_time(region, place):
    ask(region, place)
    with pytest.raises(AlreadyAsked):
        ask(region, place, day=MONDAY)
    assert Extension.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 11, 22), DayHasPassed),
        (date(2026, 11, 23), DayHasPassed),
        (date(2026, 12, 1), DayNotLater),
        (LAST_DAY, DayNotLater),
    ],
)
def test_more_time_lies_ahead_of_today_and_of_the_last_day_there_is(region, place, day, refusal):
    owner = region.owner
    for verb in (
        lambda: ask(region, place, day=day),
        lambda: extensions.grant(place, by=owner, day=day, reason="Ja."),
        lambda: extensions.extend_all(place.round, by=owner, day=day, reason="Ja."),
    ):
        with pytest.raises(refusal):
            verb()
    wish = ask(region, place)
    with pytest.raises(refusal):
        extensions.decide(wish, by=owner, day=day, reason="Ja.")
    wish.refresh_from_db()
    assert (wish.state, Extension.objects.count(), ReferralRound.objects.get().last_day) == (
        "asked",
        1,
        LAST_DAY,
    )


def test_the_message_names_the_day_there_is(region, place):
    with pytest.raises(DayNotLater, match="senare än 14 december 2026"):
        ask(region, place, day=LAST_DAY)


@pytest.mark.parametrize("reason", ["", "   ", "\n\t "])
def test_every_word_about_time_says_why(region, place, reason):
    wish = ask(region, place)
    for verb in (
        lambda: ask(region, place, reason=reason),
        lambda: extensions.decide(wish, by=region.owner, day=LATER, reason=reason),
        lambda: extensions.decide(wish, by=region.owner, day=None, reason=reason),
        lambda: extensions.grant(place, by=region.owner, day=LATER, reason=reason),
        lambda: extensions.extend_all(place.round, by=region.owner, day=LATER, reason=reason),
    ):
        with pytest.raises(ReasonMissing):
            verb()
    assert happened("extension.granted", "extension.refused", "round.extended") == []


def test_a_granted_wish_moves_the_last_day_past_the_weekend_and_the_task_with_it(region, place):
    wish = ask(region, place, day=SATURDAY)
    decided = extensions.decide(wish, by=region.owner, day=SATURDAY, reason="Självklart.")
    assert (decided.state, decided.asked_day, decided.granted_day, decided.reason) == (
        "granted",
        SATURDAY,
        MONDAY,
        "Självklart.",
    )
    place.refresh_from_db()
    assert (place.own_last_day, place.last_day) == (MONDAY, MONDAY)
    assert due_days(place) == [("answer", MONDAY)]
    assert not WorkItem.objects.filter(kind="extension", done_at=None).exists()
    assert happened("extension.granted") == [("extension.granted", place.unit_id)]
    other = factories.recipient(place.round, region.administrations[1])
    assert (other.last_day, due_days(other)) == (LAST_DAY, [("answer", LAST_DAY)])


def test_a_refused_wish_leaves_the_day_and_may_be_asked_again(region, place):
    decided = extensions.decide(ask(region, place), by=region.owner, day=None, reason="Vi måste vidare.")
    assert (decided.state, decided.granted_day, decided.decided_by) == ("refused", None, region.owner)
    place.refresh_from_db()
    assert place.last_day == LAST_DAY
    assert ask(region, place, day=MONDAY).state == "asked"


def test_a_wish_is_decided_once(region, place):
    wish = ask(region, place)
    extensions.decide(wish, by=region.owner, day=None, reason="Nej.")
    for day in (LATER, None):
        with pytest.raises(AlreadyDone):
            extensions.decide(wish, by=region.owner, day=day, reason="Ja.")
    assert happened("extension.granted", "extension.refused") == [("extension.refused", place.unit_id)]


def test_time_given_unasked_grants_the_wish_that_was_made(region, place):
    wish = ask(region, place)
    granted = extensions.grant(place, by=region.owner, day=MONDAY, reason="Alla får en vecka.")
    assert (granted.pk, granted.asked_day, granted.granted_day) == (wish.pk, LATER, MONDAY)
    again = extensions.grant(place, by=region.owner, day=date(2026, 12, 22), reason="En dag till.")
    assert (again.asked_at, again.previous_day, again.granted_day) == (None, MONDAY, date(2026, 12, 22))
    assert Extension.objects.count() == 2


def test_everybody_gets_more_time_and_whoever_had_more_keeps_it(region, place):
    other = factories.recipient(place.round, region.administrations[1])
    extensions.grant(place, by=region.owner, day=LATER, reason="Ja.")
    extensions.grant(other, by=region.owner, day=date(2027, 1, 15), reason="Ja.")
    extended = extensions.extend_all(place.round, by=region.owner, day=SATURDAY, reason="Avbrott.")
    assert extended.last_day == MONDAY
    place.refresh_from_db()
    other.refresh_from_db()
    assert (place.own_last_day, other.own_last_day) == (None, date(2027, 1, 15))
    assert due_days(place) == [("answer", MONDAY)]
    assert due_days(other) == [("answer", date(2027, 1, 15))]
    (event,) = Event.objects.filter(kind="round.extended")
    assert (event.data["before"], event.data["day"], event.data["reason"]) == (
        "2026-12-14",
        "2026-12-21",
        "Avbrott.",
    )


def test_no_time_is_given_to_one_who_has_answered(region, place):
    wish = ask(region, place)
    factories.released_answer(region, place)
    for verb in (
        lambda: ask(region, place),
        lambda: extensions.decide(wish, by=region.owner, day=LATER, reason="Ja."),
        lambda: extensions.grant(place, by=region.owner, day=LATER, reason="Ja."),
    ):
        with pytest.raises(RecipientHasEnded):
            verb()


@pytest.mark.parametrize("state", ["cancelled", "compiled"])
def test_no_time_is_given_in_a_round_that_is_over(region, place, state):
    wish = ask(region, place)
    if state == "cancelled":
        engine.cancel(place.round, by=region.owner, reason="Löst.")
    else:
        with time_machine.travel("2026-12-15 09:00 +0100"):
            engine.advance(place.round)
            engine.compile_answers(place.round, by=region.owner)
    for verb in (
        lambda: ask(region, place, day=date(2027, 2, 1)),
        lambda: extensions.decide(wish, by=region.owner, day=LATER, reason="Ja."),
        lambda: extensions.grant(place, by=region.owner, day=LATER, reason="Ja."),
        lambda: extensions.extend_all(place.round, by=region.owner, day=LATER, reason="Ja."),
    ):
        with pytest.raises(RoundNotOpen):
            verb()


def test_a_wish_is_read_by_the_administration_and_the_owner_alone(region, place):
    wish = ask(region, place)
    writer = region.representative(place.unit)
    assert access.can(writer, "prepare_answer", wish)
    assert access.can(region.owner, "manage_round", wish)
    others = [region.representative(region.administrations[1]), region.director, factories.person("stranger")]
    for person in others:
        assert not access.can(person, "prepare_answer", wish)
        assert not access.can(person, "manage_round", wish)
