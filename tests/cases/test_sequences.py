"""Sequences that went wrong once: judged before a lock, read by too many, told twice or not at all."""

from io import BytesIO

import pytest

from cases import access, boxes, circle, extensions, feedback, marking, outcome, queries, weighing
from cases.errors import AlreadyDecided, AlreadyRecipient, RecipientHasAnswered, RecipientHasEnded
from cases.models import Answer, Recipient, WorkItem
from cases.received import Original
from cases.weighing_errors import MarkedMeanwhile
from organisation import clock
from tests import factories
from workflows import engine
from workflows.flows.round import RoundFlow

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


def places(referral_round):
    return list(referral_round.recipients.select_related("unit", "round"))


def test_an_owner_that_is_also_a_recipient_keeps_its_own_task_when_the_round_is_handed_over(region):
    referral_round = factories.open_round(region)
    engine.add_recipient(referral_round, region.process_unit, by=region.owner)
    other = factories.unit("Digitalisering", kind="unit", parent=region.office, authority=region.office)
    engine.reassign(referral_round, other, by=region.owner, reason="Ny ägare.")
    own = WorkItem.objects.filter(kind="answer", target_id=places(referral_round)[2].pk)
    assert list(own.values_list("unit", "role")) == [(region.process_unit.pk, "representative")]


def test_a_round_about_to_be_compiled_waits_for_an_answer_that_was_taken_back(region):
    referral_round = factories.open_round(region)
    for place in places(referral_round):
        factories.released_answer(region, place)
    assert engine.advance(referral_round)
    first = places(referral_round)[0]
    given = Answer.objects.get(parties__recipient=first)
    engine.withdraw_answer(first, given, by=region.representative(first.unit), reason="Fel version.")
    assert engine.open_task(referral_round.process, RoundFlow.compile_answers) is None
    assert not engine.advance(referral_round)
    assert not WorkItem.objects.filter(kind="compile", done_at=None).exists()


def test_nobody_is_reminded_who_answered_after_the_page_was_read(region):
    referral_round = factories.open_round(region)
    read = places(referral_round)
    factories.released_answer(region, read[0])
    assert circle.remind(referral_round, read, by=region.owner) == 1
    with pytest.raises(RecipientHasEnded):
        circle.remind(referral_round, read[:1], by=region.owner)


def test_whoever_has_answered_once_is_not_taken_out_while_rewriting(region):
    referral_round = factories.open_round(region)
    place = places(referral_round)[0]
    given = factories.released_answer(region, place)
    writer = region.representative(place.unit)
    engine.withdraw_answer(place, given, by=writer, reason="Fel version.")
    engine.replace_answer(place, by=writer)
    with pytest.raises(RecipientHasAnswered):
        engine.withdraw_recipient(place, by=region.owner, reason="Behövs inte.")


def test_a_unit_is_never_replaced_by_itself(region):
    place = places(factories.open_round(region))[0]
    with pytest.raises(AlreadyRecipient):
        engine.replace_recipient(place, place.unit, by=region.owner, reason="Fel.")


def test_a_wish_that_lapsed_can_be_made_again(region):
    referral_round = factories.open_round(region)
    place = places(referral_round)[0]
    writer = region.representative(place.unit)
    later = factories.timedelta(days=14)
    wish = extensions.ask(place, by=writer, day=referral_round.last_day + later, reason="Ledigheter.")
    given = factories.released_answer(region, place)
    engine.withdraw_answer(place, given, by=writer, reason="Fel version.")
    again = extensions.ask(place, by=writer, day=referral_round.last_day + later, reason="Ny version.")
    assert (again.pk, again.asked_reason) == (wish.pk, "Ny version.")
    assert ("extension", "SkaS: Styrande principer") in [
        (item.kind, item.title) for item in queries.inbox(region.owner)
    ]


