"""A round is cancelled, extended or changed while its recipients act: nothing is left waiting."""

from datetime import timedelta
from io import BytesIO

import pytest
from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS

from cases.models import Answer, Extension, Recipient, ReferralRound, WorkItem
from cases.received import Original
from organisation import clock
from tests import factories
from tests.races.support import fresh, kinds, together
from workflows import engine, steps
from workflows.flows.round import RoundFlow
from workflows.models import AnswerProcess

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TURNS = pytest.mark.parametrize("turn", range(3))


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[0])


def waiting_nodes():
    """Every waiting step of every answer's process."""
    tasks = Task.objects.filter(process__in=AnswerProcess.objects.all(), status__in=steps.WAITING)
    return [task.flow_task.name for task in tasks]


def waiting_kinds(unit):
    """What waits for the unit."""
    return list(WorkItem.objects.filter(unit=unit, done_at=None).values_list("kind", flat=True))


def withdraw(region, place):
    """What the owner does in the page of the round."""
    row = Recipient.objects.get(pk=place.pk)
    return engine.withdraw_recipient(row, by=fresh(region.owner), reason="Berörs inte.")


def cancel(region, referral_round):
    """The same for the whole round."""
    row = ReferralRound.objects.get(pk=referral_round.pk)
    return engine.cancel(row, by=fresh(region.owner), reason="Frågan är löst.")


def later(moment, call):
    """The call, with the clock at ``moment`` in this thread."""
    with clock.at(moment):
        return call()


@TURNS
@pytest.mark.parametrize("end", [cancel, withdraw])
@pytest.mark.parametrize("verb", ["acknowledge", "submit", "release"])
def test_a_round_or_a_place_ended_while_somebody_acts_leaves_nothing_waiting(turn, verb, end, region, place):
    """Seen red without the second look in ``engine._stopped_answers``: the process had just come."""
    writer = region.representative(place.unit)
    act, subject = {
        "acknowledge": lambda: (engine.acknowledge, place),
        "submit": lambda: (engine.submit, factories.begun_answer(region, place)),
        "release": lambda: (engine.release, factories.approved_answer(region, place)),
    }[verb]()
    acted, ended = together(
        lambda: act(subject, by=fresh(writer)),
        lambda: end(region, place.round if end is cancel else place),
    )
    assert type(ended).__name__ in {"ReferralRound", "Recipient", "RecipientHasAnswered"}
    assert type(acted).__name__ in {"Answer", "RoundNotOpen", "RecipientHasEnded", "AlreadyDone"}
    assert (waiting_nodes(), waiting_kinds(place.unit)) == ([], [])
    given = verb == "release" and isinstance(acted, Answer)
    assert set(Answer.objects.values_list("state", flat=True)) <= {"released" if given else "stopped"}
    left = set(AnswerProcess.objects.values_list("status", flat=True))
    assert left <= {PROCESS.DONE if given else PROCESS.CANCELED}


@TURNS
def test_more_time_given_while_the_round_moves_on_is_waited_for(turn, region, place):
    """Seen red without ``_wait_again`` in ``engine.extend``."""
    referral_round = place.round
    ahead = clock.now() + timedelta(days=40)
    day = clock.local(ahead).date() + timedelta(days=7)
    moved, extended = together(
        lambda: later(ahead, lambda: engine.advance(ReferralRound.objects.get(pk=referral_round.pk))),
        lambda: later(
            ahead, lambda: engine.extend(place, by=fresh(region.owner), day=day, reason="Semester.")
        ),
    )
    assert (type(moved), type(extended)) == (bool, Extension)
    assert engine.open_task(referral_round.process, RoundFlow.compile_answers) is None
    assert engine.open_task(referral_round.process, RoundFlow.await_answers) is not None
    assert waiting_kinds(region.process_unit) == []


@TURNS
def test_the_last_answer_given_while_the_round_is_extended_moves_it_on_once(turn, region):
    """Seen red with ``_wait_again`` not asking ``is_complete``."""
    referral_round = factories.open_round(region)
    first, last = [factories.recipient(referral_round, unit) for unit in region.administrations]
    factories.released_answer(region, first)
    answer = factories.approved_answer(region, last)
    day = referral_round.last_day + timedelta(days=7)

    def release_and_wake():
        engine.release(answer, by=fresh(region.representative(last.unit)))
        return engine.advance(ReferralRound.objects.get(pk=referral_round.pk))

    moved, extended = together(
        release_and_wake,
        lambda: engine.extend_all(referral_round, by=fresh(region.owner), day=day, reason="Avbrott."),
    )
    assert (moved, type(extended)) == (True, ReferralRound)
    assert waiting_kinds(region.process_unit) == ["compile"]
    assert not engine.advance(referral_round)


def test_ten_replacements_begun_at_once_are_one(region, place):
    """Seen red without the question whether one is under way in ``begin_replacement``."""
    factories.released_answer(region, place)
    writer = region.representative(place.unit)
    begun = together(*[lambda: engine.replace_answer(place, by=fresh(writer)) for _ in range(10)])
    assert kinds(begun) == ["AlreadyDone"] * 9 + ["Answer"]
    assert waiting_nodes() == ["prepare_answer"]


@TURNS
def test_an_answer_by_post_and_one_given_here_at_once_count_once(turn, region, place):
    """Seen red with ``receive_answer`` not asking whether an answer is waited for."""
    answer = factories.approved_answer(region, place)
    writer = region.representative(place.unit)
    original = Original("svar.txt", BytesIO(b"Vi delar bilden."), 16)
    both = together(
        lambda: engine.release(answer, by=fresh(writer)),
        lambda: engine.receive_answer(
            place, by=fresh(region.owner), via="post", received_on=clock.today(), original=original
        ),
    )
    assert set(kinds(both)) <= {"Answer", "RecipientHasEnded"}
    current = Answer.objects.filter(parties__recipient=place, parties__current=True)
    assert list(current.values_list("state", flat=True)) == ["released"]
    assert Answer.objects.filter(parties__recipient=place, state="released").count() == 1
