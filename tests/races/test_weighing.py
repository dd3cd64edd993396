"""Several people weigh one round at once, and somebody closes it."""

import time

import pytest

from cases import (
    answer_text,
    answers,
    boxes,
    circle,
    closing,
    feedback,
    ledger_of_comments,
    marking,
    outcome,
    weighing,
)
from cases.models import Comment, Decision, Disposition, Document, Feedback, ReadMark, WorkItem
from cases.outcome_errors import AlreadyReplied, VersionChanged
from cases.weighing_errors import WeighedMeanwhile, WordsAlreadyMarked
from directives.models import SteeringDocument
from ledger.models import Event
from organisation import clock
from tests import factories
from tests.races.support import fresh, kinds, together
from workflows import engine

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

TEN_WORDS = "ett två tre fyra fem sex sju åtta nio tio"


@pytest.fixture
def region():
    made = factories.world("SkaS", "SU")
    made.colleague = factories.person("officer", ("officer", made.process_unit))
    return made


def first_box(referral_round):
    """The first thing there is to read, as another request finds it."""
    return boxes.of_round(referral_round)[0]


def noted(referral_round, by):
    """Everything is one comment each, noted."""
    for box in boxes.of_round(referral_round):
        comment = marking.mark_whole(box, by=by)
        weighing.weigh(comment, by=by, version=0, outcome="noted", reason="Tack.")


def test_ten_marks_at_once_are_ten_comments_numbered_without_a_gap(region):
    principles = factories.compiled_round(region, skas=TEN_WORDS)
    people = [region.owner, region.colleague] * 5
    marked = together(
        *[
            lambda word=word, who=who: marking.mark(first_box(principles), word, by=fresh(who))
            for word, who in zip(TEN_WORDS.split(), people, strict=True)
        ]
    )
    assert kinds(marked) == ["Comment"] * 10
    assert sorted(Comment.objects.values_list("number", flat=True)) == list(range(1, 11))
    assert boxes.of_round(principles)[0].is_read
    assert Event.objects.filter(kind="comment.marked").count() == 10


@pytest.mark.parametrize("turn", range(3))
def test_two_people_mark_the_same_words_and_one_is_told(turn, region):
    principles = factories.compiled_round(region, skas=TEN_WORDS)
    both = together(
        lambda: marking.mark(first_box(principles), "tre fyra fem", by=fresh(region.owner)),
        lambda: marking.mark(first_box(principles), "fem sex sju", by=fresh(region.colleague)),
    )
    assert kinds(both) == ["Comment", WordsAlreadyMarked.__name__]
    assert list(Comment.objects.values_list("number", flat=True)) == [1]


@pytest.mark.parametrize("turn", range(3))
def test_two_people_mark_the_same_words_of_an_abstention_and_one_is_told(turn, region):
    """No row of the answer holds those words, so the answer itself is held."""
    waiting = factories.open_round(region)
    skas, su = (factories.recipient(waiting, unit) for unit in region.administrations)
    factories.released_answer(region, su)
    begun = engine.acknowledge(skas, by=region.representative(skas.unit))
    chief = region.manager(skas.unit)
    engine.abstain(begun, by=chief, decider=chief, reason="Frågan berör inte oss alls.")
    engine.advance(waiting)
    principles = engine.compile_answers(waiting, by=region.owner)
    both = together(
        lambda: marking.mark(first_box(principles), "berör inte", by=fresh(region.owner)),
        lambda: marking.mark(first_box(principles), "inte oss", by=fresh(region.colleague)),
    )
    assert kinds(both) == ["Comment", WordsAlreadyMarked.__name__]


def test_ten_people_say_that_a_box_is_read_and_it_is_read_once(region):
    principles = factories.compiled_round(region)
    marks = together(
        *[lambda: marking.mark_read(first_box(principles), by=fresh(region.owner)) for _ in range(10)]
    )
    assert kinds(marks) == ["ReadMark"] * 10
    assert ReadMark.objects.count() == 1
    assert Event.objects.filter(kind="comment.read").count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_two_weigh_the_same_comment_and_the_second_keeps_both_texts(turn, region):
    principles = factories.compiled_round(region)
    comment = marking.mark_whole(first_box(principles), by=region.owner)

    def weigh(by, reason):
        row = Comment.objects.get(pk=comment.pk)
        return weighing.weigh(row, by=fresh(by), version=0, outcome="noted", reason=reason)

    both = together(lambda: weigh(region.owner, "En."), lambda: weigh(region.colleague, "Två."))
    assert kinds(both) == ["Disposition", WeighedMeanwhile.__name__]
    kept = next(one for one in both if isinstance(one, Disposition))
    assert list(Disposition.objects.values_list("pk", "reason", "version")) == [(kept.pk, kept.reason, 1)]
    told = next(one for one in both if isinstance(one, WeighedMeanwhile))
    assert str(told).startswith(kept.weighed_by.name)
    assert Event.objects.filter(kind="comment.weighed").count() == 1


