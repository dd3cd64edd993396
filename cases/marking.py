"""Marking comments (synpunkter) in what was submitted, and what is read without comment."""

from typing import Any

from django.db import IntegrityError, transaction

from ledger.events import record
from ledger.numbers import Series, claim
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, coverage
from .boxes import Box, shown
from .coverage import Span
from .locks import shared_state
from .models import Answer, AnswerItem, AnswerParty, Comment, Field, ReadMark, ReferralRound
from .reasons import said
from .text import normalise
from .weighing_errors import (
    CommentDropped,
    CommentNotOutdated,
    CommentOutdated,
    MarkedMeanwhile,
    NotInNewAnswer,
    RoundNotWeighed,
    WordsAlreadyMarked,
    WordsNotFound,
)
from .work_items import finish_items

OVERLAP = "no_words_in_two_comments"


def mark(box: Box, quote: str, *, by: User, near: int = 0) -> Comment:
    """Mark an excerpt of the box, the occurrence nearest to ``near``, as the round's next comment.

    Raises WordsNotFound, WordsAlreadyMarked, CommentOutdated (the answer no longer counts),
    RoundNotWeighed.
    """
    span = coverage.locate(box.text, quote, near=near)
    if span is None:
        raise WordsNotFound
    with work():
        referral_round = weighed(box.recipient.round)
        _hold(box.answer)
        refuse_outdated(box.answer)
        if coverage.overlaps(_taken(box), span):
            raise WordsAlreadyMarked
        words = box.text[span.start : span.end]
        return _number(referral_round, box, by, quote=words, start=span.start, end=span.end)


def mark_whole(box: Box, *, by: User) -> Comment:
    """The box as a whole is one comment."""
    span = coverage.whole(box.text)
    if span is None:
        raise WordsNotFound
    return mark(box, box.text[span.start : span.end], by=by)


def mark_in_file(box: Box, *, by: User, quote: str, place: str = "") -> Comment:
    """Register a comment that stands in an attached file, as somebody read it there."""
    words = normalise(quote).strip()
    if not words or box.attachment is None:
        raise WordsNotFound
    with work():
        referral_round = weighed(box.recipient.round)
        refuse_outdated(box.answer)
        return _number(referral_round, box, by, quote=words, place=normalise(place).strip()[:80])


def mark_read(box: Box, *, by: User, seen: str | None = None) -> ReadMark:
    """Everything in the box that is no comment has been read; a second time changes nothing.

    ``seen`` is the ``shown`` of the box as the reader had it: words whose comment was struck meanwhile
    were never read by anybody, and MarkedMeanwhile is raised.
    """
    with work():
        referral_round = weighed(box.recipient.round)
        _hold(box.answer)
        refuse_outdated(box.answer)
        if seen is not None and seen != shown(_taken(box)):
            raise MarkedMeanwhile
        mark, made = ReadMark.objects.get_or_create(
            answer=box.answer,
            item=box.item,
            attachment=box.attachment,
            field=box.field,
            defaults={"round": referral_round, "read_at": clock.now(), "read_by": by},
        )
        if made:
            _record("comment.read", referral_round, by, mark, box=box.key)
        return mark


def drop(comment: Comment, *, by: User, reason: str) -> Comment:
    """Strike a comment that was marked by mistake, or is gone from the new answer; its words are unread again."""
    why = said(reason)[:500]
    with work():
        weighed(comment.round)
        _hold(comment.answer)
        locked = lock_comment(comment)
        locked.state = Comment.State.DROPPED
        locked.dropped_at, locked.dropped_by, locked.drop_reason = clock.now(), by, why
        locked.former_disposition, locked.disposition = locked.disposition, None
        locked.save()
        ReadMark.objects.filter(
            answer=locked.answer_id, item=locked.item_id, attachment=locked.attachment_id, field=locked.field
        ).delete()
        finish_items(locked, by=by)
        _record("comment.dropped", locked.round, by, locked)
        return locked


