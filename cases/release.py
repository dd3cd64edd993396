"""Giving the answer on behalf of the administration, or abstaining.

A release commits alone, without the round's lock: a check of the whole round inside it rolled
answers back and deadlocked. Its event wakes the engine afterwards.
"""

from datetime import date, datetime

from ledger.events import record, together
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, answer_text, deadlines
from .approvals import change_since_approval
from .errors import AnswerClosed, NotApproved, ReasonMissing, RoundNotOpen, TextChangedSinceApproval
from .locks import lock_place_of
from .models import Answer, AnswerParty, Document, Recipient, ReferralRound, WorkItem
from .models.referral import ENDED_TIME
from .registration import register_passed_on
from .text import normalise
from .work_items import finish_place, open_items, owner_item

OWN_TASKS = (WorkItem.Kind.ANSWER, WorkItem.Kind.APPROVE, WorkItem.Kind.RELEASE)
GIVEN = ("state", "late", "after_compilation", "document", "replaces")


def release(answer: Answer, *, by: User) -> Answer:
    """Give the approved answer; it is registered at both authorities and flagged when late.

    Raises NotApproved, TextChangedSinceApproval (naming the word), AnswerClosed, RoundNotOpen.
    """
    with work(), together():
        party = _locked(answer)
        locked = party.answer
        if locked.state != Answer.State.APPROVED:
            raise NotApproved
        words = answer_text.snapshot(locked)
        change = change_since_approval(locked, words)
        if change:
            raise TextChangedSinceApproval(change=change)
        locked.state = Answer.State.RELEASED
        locked.released_at, locked.released_by = clock.now(), by
        locked.released_hash = answer_text.text_hash(words)
        replaced = _give(party, by, locked.released_at, "released_at", "released_by", "released_hash")
        _close(party, Recipient.State.ANSWERED, by=by, replaced=replaced)
        _tell(party, "answer.released", "answer.given", "release_answer", by=by, replaced=replaced)
        return locked


def abstain(answer: Answer, *, by: User, decider: User, reason: str) -> Answer:
    """Abstain from answering: a decision by a named decider with a reason, registered like an answer.

    Raises ReasonMissing, NotApproved (the decider may not decide this), AnswerClosed.
    """
    reason = normalise(reason).strip()
    if not reason:
        raise ReasonMissing
    with work(), together():
        party = _locked(answer)
        locked = party.answer
        if not access.can(decider, "approve_answer", party.recipient):
            raise NotApproved
        locked.state = Answer.State.ABSTAINED
        locked.abstained_at, locked.abstained_by = clock.now(), decider
        locked.abstain_reason = reason
        replaced = _give(party, by, locked.abstained_at, "abstained_at", "abstained_by", "abstain_reason")
        _close(party, Recipient.State.ABSTAINED, by=by, replaced=replaced)
        _tell(party, "answer.abstained", "answer.declined", "approve_answer", by=by, replaced=replaced)
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


def _locked(answer: Answer) -> AnswerParty:
    party = lock_place_of(answer)
    if not party.answer.is_open:
        raise AnswerClosed
    if party.recipient.round.state in {ReferralRound.State.DRAFT, ReferralRound.State.CANCELLED}:
        raise RoundNotOpen
    return party


def _give(party: AnswerParty, by: User, at: datetime, *changed: str) -> bool:
    """Register the answer as given and let it count; answers whether an earlier one was replaced."""
    answer, recipient = party.answer, party.recipient
    _flag_lateness(answer, recipient, at)
    answer.document = register_answer(recipient, by)
    # an answer that counts from its first word replaces none: the database lets only one count
    answer.replaces = None if party.current else standing(recipient)
    answer.save(update_fields=[*GIVEN, *changed])
    return not party.current and take_over(answer, recipient, by)


def _flag_lateness(answer: Answer, recipient: Recipient, at: datetime) -> None:
    """Late answers are flagged, never refused."""
    last_day = recipient.last_day
    answer.late = last_day is not None and deadlines.is_late(at, last_day)
    answer.after_compilation = recipient.round.state in ENDED_TIME


def register_answer(recipient: Recipient, by: User, *, day: date | None = None) -> Document:
    """Register the answer as received by the sender, and as sent in the recipient's own diary.

    ``day`` is when it came, where that was before today.
    """
    return register_passed_on(
        recipient.round.case,
        recipient.case,
        kind=Document.Kind.ANSWER,
        title=f"{recipient.round.title} – {recipient.unit.short_name}",
        sender=recipient.unit,
        receiver=recipient.round.unit_id,
        by=by,
        day=day,
    )


def _close(party: AnswerParty, state: str, *, by: User, replaced: bool) -> None:
    Recipient.objects.filter(pk=party.recipient_id).update(state=state)
    finish_place(party.recipient, *OWN_TASKS, by=by)
    tell_weighers(party.recipient, party.answer, replaced=replaced)


def _tell(party: AnswerParty, kind: str, own_kind: str, action: str, *, by: User, replaced: bool) -> None:
    """Record it in the recipient's own case and in the round's."""
    answer, recipient = party.answer, party.recipient
    behalf = access.acting_for(by, action, recipient.unit)
    if recipient.case is not None:
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