def test_ten_weigh_again_what_is_gathered_and_one_wording_stays(region):
    principles = factories.compiled_round(region)
    comments = [marking.mark_whole(box, by=region.owner) for box in boxes.of_round(principles)]
    weighing.weigh(comments[0], by=region.owner, version=0, outcome="noted", reason="Tack.")
    weighing.gather(comments[1], comments[0], by=region.owner)

    def weigh(number):
        row = Comment.objects.get(pk=comments[number % 2].pk)
        by = fresh(region.owner)
        return weighing.weigh(row, by=by, version=1, outcome="not_heeded", reason=f"Nej {number}.")

    results = together(*[lambda number=number: weigh(number) for number in range(10)])
    assert kinds(results) == ["Disposition"] + [WeighedMeanwhile.__name__] * 9
    assert list(Disposition.objects.values_list("outcome", "version")) == [("not_heeded", 2)]


@pytest.mark.parametrize("turn", range(3))
def test_closing_from_two_tabs_closes_once_and_one_is_told(turn, region):
    principles = factories.compiled_round(region)
    noted(principles, region.owner)
    both = together(*[lambda: engine.close(principles, by=fresh(region.owner)) for _ in range(2)])
    assert kinds(both) == ["AlreadyDone", "ReferralRound"]
    assert what_a_closing_left() == (1, 1, 2, ["adopt"])


def what_a_closing_left():
    """Closings recorded, documents compiled, letters sent, what waits for the owner."""
    return (
        Event.objects.filter(kind="round.closed").count(),
        Document.objects.filter(kind="compilation", registered_at__isnull=False).count(),
        Feedback.objects.count(),
        list(WorkItem.objects.filter(done_at=None, role="process_owner").values_list("kind", flat=True)),
    )


@pytest.mark.parametrize("turn", range(5))
def test_a_replacement_given_while_the_round_is_closed_is_weighed_or_comes_after(turn, region):
    principles = factories.compiled_round(region)
    place = factories.recipient(principles, region.administrations[0])
    replacement = approved_replacement(region, place)
    noted(principles, region.owner)
    released, closed = together(
        lambda: engine.release(replacement, by=fresh(region.representative(place.unit))),
        lambda: engine.close(principles, by=fresh(region.owner)),
    )
    assert type(released).__name__ == "Answer"
    assert type(closed).__name__ in {"ReferralRound", "NotReadyToClose"}
    principles.refresh_from_db()
    if principles.state == "closed":  # the letter tells of the answer that was weighed
        assert set(Feedback.objects.filter(recipient=place).values_list("answer", flat=True)) == {
            replacement.replaces_id
        }
    else:
        assert {block.kind for block in closing.blocks(principles)} == {"unread", "outdated"}
        assert Feedback.objects.count() == 0


def approved_replacement(region, place):
    """An answer in the place of the given one, ready to be given."""
    writer, chief = region.representative(place.unit), region.manager(place.unit)
    answer = engine.replace_answer(place, by=writer)
    item = answer_text.items(answer)[0]
    answers.save_field(item, "comment", "Vi har tänkt om.", version=0, by=writer)
    engine.submit(answer, by=writer)
    engine.approve(answer, by=chief, read_hash=answer_text.text_hash(answer_text.snapshot(answer)))
    return answer


@pytest.mark.parametrize("turn", range(3))
def test_a_comment_marked_while_the_round_is_closed_is_weighed_first_or_refused(turn, region):
    principles = factories.compiled_round(region, skas=TEN_WORDS)
    for box in boxes.of_round(principles):
        marking.mark_read(box, by=region.owner)
    marked, closed = together(
        lambda: marking.mark(first_box(principles), "tre", by=fresh(region.colleague)),
        lambda: engine.close(principles, by=fresh(region.owner)),
    )
    assert (type(marked).__name__, type(closed).__name__) in {
        ("Comment", "NotReadyToClose"),
        ("RoundNotWeighed", "ReferralRound"),
    }
    principles.refresh_from_db()
    assert ledger_of_comments.progress(principles).left == (0 if principles.state == "closed" else 1)


