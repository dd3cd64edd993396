"""The rules of answering: saving, asking, approving, giving, abstaining, compiling."""

from datetime import timedelta

import pytest
import time_machine

from cases import answer_text, answers, asking, compilation
from cases.errors import (
    AlreadyDone,
    AnswerClosed,
    ColleagueWasFaster,
    NotApproved,
    NothingAnswered,
    ReasonMissing,
    TextChangedSinceApproval,
    TextChangedWhileReading,
    UnknownStance,
)
from cases.models import Answer, Document, ItemRequest, Recipient, WorkItem
from ledger.models import Event
from organisation import clock
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def referral_round(region):
    return factories.open_round(region)


@pytest.fixture
def place(region, referral_round):
    return factories.recipient(referral_round, region.administrations[0])


@pytest.fixture
def writer(region, place):
    return region.representative(place.unit)


@pytest.fixture
def chief(region, place):
    return region.manager(place.unit)


def hash_of(answer):
    return answer_text.text_hash(answer_text.snapshot(answer))


def test_a_newer_text_is_never_overwritten_and_the_same_words_are_no_conflict(region, place, writer):
    item = answer_text.items(factories.begun_answer(region, place, comment="Först."))[0]
    assert answers.save_field(item, "comment", "Sedan.", version=1, by=writer) == 2
    with pytest.raises(ColleagueWasFaster):
        answers.save_field(item, "comment", "För sent.", version=1, by=writer)
    assert answers.save_field(item, "comment", "Sedan.", version=1, by=writer) == 2
    item.refresh_from_db()
    assert (item.comment, item.comment_version, item.stance_version) == ("Sedan.", 2, 1)


@pytest.mark.parametrize("code", ["abstain", "agree_with_remarks", "nonsense"])
def test_a_section_takes_only_its_own_scale(region, place, writer, code):
    item = answer_text.items(factories.begun_answer(region, place))[0]
    with pytest.raises(UnknownStance):
        answers.save_field(item, "stance", code, version=1, by=writer)


def test_an_empty_answer_is_not_sent(region, place, writer):
    answer = engine.acknowledge(place, by=writer)
    with pytest.raises(NothingAnswered):
        engine.submit(answer, by=writer)
    answer.refresh_from_db()
    assert answer.state == Answer.State.DRAFT


def test_an_approval_holds_for_the_text_that_was_read(region, place, writer, chief):
    answer = factories.begun_answer(region, place)
    engine.submit(answer, by=writer)
    read = hash_of(answer)
    answers.save_field(answer_text.items(answer)[0], "comment", "Nytt.", version=1, by=writer)
    with pytest.raises(TextChangedWhileReading):
        engine.approve(answer, by=chief, read_hash=read)
    assert answer.approvals.count() == 0


@pytest.mark.parametrize("change", ["comment", "level", "attachment"])
def test_anything_changed_after_the_approval_stops_the_release(region, place, writer, change):
    import io

    from cases import attachments

    answer = factories.approved_answer(region, place)
    if change == "comment":
        answers.save_field(answer_text.items(answer)[0], "comment", "Nytt.", version=1, by=writer)
    if change == "level":
        answers.set_level(answer, "body", by=writer)
    if change == "attachment":
        attachments.attach(answer, name="a.txt", stream=io.BytesIO(b"a"), size=1, by=writer)
    with pytest.raises(TextChangedSinceApproval):
        engine.release(answer, by=writer)
    assert not Document.objects.filter(kind="answer").exists()


def test_a_return_says_why(region, place, writer, chief):
    answer = factories.begun_answer(region, place)
    engine.submit(answer, by=writer)
    with pytest.raises(ReasonMissing):
        engine.return_for_changes(answer, by=chief, comment="  ")
    engine.return_for_changes(answer, by=chief, comment="Skriv tydligare.")
    answer.refresh_from_db()
    assert (answer.state, answer.approvals.get().comment) == (Answer.State.DRAFT, "Skriv tydligare.")


def test_a_release_is_registered_at_both_and_says_on_whose_behalf(region, referral_round, place, writer):
    answer = factories.released_answer(region, place)
    received, sent = Document.objects.filter(kind="answer").order_by("pk")
    assert (received.case, received.direction, received.counterpart) == (
        referral_round.case,
        "in",
        place.unit,
    )
    assert (sent.case, sent.direction, sent.source) == (place.case, "out", received)
    assert (answer.document, answer.released_by, answer.late) == (received, writer, False)
    assert WorkItem.objects.filter(done_at=None, unit=place.unit).count() == 0


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_the_last_day_is_in_time_and_the_day_after_is_late(region, place, days, late):
    day = place.round.last_day + timedelta(days=days)
    with time_machine.travel(f"{day} 12:00 +0100", tick=False):
        assert factories.released_answer(region, place).late is late


