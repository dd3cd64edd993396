"""Who an open round is sent to: added, withdrawn, replaced, reminded; another owner; cancelled."""

from datetime import date

import pytest
import time_machine

from cases import access, circle, extensions
from cases.circle import UnitOfAnotherAuthority
from cases.errors import (
    AlreadyDone,
    AlreadyRecipient,
    DayHasPassed,
    NotAllowed,
    ReasonMissing,
    RecipientHasAnswered,
    RecipientHasEnded,
    RoundNotOpen,
)
from cases.models import Answer, Case, CaseParty, Recipient, ReferralRound, WorkItem
from ledger.models import Event
from tests import factories
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]
LAST_DAY = date(2026, 12, 14)


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def referral_round(region):
    return factories.open_round(region, last_day=LAST_DAY)


@pytest.fixture
def place(region, referral_round):
    return factories.recipient(referral_round, region.administrations[0])


@pytest.fixture
def newcomer(region):
    made = factories.unit("NU", parent=region.region)
    factories.diary(made, "NU")
    factories.person("nu.rep", ("representative", made))
    factories.person("nu.chef", ("manager", made))
    return made


def events(kind):
    return Event.objects.filter(kind=kind).order_by("id")


def test_one_more_recipient_gets_the_round_as_the_others_did(region, referral_round, newcomer):
    place = circle.add_recipient(referral_round, newcomer, by=region.owner, last_day=date(2026, 12, 19))
    assert (place.state, place.listed, place.own_last_day, place.position) == (
        "sent",
        True,
        date(2026, 12, 21),
        3,
    )
    assert (place.case.unit, place.case.number) == (newcomer, "NU 2026-00001")
    item = WorkItem.objects.get(unit=newcomer)
    assert (item.kind, item.role, item.due_on) == ("answer", "representative", date(2026, 12, 21))
    assert [event.unit_id for event in events("round.received")][-1] == newcomer.pk
    assert factories.released_answer(region, place).state == "released"


def test_a_unit_has_one_place(region, referral_round, place):
    for _ in range(2):
        with pytest.raises(AlreadyRecipient, match="SkaS är redan mottagare"):
            circle.add_recipient(referral_round, place.unit, by=region.owner)
    assert referral_round.recipients.count() == 2


def test_nobody_is_added_with_a_day_that_has_passed(region, referral_round, newcomer):
    with pytest.raises(DayHasPassed):
        circle.add_recipient(referral_round, newcomer, by=region.owner, last_day=date(2026, 11, 23))
    with time_machine.travel("2026-12-14 09:00 +0100"), pytest.raises(DayHasPassed):
        circle.add_recipient(referral_round, newcomer, by=region.owner)
    assert referral_round.recipients.count() == 2


def test_a_withdrawn_recipient_keeps_its_place_its_words_and_the_reason(region, referral_round, place):
    answer = factories.begun_answer(region, place, comment="Ett utkast.")
    gone = circle.withdraw_recipient(place, by=region.owner, reason=" Berörs inte. ")
    assert (gone.state, gone.withdrawn_by, gone.withdrawn_reason) == (
        "withdrawn",
        region.owner,
        "Berörs inte.",
    )
    answer.refresh_from_db()
    assert (answer.state, answer.end_reason, answer.items.all()[0].comment) == (
        "stopped",
        "Berörs inte.",
        "Ett utkast.",
    )
    assert not WorkItem.objects.filter(unit=place.unit, done_at=None).exists()
    assert [event.subject_id for event in events("recipient.withdrawn")] == [place.pk]
    assert access.can(region.representative(place.unit), "read_draft", answer)


@pytest.mark.parametrize("how", ["answered", "abstained", "taken back"])
def test_what_was_answered_is_registered_and_stays(region, place, how):
    writer, chief = region.representative(place.unit), region.manager(place.unit)
    if how == "abstained":
        begun = factories.begun_answer(region, place)
        engine.abstain(begun, by=writer, decider=chief, reason="Berörs inte.")
    else:
        answer = factories.released_answer(region, place)
        if how == "taken back":
            engine.withdraw_answer(place, answer, by=writer, reason="Fel.")
    with pytest.raises(RecipientHasAnswered, match="SkaS har redan svarat"):
        circle.withdraw_recipient(place, by=region.owner, reason="Berörs inte.")
    assert list(events("recipient.withdrawn")) == []


def test_withdrawing_twice_and_without_a_reason_is_refused(region, place):
    with pytest.raises(ReasonMissing):
        circle.withdraw_recipient(place, by=region.owner, reason=" ")
    circle.withdraw_recipient(place, by=region.owner, reason="Berörs inte.")
    with pytest.raises(RecipientHasEnded):
        circle.withdraw_recipient(place, by=region.owner, reason="Igen.")
    place.refresh_from_db()
    assert place.withdrawn_reason == "Berörs inte."


def test_one_who_was_withdrawn_unread_comes_back_as_sent(region, referral_round, place):
    circle.withdraw_recipient(place, by=region.owner, reason="Misstag.")
    back = circle.add_recipient(referral_round, place.unit, by=region.owner)
    assert (back.pk, back.state, back.withdrawn_at, back.withdrawn_reason) == (place.pk, "sent", None, "")
    assert Case.objects.filter(unit=place.unit).count() == 1
    waiting = WorkItem.objects.filter(unit=place.unit, done_at=None)
    assert list(waiting.values_list("kind", "due_on")) == [("answer", LAST_DAY)]