def test_feedback_answered_twice_at_once_is_answered_once(region):
    closed = factories.closed_round(region)
    unit = region.administrations[0]
    letter = feedback.letters_to(factories.recipient(closed, unit))[0].feedback
    people = [region.representative(unit), region.manager(unit)]
    replies = together(
        *[
            lambda who=who, meant=meant: feedback.reply(letter, by=fresh(who), meant=meant)
            for who, meant in zip(people, (True, False), strict=True)
        ]
    )
    assert kinds(replies) == [AlreadyReplied.__name__, "Feedback"]
    assert Event.objects.filter(kind="feedback.answered").count() == 1
    kept = Feedback.objects.get(pk=letter.pk).meant
    assert WorkItem.objects.filter(kind="feedback", done_at=None).count() == (0 if kept else 1)


@pytest.mark.parametrize("turn", range(3))
def test_two_decisions_at_once_are_one_with_the_first_number(turn, region):
    closed = factories.closed_round(region)
    read = outcome.proposal(closed).content_hash
    day = clock.today()
    both = together(
        *[
            lambda: engine.decide(closed, by=fresh(region.director), read_hash=read, valid_from=day)
            for _ in range(2)
        ]
    )
    assert kinds(both) == ["AlreadyDone", "Decision"]
    assert list(Decision.objects.values_list("sequence", flat=True)) == [1]
    assert SteeringDocument.objects.count() == 1
    assert Feedback.objects.filter(stage="final").count() == 2


@pytest.mark.parametrize("turn", range(3))
def test_a_late_change_and_a_decision_at_once_adopt_what_was_read_or_nothing(turn, region):
    closed = factories.closed_round(region)
    read = outcome.proposal(closed)
    section = read.sections.all()[0]

    def change():
        return outcome.change_proposal(
            closed,
            section.section,
            by=fresh(region.owner),
            read_hash=read.content_hash,
            heading=section.heading,
            text="Ny lydelse.",
            reason="Styrgruppen.",
        )

    def decide():
        by = fresh(region.director)
        return engine.decide(closed, by=by, read_hash=read.content_hash, valid_from=clock.today())

    changed, decided = together(change, decide)
    if isinstance(decided, Decision):
        assert type(changed).__name__ == "RoundNotClosed"
        assert decided.version == read
    else:
        assert (type(changed).__name__, type(decided)) == ("DocumentVersion", VersionChanged)
        assert not Decision.objects.exists()


@pytest.mark.parametrize("turn", range(3))
def test_two_late_changes_at_once_keep_one_and_tell_the_other(turn, region):
    closed = factories.closed_round(region)
    read = outcome.proposal(closed)
    sections = list(read.sections.all())

    def change(section):
        return outcome.change_proposal(
            closed,
            section.section,
            by=fresh(region.owner),
            read_hash=read.content_hash,
            heading=section.heading,
            text="Ny lydelse.",
            reason="Styrgruppen.",
        )

    both = together(*[lambda section=section: change(section) for section in sections])
    assert kinds(both) == ["DocumentVersion", VersionChanged.__name__]


def test_reopening_and_deciding_at_once_do_one_of_the_two(region):
    closed = factories.closed_round(region)
    read = outcome.proposal(closed).content_hash
    both = together(
        lambda: engine.reopen(closed, by=fresh(region.owner), reason="En sak till."),
        lambda: engine.decide(closed, by=fresh(region.director), read_hash=read, valid_from=clock.today()),
    )
    assert "AlreadyDone" in kinds(both)
    closed.refresh_from_db()
    nodes = [engine.open_task(closed.process, node) for node in flow_nodes(closed)]
    if closed.state == "decided":
        assert nodes == [None, None]
    else:
        assert (closed.state, nodes[0] is not None, nodes[1]) == ("compiled", True, None)


def flow_nodes(referral_round):
    """The steps of weighing and deciding."""
    flow = referral_round.process.flow_class
    return flow.weigh_comments, flow.decide_outcome


def test_a_position_is_recorded_while_the_round_changes_hands(region, monkeypatch):
    """Seen red when ``lock_round`` read the round in the statement that locked it: the row it had waited
    for belonged to another unit, and was not found."""
    closed = factories.closed_round(region)
    other = factories.unit("Kommunikation", kind="unit", parent=region.office, authority=region.office)
    group = factories.unit("Styrgruppen", kind="group", parent=region.region)
    move = circle._move_tasks
    monkeypatch.setattr(circle, "_move_tasks", lambda *facts: (time.sleep(0.5), move(*facts)))
    handed, endorsed = together(
        lambda: engine.reassign(closed, other, by=fresh(region.owner), reason="Ny ägare."),
        lambda: (time.sleep(0.2), endorse(closed, group, by=region.owner))[1],
    )
    assert [type(handed).__name__, type(endorsed).__name__] == ["ReferralRound", "Endorsement"]


def endorse(closed, group, by):
    """The group stands behind the proposal."""
    return outcome.endorse(closed, by=fresh(by), group=group, on=clock.today(), outcome="supports")
