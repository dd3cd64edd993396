"""Marking and weighing comments, closing, deciding: what each verb leaves, refuses and repeats."""

from datetime import timedelta

import pytest

from cases import boxes, closing, feedback, marking, outcome, weighing
from cases.errors import AlreadyDone, DayHasPassed, ReasonMissing
from cases.models import Comment, Decision, Disposition, ReadMark, WorkItem
from cases.outcome_errors import (
    AlreadyReplied,
    GroupCannotDecide,
    NothingChanged,
    RoundNotClosed,
    VersionChanged,
)
from cases.weighing import Wording
from cases.weighing_errors import (
    ColleagueCannotWeigh,
    CommentDropped,
    CommentNotOutdated,
    NotReadyToClose,
    OtherNotWeighed,
    RoundNotWeighed,
    WeighedMeanwhile,
    WordingWithoutHeeding,
    WordsAlreadyMarked,
    WordsNotFound,
)
from organisation import clock
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db

WORDS = "Ordet lätt är otydligt. Vi saknar telefonen."


@pytest.fixture
def region():
    return factories.world("SkaS")


@pytest.fixture
def compiled(region):
    return factories.compiled_round(region, skas=WORDS)


def box_of(referral_round):
    return boxes.of_round(referral_round)[0]


def weigh(comment, region, version=0, **facts):
    facts = {"outcome": "noted", "reason": "Tack."} | facts
    return weighing.weigh(comment, by=region.owner, version=version, **facts)


def test_the_same_words_are_marked_once_and_unknown_words_not_at_all(region, compiled):
    marking.mark(box_of(compiled), "lätt är", by=region.owner)
    for words in ("lätt är", "är otydligt", "Ordet lätt"):
        with pytest.raises(WordsAlreadyMarked):
            marking.mark(box_of(compiled), words, by=region.owner)
    for words in ("brevlådan", "", "  "):
        with pytest.raises(WordsNotFound):
            marking.mark(box_of(compiled), words, by=region.owner)
    assert list(Comment.objects.values_list("number", "quote")) == [(1, "lätt är")]
    assert [span.start for span in box_of(compiled).unread] == [0, 14]


def test_a_dropped_comment_keeps_its_number_and_its_words_are_unread_again(region, compiled):
    comment = marking.mark_whole(box_of(compiled), by=region.owner)
    marking.mark_read(box_of(compiled), by=region.owner)
    with pytest.raises(ReasonMissing):
        marking.drop(comment, by=region.owner, reason=" ")
    dropped = marking.drop(comment, by=region.owner, reason="Fel ställe.")
    assert (dropped.number, dropped.state, dropped.drop_reason) == (1, "dropped", "Fel ställe.")
    assert (ReadMark.objects.count(), box_of(compiled).is_read) == (0, False)
    for verb in (
        lambda: marking.drop(comment, by=region.owner, reason="Igen."),
        lambda: weigh(comment, region),
        lambda: weighing.assign(comment, None, by=region.owner),
    ):
        with pytest.raises(CommentDropped):
            verb()
    assert marking.mark(box_of(compiled), "telefonen", by=region.owner).number == 2


def test_reading_a_box_twice_changes_nothing(region, compiled):
    first, second = [marking.mark_read(box_of(compiled), by=region.owner) for _ in range(2)]
    assert (first.pk, ReadMark.objects.count(), box_of(compiled).is_read) == (second.pk, 1, True)


def test_a_disposition_says_why_and_only_a_heeded_one_changes_the_text(region, compiled):
    comment = marking.mark_whole(box_of(compiled), by=region.owner)
    section = comment.section_version
    wording = Wording(section, section.heading, "Vi gör det enkelt.")
    with pytest.raises(ReasonMissing):
        weigh(comment, region, reason="\n")
    with pytest.raises(WordingWithoutHeeding):
        weigh(comment, region, outcome="not_heeded", wording=wording)
    assert not Disposition.objects.exists()
    same = weigh(comment, region, outcome="heeded", wording=Wording(section, section.heading, section.text))
    assert (same.text, same.heading, same.changes_text) == (None, None, False)
    changed = weigh(comment, region, version=1, outcome="partly", wording=wording)
    assert (changed.pk, changed.version, changed.text) == (same.pk, 2, "Vi gör det enkelt.")
    with pytest.raises(WeighedMeanwhile, match="Owner har vägt"):
        weigh(comment, region, version=1, reason="Gammal flik.")


def test_comments_are_gathered_under_a_weighed_one_and_set_apart_again(region, compiled):
    first, second = [
        marking.mark(box_of(compiled), words, by=region.owner) for words in ("Ordet", "telefonen")
    ]
    with pytest.raises(OtherNotWeighed):
        weighing.gather(second, first, by=region.owner)
    shared = weigh(first, region)
    assert weighing.gather(second, first, by=region.owner) == shared
    assert weighing.set_apart(second, by=region.owner).disposition is None
    assert [block.kind for block in closing.blocks(compiled)] == ["unread", "unweighed"]


