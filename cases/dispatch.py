"""Sending a round to all its recipients at once, in a constant number of queries.

Rows first: recipients, their own registrations, parties and work items are set-inserted here;
a flow process starts only when somebody acknowledges (one process each cost 21 s for 5,000).
"""

from collections.abc import Sequence

from ledger.bulk import update_rows
from ledger.events import record, record_many
from ledger.numbers import claim
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import documents, readiness
from .errors import AlreadyDone, RoundNotReady
from .models import Case, CaseParty, Diary, Document, Recipient, ReferralRound, WorkItem
from .registration import document_series, register_received_cases
from .work_items import finish_items, item_for_role, open_items


def dispatch(referral_round: ReferralRound, *, by: User) -> ReferralRound:
    """Freeze the draft and send it: every recipient gets the task, its own authority's diary an entry.

    The last day is rolled to a working day by the round's rule. Raises RoundNotReady with
    everything that is missing, AlreadyDone for a second dispatch.
    """
    with work():
        locked = ReferralRound.objects.select_for_update().get(pk=referral_round.pk)
        if locked.state != ReferralRound.State.DRAFT:
            raise AlreadyDone
        found = readiness.problems(locked)
        if found:
            raise RoundNotReady(problems=" ".join(problem.message for problem in found))
        documents.freeze(locked.version, by=by)
        _open(locked, by)
        sent = _register(locked)
        recipients = list(locked.recipients.select_related("unit__authority"))
        _send(locked, recipients, sent, by)
        finish_items(locked, WorkItem.Kind.DISPATCH, by=by)
        record("round.dispatched", by=by, case=locked.case, unit=locked.unit, subject=locked)
        return locked


def _open(referral_round: ReferralRound, by: User) -> None:
    referral_round.last_day = readiness.rolled_last_day(referral_round)
    referral_round.state = ReferralRound.State.OPEN
    referral_round.dispatched_at, referral_round.dispatched_by = clock.now(), by
    referral_round.save(update_fields=["last_day", "state", "dispatched_at", "dispatched_by"])


def _register(referral_round: ReferralRound) -> Document:
    document = referral_round.version.document
    document.direction = Document.Direction.OUT
    document.kind = Document.Kind.REFERRAL
    document.save(update_fields=["direction", "kind"])
    claim(document_series(referral_round.case), document)
    return document


def _send(referral_round: ReferralRound, recipients: Sequence[Recipient], sent: Document, by: User) -> None:
    _register_at_recipients(referral_round, recipients, sent, by)
    now = clock.now()
    for recipient in recipients:
        recipient.state, recipient.sent_at = Recipient.State.SENT, now
    update_rows(Recipient, recipients, ["state", "sent_at", "case"])
    CaseParty.objects.bulk_create(
        CaseParty(
            case=referral_round.case,
            unit=recipient.unit,
            capacity=CaseParty.Capacity.RECIPIENT,
            created_at=now,
        )
        for recipient in recipients
    )
    open_items([_answer_item(referral_round, recipient) for recipient in recipients])
    record_many("round.received", by=by, rows=[_received(recipient) for recipient in recipients])


def _register_at_recipients(
    referral_round: ReferralRound, recipients: Sequence[Recipient], sent: Document, by: User
) -> None:
    """A referral from one authority to another is registered at both (DOMAIN § 2)."""
    diaries = _diaries(referral_round, recipients)
    pairs = [
        (recipient, diary)
        for recipient in recipients
        if (diary := diaries.get(recipient.unit.authority_id_or_own))
    ]
    cases = register_received_cases(
        [(recipient.unit, diary) for recipient, diary in pairs], title=referral_round.title, by=by
    )
    entries = Document.objects.bulk_create(_entry(referral_round, case, sent) for case in cases)
    for (recipient, _diary), case, entry in zip(pairs, cases, entries, strict=True):
        recipient.case = case
        claim(document_series(case), entry)


def _diaries(referral_round: ReferralRound, recipients: Sequence[Recipient]) -> dict[int, Diary]:
    authorities = {recipient.unit.authority_id_or_own for recipient in recipients}
    authorities.discard(referral_round.unit.authority_id_or_own)
    own = Diary.objects.filter(authority__in=authorities, external=False).order_by("-pk")
    return {diary.authority_id: diary for diary in own}


def _entry(referral_round: ReferralRound, case: Case, sent: Document) -> Document:
    return Document(
        case=case,
        kind=Document.Kind.REFERRAL,
        title=referral_round.title,
        direction=Document.Direction.IN,
        counterpart=referral_round.unit,
        source=sent,
        drawn_up_at=clock.now(),
    )


def _answer_item(referral_round: ReferralRound, recipient: Recipient) -> WorkItem:
    return item_for_role(
        WorkItem.Kind.ANSWER,
        unit=recipient.unit,
        role="representative",
        target=recipient,
        title=referral_round.title,
        case=referral_round.case,
        due_on=referral_round.last_day,
    )


def _received(recipient: Recipient) -> dict:
    return {"case": recipient.case, "unit": recipient.unit, "subject": recipient}