def test_words_whose_comment_was_struck_meanwhile_are_not_taken_for_read(region):
    box = boxes.of_round(factories.compiled_round(region))[0]
    comment = marking.mark_whole(box, by=region.owner)
    [seen, *_] = [one.shown for one in boxes.of_round(box.recipient.round) if one.key == box.key]
    marking.drop(comment, by=region.owner, reason="Felmarkerad.")
    with pytest.raises(MarkedMeanwhile):
        marking.mark_read(box, by=region.owner, seen=seen)
    assert marking.mark_read(box, by=region.owner, seen="").read_by == region.owner


def test_a_letter_keeps_what_it_said_when_the_weighing_is_opened_again(region):
    closed = factories.closed_round(region)
    place = places(closed)[0]
    engine.reopen(closed, by=region.owner, reason="En synpunkt till.")
    comment = closed.comments.order_by("number")[0]
    weighing.weigh(comment, by=region.owner, version=1, outcome="not_heeded", reason="Vi har tänkt om.")
    engine.close(closed, by=region.owner)
    newest, first = feedback.letters_to(place)
    assert [one.disposition.reason for one in newest.comments] == ["Vi har tänkt om."]
    assert [one.disposition.reason for one in first.comments] == ["Tack, vi tar med oss det."]


def test_the_final_letter_is_about_the_answer_that_was_weighed(region):
    closed = factories.closed_round(region)
    place = places(closed)[0]
    writer, chief = region.representative(place.unit), region.manager(place.unit)
    answer = engine.replace_answer(place, by=writer)
    engine.submit(answer, by=writer)
    engine.approve(
        answer, by=chief, read_hash=factories.answer_text.text_hash(factories.answer_text.snapshot(answer))
    )
    engine.release(answer, by=writer)
    closed.refresh_from_db()
    engine.decide(
        closed, by=region.director, read_hash=outcome.proposal(closed).content_hash, valid_from=clock.today()
    )
    final = feedback.letters_to(place)[0]
    assert (final.feedback.stage, len(final.comments)) == ("final", 1)
    assert not WorkItem.objects.filter(kind="replaced", done_at=None).exists()
    with pytest.raises(AlreadyDecided):
        engine.withdraw_answer(place, answer, by=writer, reason="För sent.")


def test_others_read_neither_what_was_taken_back_nor_anything_once_taken_out(region):
    referral_round = factories.open_round(region)
    skas, su = places(referral_round)
    given = factories.released_answer(region, skas)
    engine.withdraw_recipient(su, by=region.owner, reason="Behövs inte.")
    engine.advance(referral_round)
    engine.compile_answers(referral_round, by=region.owner)
    outsider = region.representative(su.unit)
    assert Recipient.objects.get(pk=su.pk).state == "withdrawn"
    assert not access.can(outsider, "read_shared", given)
    Recipient.objects.filter(pk=su.pk).update(
        state="sent", withdrawn_at=None, withdrawn_by=None, withdrawn_reason=""
    )
    access.forget(outsider)
    assert access.can(outsider, "read_shared", given)
    engine.withdraw_answer(skas, given, by=region.representative(skas.unit), reason="Fel version.")
    given.refresh_from_db()
    assert not access.can(outsider, "read_shared", given)
    assert access.can(region.representative(skas.unit), "read_shared", given)
    assert access.can(region.owner, "read_answers", given)


def test_what_comes_by_post_from_a_unit_that_was_taken_out_is_registered_outside_the_list(region):
    referral_round = factories.open_round(region)
    skas, _su = places(referral_round)
    engine.withdraw_recipient(skas, by=region.owner, reason="Behövs inte.")
    answer = engine.receive_answer(
        skas,
        by=region.owner,
        via="post",
        received_on=clock.today(),
        original=Original("svar.txt", BytesIO(b"Vi svarar i alla fall."), 22),
        level="body",
    )
    skas.refresh_from_db()
    assert (answer.state, answer.level, skas.state, skas.listed) == ("released", "body", "answered", False)
