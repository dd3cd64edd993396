"""Giving the answer on behalf of the administration, or abstaining.

A release commits alone, without the round's lock: a check of the whole round inside it rolled
answers back and deadlocked. Its event wakes the engine afterwards.
"""

from datetime import datetime

from django.db import connection

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, answer_text, deadlines
from .answers import open_answer, recipient_of
from .approvals import change_since_approval
from .errors import NotApproved, ReasonMissing, RoundNotOpen, TextChangedSinceApproval
from .models import Answer, Document, Recipient, ReferralRound, WorkItem
from .registration import register_document
from .text import normalise
from .work_items import finish_items, item_for_role, open_items

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
        locked.document = _register(recipient, by)
        locked.save()
        _close(recipient, locked, Recipient.State.ANSWERED, "answer.released", "release_answer", by)
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
        locked.document = _register(recipient, by)
        locked.save()
        _close(recipient, locked, Recipient.State.ABSTAINED, "answer.abstained", "approve_answer", by)
        return locked


def _locked(answer: Answer) -> tuple[Recipient, Answer]:
    """Lock round, recipient, answer: the order everywhere is process, round, recipient, number series."""
    recipient = recipient_of(answer)
    recipient.round.state = _shared_state(recipient.round)
    Recipient.objects.select_for_update(no_key=True).get(pk=recipient.pk)
    locked = open_answer(answer)
    if recipient.round.state == ReferralRound.State.DRAFT:
        raise RoundNotOpen
    return recipient, locked


def _shared_state(referral_round: ReferralRound) -> str:
    """The round's state, held still until we commit: compiling waits for releases, they never for each other.

    Without it an answer given just after the compilation was taken for one that came before.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM cases_referralround WHERE id = %s FOR SHARE", [referral_round.pk])
        return cursor.fetchone()[0]


def _flag_lateness(answer: Answer, recipient: Recipient, at: datetime) -> None:
    """Late answers are flagged, never refused."""
    last_day = recipient.last_day
    answer.late = last_day is not None and deadlines.is_late(at, last_day)
    answer.after_compilation = recipient.round.state == ReferralRound.State.COMPILED


def _register(recipient: Recipient, by: User) -> Document:
    """Register the answer as received by the sender, and as sent in the recipient's own diary."""
    title = f"{recipient.round.title} – {recipient.unit.short_name}"
    received = register_document(
        recipient.round.case,
        kind=Document.Kind.ANSWER,
        title=title,
        direction=Document.Direction.IN,
        counterpart=recipient.unit,
        by=by,
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
        )
    return received


def _close(recipient: Recipient, answer: Answer, state: str, kind: str, action: str, by: User) -> None:
    Recipient.objects.filter(pk=recipient.pk).update(state=state)
    finish_items(recipient, by=by)
    if answer.after_compilation:
        open_items([_late_item(recipient)])
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
    )


def _late_item(recipient: Recipient) -> WorkItem:
    item = item_for_role(
        WorkItem.Kind.LATE_ANSWER,
        unit=recipient.round.unit,
        role="process_owner",
        target=recipient,
        title=f"{recipient.unit.name}: {recipient.round.title}",
        case=recipient.round.case,
    )
    item.target_public_id = recipient.round.public_id
    return item