def test_abstaining_is_a_decision_with_a_decider_who_may_decide_and_a_reason(region, place, writer, chief):
    answer = factories.begun_answer(region, place)
    stranger = region.manager(region.administrations[1])
    for decider in (writer, stranger, region.owner):
        with pytest.raises(NotApproved):
            engine.abstain(answer, by=writer, decider=decider, reason="Berör oss inte.")
    with pytest.raises(ReasonMissing):
        engine.abstain(answer, by=writer, decider=chief, reason=" ")
    done = engine.abstain(answer, by=writer, decider=chief, reason="Berör oss inte.")
    assert (done.state, done.abstained_by, done.abstain_reason) == ("abstained", chief, "Berör oss inte.")
    assert Recipient.objects.get(pk=place.pk).state == "abstained"
    with pytest.raises(AnswerClosed):
        answers.save_field(answer.items.all()[0], "comment", "Ändå.", version=1, by=writer)


def test_silence_is_not_consent_and_does_not_hold_the_round_for_ever(region, referral_round, place):
    factories.released_answer(region, place)
    assert not compilation.is_complete(referral_round, today=referral_round.last_day)
    assert compilation.is_complete(referral_round, today=referral_round.last_day + timedelta(days=1))
    silent = Recipient.objects.exclude(pk=place.pk).get()
    assert silent.state == "sent"


def test_compiling_happens_once_and_a_later_answer_is_marked(region, referral_round, place):
    other = factories.recipient(referral_round, region.administrations[1])
    factories.released_answer(region, place)
    with time_machine.travel(f"{referral_round.last_day + timedelta(days=1)} 12:00 +0100", tick=False):
        assert engine.advance(referral_round)
        engine.compile_answers(referral_round, by=region.owner)
        with pytest.raises(AlreadyDone):
            engine.compile_answers(referral_round, by=region.owner)
        late = factories.released_answer(region, other)
    assert (late.late, late.after_compilation) == (True, True)
    assert Event.objects.filter(kind="round.compiled").count() == 1


def test_asking_again_replaces_the_open_request_and_both_leave_the_list(region, place, writer):
    item = answer_text.items(factories.begun_answer(region, place))[1]
    first, second = (factories.person(name, ("member", place.unit)) for name in ("ett", "två"))
    asking.ask_colleague(item, first, by=writer)
    request = asking.ask_colleague(item, second, by=writer)
    waiting = WorkItem.objects.filter(kind="section", done_at=None)
    assert [row.user for row in waiting] == [second]
    asking.finish_request(request, by=second)
    assert not waiting.all().exists()
    assert ItemRequest.objects.filter(done_at=None, withdrawn_at=None).count() == 0


def test_what_a_unit_does_with_its_answer_is_told_to_that_unit_alone(region, place, writer, chief):
    answer = factories.begun_answer(region, place)
    answers.take_coordination(place, by=writer)
    asking.ask_colleague(answer_text.items(answer)[1], chief, by=writer)
    engine.submit(answer, by=writer)
    engine.return_for_changes(answer, by=chief, comment="Skriv mer.")
    engine.submit(answer, by=writer)
    engine.approve(answer, by=chief, read_hash=hash_of(answer))
    inner = (
        "answer.coordinated",
        "answer.colleague_asked",
        "answer.submitted",
        "answer.returned",
        "answer.approved",
    )
    told = Event.objects.filter(kind__in=inner)
    assert set(told.values_list("restricted_to_id", flat=True)) == {place.unit_id}
    assert set(told.values_list("kind", flat=True)) == set(inner)
    assert not told.filter(case_id=place.round.case_id).exists()


def test_coordination_is_one_person_at_a_time_and_the_latest_holds_it(region, place, writer):
    other = factories.person("second", ("representative", place.unit))
    answers.take_coordination(place, by=writer)
    assert answers.take_coordination(place, by=other).coordinator == other
    assert Recipient.objects.get(pk=place.pk).coordinated_at <= clock.now()


def test_nobody_takes_the_coordination_of_an_answer_that_is_given(region, place, writer):
    factories.released_answer(region, place)
    with pytest.raises(AnswerClosed):
        answers.take_coordination(place, by=writer)
    assert Recipient.objects.get(pk=place.pk).coordinator is None