def test_only_somebody_who_may_weigh_is_asked_to(region, compiled):
    comment = marking.mark_whole(box_of(compiled), by=region.owner)
    colleague = factories.person("officer", ("officer", region.process_unit))
    for person in (region.director, region.representative(region.administrations[0])):
        with pytest.raises(ColleagueCannotWeigh):
            weighing.assign(comment, person, by=region.owner)
    weighing.assign(comment, colleague, by=region.owner)
    assert list(WorkItem.objects.filter(kind="comment", done_at=None).values_list("user", "title")) == [
        (colleague.pk, f"{comment.number}. {comment.quote} · Styrande principer")
    ]
    weigh(comment, region)
    assert not WorkItem.objects.filter(kind="comment", done_at=None).exists()


def test_a_comment_in_the_answer_that_counts_is_not_carried_over(region, compiled):
    comment = marking.mark_whole(box_of(compiled), by=region.owner)
    with pytest.raises(CommentNotOutdated):
        marking.carry_over(comment, by=region.owner)


def test_closing_says_everything_that_is_missing_and_happens_once(region, compiled):
    comment = marking.mark(box_of(compiled), "telefonen", by=region.owner)
    with pytest.raises(NotReadyToClose, match=r"1 ruta är inte läst till slut\. 1 synpunkt är inte vägd\."):
        engine.close(compiled, by=region.owner)
    weigh(comment, region)
    marking.mark_read(box_of(compiled), by=region.owner)
    engine.close(compiled, by=region.owner)
    with pytest.raises(AlreadyDone):
        engine.close(compiled, by=region.owner)
    with pytest.raises(AlreadyDone):
        closing.close(compiled, by=region.owner)
    for verb in (
        lambda: marking.mark_read(box_of(compiled), by=region.owner),
        lambda: marking.drop(comment, by=region.owner, reason="Fel."),
        lambda: weigh(comment, region, version=1),
    ):
        with pytest.raises(RoundNotWeighed):
            verb()


def test_nothing_is_marked_or_closed_while_answers_are_waited_for(region):
    waiting = factories.open_round(region)
    place = factories.recipient(waiting, region.administrations[0])
    factories.released_answer(region, place)
    for verb in (
        lambda: marking.mark_whole(box_of(waiting), by=region.owner),
        lambda: marking.mark_read(box_of(waiting), by=region.owner),
        lambda: closing.close(waiting, by=region.owner),
    ):
        with pytest.raises(RoundNotWeighed):
            verb()


def test_a_decision_adopts_what_was_read_once_from_today_on(region):
    closed = factories.closed_round(region)
    read, today = outcome.proposal(closed), clock.today()

    def decide(read_hash=read.content_hash, day=today):
        return engine.decide(closed, by=region.director, read_hash=read_hash, valid_from=day)

    with pytest.raises(VersionChanged):
        decide(read_hash="0" * 64)
    with pytest.raises(DayHasPassed):
        decide(day=today - timedelta(days=1))
    decision = decide()
    assert (decision.version, decision.decider, decision.number) == (
        read,
        region.director,
        f"B {today.year}-0001",
    )
    with pytest.raises(AlreadyDone):
        decide()
    with pytest.raises(RoundNotClosed):
        outcome.ask_for_decision(closed, region.director, by=region.owner)
    assert Decision.objects.count() == 1


def test_a_group_takes_a_position_and_a_change_changes_something(region):
    closed = factories.closed_round(region)
    group = factories.unit("Styrgruppen", kind="group", parent=region.region)
    facts = {"by": region.owner, "on": clock.today()}
    with pytest.raises(GroupCannotDecide):
        outcome.endorse(closed, group=region.administrations[0], outcome="supports", **facts)
    with pytest.raises(ReasonMissing):
        outcome.endorse(closed, group=group, outcome="in_principle", **facts)
    read = outcome.proposal(closed)
    section = read.sections.all()[0]
    with pytest.raises(NothingChanged):
        outcome.change_proposal(
            closed,
            section.section,
            by=region.owner,
            read_hash=read.content_hash,
            heading=section.heading,
            text=section.text,
            reason="Ingen.",
        )
    closed.refresh_from_db()
    assert (closed.revised_version, closed.endorsements.count()) == (read, 0)


def test_a_letter_is_answered_once_and_a_no_becomes_the_owners_task(region):
    closed = factories.closed_round(region)
    place = factories.recipient(closed, region.administrations[0])
    letter, writer = place.feedback.get(), region.representative(place.unit)
    replied = feedback.reply(letter, by=writer, meant=False, remark=" Vi menade telefonen. ")
    assert (replied.meant, replied.remark, replied.responded_by) == (False, "Vi menade telefonen.", writer)
    assert feedback.unread_replies(closed) == {place.pk}
    with pytest.raises(AlreadyReplied):
        feedback.reply(letter, by=writer, meant=True)
    feedback.mark_read(place, by=region.owner)
    assert feedback.unread_replies(closed) == set()