def test_another_unit_answers_instead_with_the_days_that_were_left(region, referral_round, place, newcomer):
    extensions.grant(place, by=region.owner, day=date(2026, 12, 18), reason="Ja.")
    place.refresh_from_db()
    successor = circle.replace_recipient(place, newcomer, by=region.owner, reason="Flyttad fråga.")
    place.refresh_from_db()
    assert (place.state, place.successor) == ("withdrawn", successor)
    assert (successor.unit, successor.state, successor.own_last_day) == (
        newcomer,
        "sent",
        date(2026, 12, 18),
    )


def test_a_replacement_that_cannot_be_leaves_the_recipient_where_it_was(region, referral_round, place):
    other = region.administrations[1]
    with pytest.raises(AlreadyRecipient):
        engine.replace_recipient(place, other, by=region.owner, reason="Flyttad fråga.")
    place.refresh_from_db()
    assert (place.state, place.successor) == ("sent", None)
    assert WorkItem.objects.filter(unit=place.unit, done_at=None).count() == 1


def test_a_reminder_by_hand_reaches_those_who_have_not_answered(region, referral_round):
    places = [factories.recipient(referral_round, unit) for unit in region.administrations]
    factories.released_answer(region, places[0])
    fresh = list(referral_round.recipients.select_related("unit"))
    assert circle.remind(referral_round, fresh, by=region.owner) == 1
    assert [event.subject_id for event in events("recipient.reminded")] == [places[1].pk]
    with pytest.raises(RecipientHasEnded):
        circle.remind(referral_round, fresh[:1], by=region.owner)


def test_a_round_is_handed_over_within_its_authority(region, referral_round):
    unit = factories.unit("Kommunikation", kind="unit", parent=region.office, authority=region.office)
    heir = factories.person("heir", ("process_owner", unit))
    handed = circle.hand_over(referral_round, unit, by=region.owner, reason="Ny ägare.")
    assert handed.unit == unit
    assert access.can(heir, "manage_round", handed)
    assert not access.can(region.owner, "manage_round", handed)
    parties = CaseParty.objects.filter(case=referral_round.case, capacity="owner")
    assert set(parties.values_list("unit", flat=True)) == {region.process_unit.pk, unit.pk}
    (event,) = events("round.handed_over")
    assert (event.unit_id, event.data["before"], event.data["reason"]) == (
        unit.pk,
        region.process_unit.pk,
        "Ny ägare.",
    )


def test_a_round_is_not_handed_to_another_authority_nor_to_its_owner(region, referral_round):
    with pytest.raises(UnitOfAnotherAuthority):
        circle.hand_over(referral_round, region.administrations[0], by=region.owner, reason="Ni tar det.")
    with pytest.raises(AlreadyDone):
        circle.hand_over(referral_round, region.process_unit, by=region.owner, reason="Vi tar det.")
    with pytest.raises(ReasonMissing):
        circle.hand_over(referral_round, region.office, by=region.owner, reason="")
    assert list(events("round.handed_over")) == []


def test_a_cancelled_round_says_who_when_and_why_and_keeps_what_was_given(region, referral_round):
    skas, su = [factories.recipient(referral_round, unit) for unit in region.administrations]
    given = factories.released_answer(region, skas)
    begun = factories.begun_answer(region, su)
    cancelled = engine.cancel(referral_round, by=region.owner, reason=" Frågan är löst. ")
    assert (cancelled.state, cancelled.cancelled_by, cancelled.cancel_reason) == (
        "cancelled",
        region.owner,
        "Frågan är löst.",
    )
    assert list(Answer.objects.order_by("pk").values_list("pk", "state")) == [
        (given.pk, "released"),
        (begun.pk, "stopped"),
    ]
    assert list(Recipient.objects.order_by("pk").values_list("state", flat=True)) == [
        "answered",
        "preparing",
    ]
    assert [event.subject_id for event in events("round.cancelled")] == [referral_round.pk]


def test_a_round_is_cancelled_once_while_it_is_open(region, referral_round):
    with pytest.raises(ReasonMissing):
        engine.cancel(referral_round, by=region.owner, reason="  ")
    engine.cancel(referral_round, by=region.owner, reason="Löst.")
    with pytest.raises(RoundNotOpen):
        engine.cancel(referral_round, by=region.owner, reason="Igen.")
    compiled = factories.compiled_round(region)
    with pytest.raises(RoundNotOpen):
        engine.cancel(compiled, by=region.owner, reason="För sent.")
    assert ReferralRound.objects.get(pk=referral_round.pk).cancel_reason == "Löst."


def test_only_the_rounds_owner_reminds_by_hand(region, referral_round, place):
    with pytest.raises(NotAllowed):
        circle.remind(referral_round, [place], by=region.representative(place.unit))
    assert not events("recipient.reminded").exists()


def test_nobody_is_added_withdrawn_or_reminded_when_the_round_is_over(region, newcomer):
    compiled = factories.compiled_round(region)
    place = factories.recipient(compiled, region.administrations[0])
    for verb in (
        lambda: circle.add_recipient(compiled, newcomer, by=region.owner),
        lambda: circle.withdraw_recipient(place, by=region.owner, reason="Nej."),
        lambda: circle.replace_recipient(place, newcomer, by=region.owner, reason="Nej."),
        lambda: circle.remind(compiled, [place], by=region.owner),
    ):
        with pytest.raises(RoundNotOpen):
            verb()