def carry_over(comment: Comment, *, by: User) -> Comment:
    """Let a comment stand in the answer that replaced its own; it keeps its number and is weighed again.

    Raises CommentNotOutdated, NotInNewAnswer, WordsAlreadyMarked.
    """
    with work():
        weighed(comment.round)
        locked = lock_comment(comment)
        if is_current(locked.answer):
            raise CommentNotOutdated
        item, span = _found_again(locked)
        _hold(item.answer)
        locked.carried_from, locked.answer, locked.item = locked.answer, item.answer, item
        locked.start, locked.end = span.start, span.end
        locked.quote = getattr(item, locked.field)[span.start : span.end]
        locked.former_disposition = locked.disposition or locked.former_disposition
        locked.disposition = None
        _save_or_refuse(locked)
        _record("comment.carried", locked.round, by, locked)
        return locked


def weighed(referral_round: ReferralRound) -> ReferralRound:
    """Hold the round still while its comments are worked on; raises RoundNotWeighed."""
    if shared_state(referral_round) != ReferralRound.State.COMPILED:
        raise RoundNotWeighed
    return referral_round


def lock_comment(comment: Comment) -> Comment:
    """The comment as it is now, ours until we commit; raises CommentDropped.

    Locked first and read afterwards: a row that was waited for comes with the relations it had before.
    """
    Comment.objects.select_for_update().only("pk").get(pk=comment.pk)
    rows = Comment.objects.select_related("round__case", "round__unit", "answer", "disposition", "recipient")
    locked = rows.get(pk=comment.pk)
    if locked.state == Comment.State.DROPPED:
        raise CommentDropped
    return locked


def is_current(answer: Answer) -> bool:
    """Whether the answer counts for somebody: given, neither replaced nor taken back."""
    return AnswerParty.objects.filter(answer=answer, current=True).exists()


def refuse_outdated(answer: Answer) -> None:
    """Raises CommentOutdated for an answer that no longer counts."""
    if not is_current(answer):
        raise CommentOutdated


def _hold(answer: Answer) -> None:
    """One person at a time marks in an answer: two that met in the rule against overlaps deadlocked."""
    Answer.objects.select_for_update(no_key=True).only("pk").get(pk=answer.pk)


def _taken(box: Box) -> list[Span]:
    rows = Comment.objects.filter(
        answer=box.answer, item=box.item, field=box.field, state=Comment.State.ACTIVE, attachment=None
    )
    return [Span(start, end) for start, end in rows.values_list("start", "end")]


def _number(referral_round: ReferralRound, box: Box, by: User, **place: Any) -> Comment:
    comment = Comment(
        round=referral_round,
        recipient=box.recipient,
        answer=box.answer,
        item=box.item,
        attachment=box.attachment,
        field=box.field,
        section_version=box.section,
        marked_at=clock.now(),
        marked_by=by,
        **place,
    )
    _save_or_refuse(comment)
    claim(Series(f"comments:{referral_round.pk}", 0), comment)
    _record("comment.marked", referral_round, by, comment)
    return comment


def _save_or_refuse(comment: Comment) -> None:
    """Two people may mark the same words at once: the database lets one through."""
    try:
        with transaction.atomic():
            comment.save()
    except IntegrityError as error:
        if OVERLAP in str(error):
            raise WordsAlreadyMarked from error
        raise


def _found_again(comment: Comment) -> tuple[AnswerItem, Span]:
    if comment.field not in {Field.COMMENT, Field.WORDING} or comment.item is None:
        raise NotInNewAnswer
    item = (
        AnswerItem.objects.filter(
            answer__parties__recipient=comment.recipient_id,
            answer__parties__current=True,
            answer__state=Answer.State.RELEASED,
            question=comment.item.question_id,
        )
        .select_related("answer")
        .first()
    )
    span = coverage.locate(getattr(item, comment.field), comment.quote, near=comment.start) if item else None
    if item is None or span is None:
        raise NotInNewAnswer
    return item, span


def _record(kind: str, referral_round: ReferralRound, by: User, subject: Any, **data: Any) -> None:
    record(
        kind,
        by=by,
        on_behalf_of=access.acting_for(by, "weigh", referral_round.unit),
        case=referral_round.case,
        subject=subject,
        **data,
    )
