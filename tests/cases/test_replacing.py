"""A given answer is changed or taken back, or came by post: what counts, what stays, what is refused."""

from datetime import timedelta
from io import BytesIO

import pytest

from cases import answer_text, marking
from cases.boxes import of_round
from cases.errors import (
    AlreadyDone,
    AnswerNotGiven,
    OriginalMissing,
    ReasonMissing,
    ReceivedInFuture,
    RecipientHasEnded,
    RoundNotOpen,
    UnknownStance,
)
from cases.models import Answer, AnswerParty, Document, WorkItem
from cases.received import Original
from cases.weighing_errors import CommentOutdated
from organisation import clock
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[0])


def give(region, place, answer):
    writer, chief = region.representative(place.unit), region.manager(place.unit)
    engine.submit(answer, by=writer)
    engine.approve(answer, by=chief, read_hash=answer_text.text_hash(answer_text.snapshot(answer)))
    return engine.release(answer, by=writer)


def states(place):
    """Every answer of the place with its state and whether it counts, oldest first."""
    rows = AnswerParty.objects.filter(recipient=place).order_by("answer")
    return list(rows.values_list("answer__state", "current"))


def post(region, place, **facts):
    facts = {
        "via": "post",
        "received_on": clock.today(),
        "original": Original("svar.txt", BytesIO(b"Vi tillstyrker."), 15),
    } | facts
    return engine.receive_answer(place, by=region.owner, **facts)


def test_the_given_answer_counts_until_the_new_one_is_given(region, place):
    first = factories.released_answer(region, place, comment="Första.")
    new = engine.replace_answer(place, by=region.representative(place.unit))
    assert (new.replaces, answer_text.items(new)[0].comment) == (first, "Första.")
    assert states(place) == [("released", True), ("draft", False)]
    give(region, place, new)
    assert states(place) == [("replaced", False), ("released", True)]
    assert Document.objects.filter(kind="answer", direction="in").count() == 2
    place.refresh_from_db()
    assert place.state == "answered"


def test_an_answer_is_replaced_only_when_given_and_one_at_a_time(region, place):
    writer = region.representative(place.unit)
    with pytest.raises(AnswerNotGiven):
        engine.replace_answer(place, by=writer)
    factories.released_answer(region, place)
    engine.replace_answer(place, by=writer)
    with pytest.raises(AlreadyDone):
        engine.replace_answer(place, by=writer)
    assert states(place) == [("released", True), ("draft", False)]


def test_an_answer_taken_back_stays_registered_and_is_waited_for_again(region, place):
    answer, writer = factories.released_answer(region, place), region.representative(place.unit)
    with pytest.raises(ReasonMissing):
        engine.withdraw_answer(place, answer, by=writer, reason=" ")
    taken = engine.withdraw_answer(place, answer, by=writer, reason="Fel version.")
    assert (taken.state, taken.ended_by, taken.end_reason) == ("withdrawn", writer, "Fel version.")
    with pytest.raises(AnswerNotGiven):
        engine.withdraw_answer(place, answer, by=writer, reason="Igen.")
    place.refresh_from_db()
    assert (place.state, states(place)) == ("retracted", [("withdrawn", False)])
    assert Document.objects.get(pk=taken.document_id).registered_at is not None
    give(region, place, engine.replace_answer(place, by=writer))
    assert states(place) == [("withdrawn", False), ("released", True)]


def test_nothing_is_changed_in_a_cancelled_round(region, place):
    answer, writer = factories.released_answer(region, place), region.representative(place.unit)
    engine.cancel(place.round, by=region.owner, reason="Löst.")
    with pytest.raises(RoundNotOpen):
        engine.replace_answer(place, by=writer)
    with pytest.raises(RoundNotOpen):
        engine.withdraw_answer(place, answer, by=writer, reason="Fel.")
    with pytest.raises(RoundNotOpen):
        post(region, place)


def test_a_weighed_answer_that_is_replaced_is_marked_anew_and_its_comment_carried(region):
    compiled = factories.compiled_round(region, skas="Vi saknar telefonen.")
    old = of_round(compiled)[0]
    comment = marking.mark_whole(old, by=region.owner)
    place = factories.recipient(compiled, region.administrations[0])
    new = give(region, place, engine.replace_answer(place, by=region.representative(place.unit)))
    assert new.after_compilation
    assert WorkItem.objects.filter(kind="replaced", done_at=None).count() == 1
    for verb in (marking.mark_whole, marking.mark_read):
        with pytest.raises(CommentOutdated):
            verb(old, by=region.owner)
    carried = marking.carry_over(comment, by=region.owner)
    assert (carried.number, carried.answer, carried.carried_from, carried.disposition) == (
        1,
        new,
        comment.answer,
        None,
    )


def test_an_answer_by_post_is_kept_as_it_came_and_counts(region, place):
    yesterday = clock.today() - timedelta(days=1)
    answer = post(region, place, received_on=yesterday, text="Vi tillstyrker.")
    assert (answer.state, answer.received_via, answer.received_on, answer.late) == (
        "released",
        "post",
        yesterday,
        False,
    )
    file = answer.attachments.get()
    assert (file.name, file.file.size) == ("svar.txt", 15)
    assert answer_text.items(answer)[-1].comment == "Vi tillstyrker."
    assert states(place) == [("released", True)]
    with pytest.raises(RecipientHasEnded):
        post(region, place)
    assert Answer.objects.count() == 1


def test_an_answer_by_post_is_refused_without_its_original_from_tomorrow_or_with_another_scale(region, place):
    with pytest.raises(OriginalMissing):
        post(region, place, original=None)
    with pytest.raises(ReceivedInFuture):
        post(region, place, received_on=clock.today() + timedelta(days=1))
    with pytest.raises(UnknownStance):
        post(region, place, stance="kanske")
    assert (Answer.objects.count(), Document.objects.filter(kind="answer").count()) == (0, 0)


def test_what_was_begun_here_when_the_post_came_stays_and_may_replace_it(region, place):
    begun = factories.begun_answer(region, place, comment="Eget utkast.")
    post(region, place)
    assert states(place) == [("draft", False), ("released", True)]
    give(region, place, begun)
    assert states(place) == [("released", True), ("replaced", False)]
