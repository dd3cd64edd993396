"""A manager's yes or no, bound to the text's hash."""

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, answer_text
from .answer_tasks import wait_for_release
from .answers import open_answer, recipient_of
from .errors import AlreadyDone, ReasonMissing, TextChangedWhileReading
from .models import Answer, Approval, Recipient, WorkItem
from .text import normalise
from .work_items import finish_items


def approve(answer: Answer, *, by: User, read_hash: str) -> Approval:
    """Approve exactly the text whose hash was shown; raises TextChangedWhileReading, AlreadyDone."""
    with work():
        locked = _submitted(answer)
        words = answer_text.snapshot(locked)
        if answer_text.text_hash(words) != read_hash:
            raise TextChangedWhileReading
        recipient = recipient_of(locked)
        approval = _record(locked, recipient, Approval.Outcome.APPROVED, words, by)
        _move(locked, Answer.State.APPROVED)
        wait_for_release(recipient, by=by)
        return approval


def return_for_changes(answer: Answer, *, by: User, comment: str) -> Approval:
    """Return the answer to those who write it, saying why; raises ReasonMissing, AlreadyDone."""
    comment = normalise(comment).strip()
    if not comment:
        raise ReasonMissing
    with work():
        locked = _submitted(answer)
        recipient = recipient_of(locked)
        words = answer_text.snapshot(locked)
        approval = _record(locked, recipient, Approval.Outcome.RETURNED, words, by, comment)
        _move(locked, Answer.State.DRAFT)
        return approval


def latest_approval(answer: Answer) -> Approval | None:
    """The newest yes or no; None before the first one."""
    return answer.approvals.select_related("by", "on_behalf_of").order_by("-pk").first()


def change_since_approval(answer: Answer, now: answer_text.Snapshot | None = None) -> str:
    """What differs from the approved text, as a short quotation; empty when the approval holds.

    ``now`` is what the answer says, when that is known already.
    """
    approval = answer.approvals.filter(outcome=Approval.Outcome.APPROVED).order_by("-pk").first()
    if approval is None:
        return ""
    now = now or answer_text.snapshot(answer)
    if answer_text.text_hash(now) == approval.text_hash:
        return ""
    return answer_text.change_between(approval.snapshot, now) or "…"


def _submitted(answer: Answer) -> Answer:
    locked = open_answer(answer)
    if locked.state != Answer.State.SUBMITTED:
        raise AlreadyDone
    return locked


def _record(
    answer: Answer,
    recipient: Recipient,
    outcome: str,
    words: answer_text.Snapshot,
    by: User,
    comment: str = "",
) -> Approval:
    behalf = access.acting_for(by, "approve_answer", recipient.unit)
    finish_items(recipient, WorkItem.Kind.APPROVE, by=by)
    record(
        f"answer.{outcome}",
        by=by,
        on_behalf_of=behalf,
        case=recipient.case,
        subject=answer,
        restricted_to=recipient.unit,
    )
    return Approval.objects.create(
        answer=answer,
        outcome=outcome,
        text_hash=answer_text.text_hash(words),
        snapshot=words,
        comment=comment,
        by=by,
        on_behalf_of=behalf,
        at=clock.now(),
    )


def _move(answer: Answer, state: str) -> None:
    answer.state = state
    answer.save(update_fields=["state"])
