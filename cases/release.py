"""Giving the answer on behalf of the administration, or abstaining.

A release commits alone, without the round's lock: a check of the whole round inside it rolled
answers back and deadlocked. Its event wakes the engine afterwards.
"""

from datetime import date, datetime

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, answer_text, deadlines
from .answers import open_answer, recipient_of
from .approvals import change_since_approval
from .errors import NotApproved, ReasonMissing, RoundNotOpen, TextChangedSinceApproval
from .locks import lock_recipient, shared_state
from .models import Answer, AnswerParty, Document, Recipient, ReferralRound, WorkItem
from .models.referral import ENDED_TIME
from .registration import register_document
from .text import normalise
from .work_items import finish_all, finish_items, open_items, owner_item

OWN_TASKS = (WorkItem.Kind.ANSWER, WorkItem.Kind.APPROVE, WorkItem.Kind.RELEASE)
OWN_KINDS = {"answer.released": "answer.given", "answer.abstained": "answer.declined"}


def release(answer: Answer, *, by: User) -> Answer:
    """Give the approved answer; it is registered at both authorities and flagged when late.

    Raises NotApproved, TextChangedSinceApproval (naming the word), AnswerClosed, RoundNotOpen.
    """
    with work():
        recipient, locked = _locked(answer)
        if locked.state != Answer.State.APPROVED:
            raise NotApproved
        change = change_since_approval(locked)
        if change:
            raise TextChangedSinceApproval(change=change)
        now = clock.now()
        locked.state = Answer.State.RELEASED
        locked.released_at, locked.released_by = now, by
        locked.released_hash = answer_text.text_hash(answer_text.snapshot(locked))
        _flag_lateness(locked, recipient, now)
        locked.document, locked.replaces = register_answer(recipient, by), standing(recipient)
        locked.save()
        replaced = take_over(locked, recipient, by)
        _close(recipient, locked, Recipient.State.ANSWERED, "answer.released", "release_answer", by, replaced)
        return locked


def abstain(answer: Answer, *, by: User, decider: User, reason: str) -> Answer:
    """Abstain from answering: a decision by a named decider with a reason, registered like an answer.

    Raises ReasonMissing, NotApproved (the decider may not decide this), AnswerClosed.
    """
    reason = normalise(reason).strip()
    if not reason:
        raise ReasonMissing
    with work():
        recipient, locked = _locked(answer)
        if not access.can(decider, "approve_answer", recipient):
            raise NotApproved
        now = clock.now()
        locked.state = Answer.State.ABSTAINED
        locked.abstained_at, locked.abstained_by = now, decider
        locked.abstain_reason = reason
        _flag_lateness(locked, recipient, now)
        locked.document, locked.replaces = register_answer(recipient, by), standing(recipient)
        locked.save()
        replaced = take_over(locked, recipient, by)
        _close(
            recipient, locked, Recipient.State.ABSTAINED, "answer.abstained", "approve_answer", by, replaced
        )
        return locked


def standing(recipient: Recipient) -> Answer | None:
    """The given answer that counts for the recipient now."""
    given = [Answer.State.RELEASED, Answer.State.ABSTAINED]
    return Answer.objects.filter(parties__recipient=recipient, parties__current=True, state__in=given).first()


def take_over(answer: Answer, recipient: Recipient, by: User) -> bool:
    """Let the answer count for its recipient; an earlier one is kept as replaced. Answers whether one was."""
    earlier = AnswerParty.objects.filter(recipient=recipient, current=True).exclude(answer=answer)
    given = Answer.objects.filter(
        parties__in=earlier, state__in=[Answer.State.RELEASED, Answer.State.ABSTAINED]
    )
    replaced = given.update(state=Answer.State.REPLACED, ended_at=clock.now(), ended_by=by)
    earlier.update(current=False)
    AnswerParty.objects.filter(recipient=recipient, answer=answer).update(current=True)
    return bool(replaced)


def _locked(answer: Answer) -> tuple[Recipient, Answer]:
    """Lock round, recipient, answer: the order everywhere is process, round, recipient, number series."""
    place = recipient_of(answer)
    shared_state(place.round)
    recipient = lock_recipient(place)  # last day, owner and state as they are now, not as they were read
    locked = open_answer(answer)
    if recipient.round.state in {ReferralRound.State.DRAFT, ReferralRound.State.CANCELLED}:
        raise RoundNotOpen
    return recipient, locked


def _flag_lateness(answer: Answer, recipient: Recipient, at: datetime) -> None:
    """Late answers are flagged, never refused."""
    last_day = recipient.last_day
    answer.late = last_day is not None and deadlines.is_late(at, last_day)
    answer.after_compilation = recipient.round.state in ENDED_TIME


def register_answer(recipient: Recipient, by: User, *, day: date | None = None) -> Document:
    """Register the answer as received by the sender, and as sent in the recipient's own diary.

    ``day`` is when it came, where that was before today.
    """
    title = f"{recipient.round.title} – {recipient.unit.short_name}"
    received = register_document(
        recipient.round.case,
        kind=Document.Kind.ANSWER,
        title=title,
        direction=Document.Direction.IN,
        counterpart=recipient.unit,
        by=by,
        day=day,
    )
    if recipient.case is not None:
        register_document(
            recipient.case,
            kind=Document.Kind.ANSWER,
            title=title,
            direction=Document.Direction.OUT,
            counterpart=recipient.round.unit,
            source=received,
            by=by,
            day=day,
        )
    return received


def _close(
    recipient: Recipient, answer: Answer, state: str, kind: str, action: str, by: User, replaced: bool
) -> None:
    Recipient.objects.filter(pk=recipient.pk).update(state=state)
    finish_items(recipient, *OWN_TASKS, by=by)
    finish_all(recipient.extensions.all(), by=by)
    tell_weighers(recipient, answer, replaced=replaced)
    behalf = access.acting_for(by, action, recipient.unit)
    if recipient.case is not None:
        own_kind = OWN_KINDS[kind]
        record(own_kind, by=by, on_behalf_of=behalf, case=recipient.case, unit=recipient.unit, subject=answer)
    record(
        kind,
        by=by,
        on_behalf_of=behalf,
        case=recipient.round.case,
        unit=recipient.unit,
        subject=answer,
        round=recipient.round_id,
        late=answer.late,
        after_compilation=answer.after_compilation,
        replaces=replaced,
    )


def tell_weighers(recipient: Recipient, answer: Answer, *, replaced: bool) -> None:
    """What comes after the answering time becomes a task: a late answer, or one to weigh anew."""
    if recipient.round.state in ENDED_TIME:
        kind = WorkItem.Kind.REPLACED if replaced else WorkItem.Kind.LATE_ANSWER
        open_items([owner_item(kind, recipient)])
