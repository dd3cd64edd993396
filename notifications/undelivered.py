"""Mail about a round that did not arrive, for the round's owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from cases.models import Recipient, ReferralRound
from ledger.models import Event
from organisation.models import Unit, User

from .audience import AUDIENCES
from .models import Notice

STATE = Notice.State


@dataclass(frozen=True)
class Undelivered:
    """To whom, where, and since when mail has not arrived."""

    unit: Unit | None
    person: User
    address: str
    when: datetime


def undelivered(referral_round: ReferralRound) -> list[Undelivered]:
    """One row per person whose latest mail about the round did not arrive, the newest first."""
    events = _events(referral_round)
    if not Notice.objects.filter(state=STATE.FAILED, event_id__in=events.values("pk")).exists():
        return []
    units = _units(events)
    settled = Notice.objects.filter(
        channel=Notice.Channel.MAIL, state__in=[STATE.SENT, STATE.FAILED], event_id__in=units
    )
    latest = settled.order_by("recipient", "-id").distinct("recipient").select_related("recipient")
    rows = [_row(notice, units) for notice in latest if notice.state == STATE.FAILED]
    return sorted(rows, key=lambda row: row.when, reverse=True)


def _events(referral_round: ReferralRound) -> QuerySet[Event]:
    """What was told about the round: to its recipients one by one, and to everybody in it."""
    places = Recipient.objects.filter(round=referral_round).values("pk")
    return Event.objects.filter(kind__in=AUDIENCES).filter(
        Q(subject_type=Recipient._meta.label_lower, subject_id__in=places)
        | Q(subject_type=ReferralRound._meta.label_lower, subject_id=referral_round.pk)
        | Q(case_id=referral_round.case_id, data__round=referral_round.pk)
    )


def _units(events: Iterable[Event]) -> dict[int, Unit | None]:
    """The unit each event concerns; None where it concerns all of the round."""
    everybody = ReferralRound._meta.label_lower
    known = {event.pk: event.unit_id if event.subject_type != everybody else None for event in events}
    units = Unit.objects.in_bulk({pk for pk in known.values() if pk})
    return {event: units.get(unit or 0) for event, unit in known.items()}


def _row(notice: Notice, units: dict[int, Unit | None]) -> Undelivered:
    assert notice.failed_at is not None  # the database says so
    return Undelivered(units[notice.event_id], notice.recipient, notice.address, notice.failed_at)
