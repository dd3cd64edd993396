"""Many administrations give their answers at the same moment, and somebody ends the round."""

from datetime import timedelta

import pytest

from cases.models import Answer, Document, ReferralRound, WorkItem
from ledger.models import Event
from organisation import clock
from tests import factories
from tests.races.support import fresh, kinds, together
from workflows import engine

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

EIGHT = ("SU", "SkaS", "SÄS", "NU", "Habilitering", "Närhälsan", "Kultur", "Service")


def release_and_wake(region, referral_round, answer, place):
    """What a request does: the release commits, then its doorbell looks at the whole round."""
    engine.release(answer, by=fresh(region.representative(place.unit)))
    return engine.advance(ReferralRound.objects.get(pk=referral_round.pk))


def test_eight_simultaneous_releases_all_pass_and_move_the_round_once():
    region = factories.world(*EIGHT)
    referral_round = factories.open_round(region)
    places = [factories.recipient(referral_round, unit) for unit in region.administrations]
    approved = [(factories.approved_answer(region, place), place) for place in places]

    moved = together(
        *[lambda pair=pair: release_and_wake(region, referral_round, *pair) for pair in approved]
    )

    assert sorted(moved) == [False] * 7 + [True]
    assert list(referral_round.recipients.values_list("state", flat=True)) == ["answered"] * 8
    assert Answer.objects.filter(state="released", late=False, after_compilation=False).count() == 8
    received = Document.objects.filter(case=referral_round.case).order_by("number_in_case")
    assert list(received.values_list("number_in_case", "kind")) == [
        (1, "referral"),
        *[(number, "answer") for number in range(2, 10)],
    ]
    waiting = WorkItem.objects.filter(done_at=None)
    assert list(waiting.values_list("kind", "role")) == [("compile", "process_owner")]
    assert Event.objects.filter(kind="answer.released").count() == 8
    assert not engine.advance(referral_round)


@pytest.mark.parametrize("turn", range(5))
def test_compiling_while_answers_arrive_marks_exactly_those_that_came_after(turn):
    region = factories.world("SU", "SkaS", "NU", "SÄS")
    referral_round = factories.open_round(region)
    first, *others = [factories.recipient(referral_round, unit) for unit in region.administrations]
    factories.released_answer(region, first)
    approved = [(factories.approved_answer(region, place), place) for place in others]
    with clock.at(clock.now() + timedelta(days=40)):
        assert engine.advance(referral_round)

    results = together(
        lambda: engine.compile_answers(referral_round, by=fresh(region.owner)),
        *[
            lambda pair=pair: engine.release(pair[0], by=fresh(region.representative(pair[1].unit)))
            for pair in approved
        ],
    )

    assert kinds(results) == ["Answer"] * 3 + ["ReferralRound"]
    compiled_at = ReferralRound.objects.get().compiled_at
    answers = Answer.objects.filter(state="released")
    marked = {answer.pk: answer.after_compilation for answer in answers}
    assert marked == {answer.pk: answer.released_at > compiled_at for answer in answers}
    late = WorkItem.objects.filter(kind="late_answer", done_at=None)
    assert late.count() == sum(marked.values())
