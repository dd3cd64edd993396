"""Sending a round to all its recipients at once, in a constant number of queries.

Rows first: recipients, their own registrations, parties and work items are set-inserted here;
a flow process starts only when somebody acknowledges (one process each cost 21 s for 5,000).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from ledger.bulk import insert_rows, next_ids, update_columns
from ledger.events import record, record_many
from ledger.numbers import claim
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import documents, readiness
from .errors import AlreadyDone, RoundNotReady
from .models import Case, CaseParty, Diary, Document, Recipient, ReferralRound, WorkItem
from .registration import Received, document_series, register_received
from .work_items import finish_items, title_in_lists


@dataclass(frozen=True)
class Place:
    """A recipient, and the case it will have at its own authority if that keeps a diary."""

    recipient_id: int
    public_id: str
    unit_id: int
    last_day: date | None
    own: Received | None

    @property
    def case_id(self) -> int | None:
        """The id of the case at the recipient's own authority."""
        return self.own.case_id if self.own else None


def dispatch(referral_round: ReferralRound, *, by: User, on_behalf_of: User | None = None) -> ReferralRound:
    """Freeze the draft and send it: every recipient gets the task, its own authority's diary an entry.

    The last day is rolled to a working day by the round's rule. Raises RoundNotReady with
    everything that is missing, AlreadyDone for a second dispatch.
    """
    with work():
        rounds = ReferralRound.objects.select_related("case", "unit", "version__document")
        locked = rounds.select_for_update(of=("self",)).get(pk=referral_round.pk)
        if locked.state != ReferralRound.State.DRAFT:
            raise AlreadyDone
        found = readiness.problems(locked)
        if found:
            raise RoundNotReady(problems=" ".join(problem.message for problem in found))
        documents.freeze(locked.version, by=by)
        _open(locked, by)
        _register(locked)
        send(locked, locked.recipients.values("pk"), by=by)
        finish_items(locked, WorkItem.Kind.DISPATCH, by=by)
        record(
            "round.dispatched",
            by=by,
            on_behalf_of=on_behalf_of,
            case=locked.case,
            unit=locked.unit,
            subject=locked,
        )
        return locked


def _open(referral_round: ReferralRound, by: User) -> None:
    referral_round.last_day = readiness.rolled_last_day(referral_round)
    referral_round.state = ReferralRound.State.OPEN
    referral_round.dispatched_at, referral_round.dispatched_by = clock.now(), by
    referral_round.save(update_fields=["last_day", "state", "dispatched_at", "dispatched_by"])


def send(referral_round: ReferralRound, recipient_ids: list[int] | QuerySet[Any], *, by: User) -> None:
    """Send what was dispatched to these recipients: task, party, own registration, in set-based statements."""
    sent = referral_round.version.document
    places = _places(referral_round, recipient_ids)
    received = [place.own for place in places if place.own]
    register_received(received, sent, sender=referral_round.unit, title=referral_round.title, by=by)
    now, ids = clock.now(), [place.recipient_id for place in places]
    update_columns(
        Recipient,
        ids,
        state=Recipient.State.SENT,
        sent_at=now,
        case=[place.case_id for place in places],
    )
    _add_parties(referral_round, places, received, now)
    _open_items(referral_round, places, now, by)
    record_many(
        "round.received",
        by=by,
        subject=Recipient,
        subject_ids=ids,
        case_ids=[place.case_id for place in places],
        unit_ids=[place.unit_id for place in places],
    )


def _register(referral_round: ReferralRound) -> Document:
    document = referral_round.version.document
    document.direction = Document.Direction.OUT
    document.kind = Document.Kind.REFERRAL
    document.save(update_fields=["direction", "kind"])
    claim(document_series(referral_round.case), document)
    return document


def _places(referral_round: ReferralRound, recipient_ids: list[int] | QuerySet[Any]) -> list[Place]:
    """Where the round goes; a referral from one authority to another is registered at both (DOMAIN § 2)."""
    chosen = referral_round.recipients.filter(pk__in=recipient_ids)
    rows = list(chosen.values_list("pk", "public_id", "unit_id", "unit__authority_id", "own_last_day"))
    authorities = {authority or unit for _, _, unit, authority, _ in rows}
    diaries = _diaries(authorities - {referral_round.unit.authority_id_or_own})
    ids = next_ids(Case, len(rows))
    return [
        Place(
            recipient_id=pk,
            public_id=public_id,
            unit_id=unit,
            last_day=own_day or referral_round.last_day,
            own=Received(case, unit, diary) if diary else None,
        )
        for (pk, public_id, unit, authority, own_day), case in zip(rows, ids, strict=True)
        for diary in [diaries.get(authority or unit)]
    ]


def _diaries(authorities: set[int]) -> dict[int, Diary]:
    own = Diary.objects.filter(authority__in=authorities, external=False).order_by("-pk")
    return {diary.authority_id: diary for diary in own}


def _add_parties(
    referral_round: ReferralRound, places: list[Place], received: list[Received], now: datetime
) -> None:
    capacity = CaseParty.Capacity
    insert_rows(
        CaseParty,
        len(places) + len(received),
        case=[referral_round.case_id] * len(places) + [own.case_id for own in received],
        unit=[place.unit_id for place in places] + [own.unit_id for own in received],
        capacity=[capacity.RECIPIENT.value] * len(places) + [capacity.OWNER.value] * len(received),
        created_at=now,
    )


def _open_items(referral_round: ReferralRound, places: list[Place], now: datetime, by: User) -> None:
    insert_rows(
        WorkItem,
        len(places),
        kind=WorkItem.Kind.ANSWER,
        unit=[place.unit_id for place in places],
        role="representative",
        case=referral_round.case_id,
        target_type="recipient",
        target_id=[place.recipient_id for place in places],
        target_public_id=[place.public_id for place in places],
        title=title_in_lists(referral_round.case, referral_round.title),
        due_on=[place.last_day for place in places],
        asked_by=by.pk,
        asked_from=referral_round.unit_id,
        created_at=now,
    )
