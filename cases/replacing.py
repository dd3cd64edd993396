"""Changing an answer that was given: a new one grows from it, or it is taken back. The original stays."""

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access
from .answer_tasks import answer_item
from .answers import OPEN, lay_out, open_answer
from .errors import AlreadyDecided, AlreadyDone, AnswerNotGiven, RecipientHasEnded, RoundNotOpen
from .locks import lock_recipient, shared_state
from .models import Answer, AnswerAttachment, AnswerItem, Recipient, ReferralRound
from .reasons import said
from .release import OWN_TASKS, tell_weighers
from .stopping import end_requests
from .work_items import finish_items, open_items

GIVEN = (Answer.State.RELEASED, Answer.State.ABSTAINED)
CLOSED_TO_ANSWERS = {ReferralRound.State.DRAFT, ReferralRound.State.CANCELLED}


def begin_replacement(recipient: Recipient, *, by: User) -> Answer:
    """Begin an answer with the words of the latest one; that one counts until the new one is given.

    Raises AlreadyDone when one is under way, RoundNotOpen, AnswerNotGiven before there is any.
    """
    with work():
        locked = _open_place(recipient)
        if locked.state == Recipient.State.WITHDRAWN:
            raise RecipientHasEnded
        if Answer.objects.filter(parties__recipient=locked, state__in=OPEN).exists():
            raise AlreadyDone
        earlier = (
            Answer.objects.filter(parties__recipient=locked).order_by("-parties__current", "-pk").first()
        )
        if earlier is None:
            raise AnswerNotGiven
        given = earlier if earlier.document_id else None
        answer = lay_out(locked, by, replaces=given, level=earlier.level)
        _copy_words(earlier, answer, by)
        if locked.state == Recipient.State.RETRACTED:
            locked.state = Recipient.State.PREPARING
            locked.save(update_fields=["state"])
        open_items([answer_item(locked)])
        record(
            "answer.reopened",
            by=by,
            on_behalf_of=access.acting_for(by, "prepare_answer", locked.unit),
            case=locked.case,
            subject=answer,
            restricted_to=locked.unit,
        )
        return answer


def withdraw_answer(answer: Answer, *, by: User, reason: str) -> Answer:
    """Take a given answer back, saying why; the registered original is kept and no longer counts.

    Raises AnswerNotGiven, RoundNotOpen, AlreadyDecided, ReasonMissing.
    """
    why = said(reason)
    with work():
        recipient = _open_place(_place_of(answer))
        if recipient.round.state == ReferralRound.State.DECIDED:
            raise AlreadyDecided
        locked = Answer.objects.select_for_update(no_key=True).get(pk=answer.pk)
        if locked.state not in GIVEN:
            raise AnswerNotGiven
        locked.state = Answer.State.WITHDRAWN
        locked.ended_at, locked.ended_by, locked.end_reason = clock.now(), by, why
        locked.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
        locked.parties.filter(recipient=recipient).update(current=False)
        recipient.state = Recipient.State.RETRACTED
        recipient.save(update_fields=["state"])
        if recipient.round.state == ReferralRound.State.OPEN:
            open_items([answer_item(recipient, asked_by=recipient.round.dispatched_by)])
        tell_weighers(recipient, locked, replaced=True)
        if recipient.case is not None:
            record("answer.recalled", by=by, case=recipient.case, unit=recipient.unit, subject=locked)
        record(
            "answer.withdrawn",
            by=by,
            on_behalf_of=access.acting_for(by, "release_answer", recipient.unit),
            case=recipient.round.case,
            unit=recipient.unit,
            subject=locked,
            round=recipient.round_id,
        )
        return locked


def drop_replacement(answer: Answer, *, by: User, reason: str) -> Answer:
    """Stop changing: the answer under way is never given, its words stay with those who wrote them.

    What was given before counts as it did; after a withdrawal nothing counts and an answer is waited
    for again. Raises AnswerNotGiven for a first answer, AnswerClosed once it was given or stopped.
    """
    with work():
        recipient = _open_place(_place_of(answer))
        locked = open_answer(answer)
        if not is_replacement(recipient, locked):
            raise AnswerNotGiven
        locked.state = Answer.State.STOPPED
        locked.ended_at, locked.ended_by, locked.end_reason = clock.now(), by, reason
        locked.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
        end_requests([locked], by)
        finish_items(recipient, *OWN_TASKS, by=by)
        if not _counts(recipient):
            _wait_for_another(locked, recipient)
        record(
            "answer.dropped",
            by=by,
            on_behalf_of=access.acting_for(by, "prepare_answer", recipient.unit),
            case=recipient.case,
            subject=locked,
            restricted_to=recipient.unit,
        )
        return locked


def is_replacement(recipient: Recipient, answer: Answer) -> bool:
    """Whether the answer under way follows one that was given: nothing is lost when it is dropped."""
    given_once = Answer.objects.filter(parties__recipient=recipient, document__isnull=False)
    return answer.is_open and given_once.exists()


def _counts(recipient: Recipient) -> bool:
    return Answer.objects.filter(
        parties__recipient=recipient, parties__current=True, state__in=GIVEN
    ).exists()


def _wait_for_another(dropped: Answer, recipient: Recipient) -> None:
    dropped.parties.filter(recipient=recipient).update(current=False)
    recipient.state = Recipient.State.RETRACTED
    recipient.save(update_fields=["state"])
    open_items([answer_item(recipient, asked_by=recipient.round.dispatched_by)])


def _open_place(recipient: Recipient) -> Recipient:
    if shared_state(recipient.round) in CLOSED_TO_ANSWERS:
        raise RoundNotOpen
    return lock_recipient(recipient)


def _place_of(answer: Answer) -> Recipient:
    return Recipient.objects.select_related("round").filter(answers__answer=answer).order_by("pk")[0]


def _copy_words(earlier: Answer, answer: Answer, by: User) -> None:
    said_before = {item.question_id: item for item in earlier.items.all()}
    rows = [row for row in answer.items.all() if row.question_id in said_before]
    for row in rows:
        before = said_before[row.question_id]
        for field in AnswerItem.FIELDS:
            setattr(row, field, getattr(before, field))
    AnswerItem.objects.bulk_update(rows, AnswerItem.FIELDS)
    AnswerAttachment.objects.bulk_create(
        AnswerAttachment(answer=answer, file=old.file, name=old.name, added_at=clock.now(), added_by=by)
        for old in earlier.attachments.select_related("file")
    )
