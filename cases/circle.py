"""Who an open round is sent to: more recipients, others, fewer; a reminder by hand; another owner."""

from datetime import date
from typing import cast

from django.utils.translation import gettext_lazy as _

from ledger.events import record, record_many
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import access, deadlines, dispatch
from .answer_tasks import answer_item
from .compilation import WAITED_FOR
from .errors import (
    AlreadyDone,
    AlreadyRecipient,
    DayHasPassed,
    NotAllowed,
    RecipientHasAnswered,
    RecipientHasEnded,
    Refused,
    RoundNotOpen,
)
from .locks import lock_recipient, lock_round, shared_state
from .models import CaseParty, Extension, Recipient, ReferralRound, WorkItem
from .reasons import said
from .registration import add_party
from .stopping import stop_answers
from .work_items import finish_all, finish_items, open_about, open_items

OWNERS = ("process_owner", "officer")
OVER = (ReferralRound.State.CANCELLED, ReferralRound.State.DECIDED)
GIVEN = (Recipient.State.ANSWERED, Recipient.State.ABSTAINED, Recipient.State.RETRACTED)


class UnitOfAnotherAuthority(Refused):
    """A round stays in the diary of its authority, whoever owns it there."""

    message = _("Välj en enhet inom samma myndighet.")


class RoundIsOver(Refused):
    """Nothing is left to own."""

    message = _("Rundan är avbruten eller beslutad och kan inte lämnas över.")


def add_recipient(
    referral_round: ReferralRound, unit: Unit, *, by: User, last_day: date | None = None
) -> Recipient:
    """Send the open round to one more unit, perhaps with a last day of its own, rolled by the round's rule.

    A unit that was withdrawn comes back to its own place. Raises AlreadyRecipient, DayHasPassed.
    """
    with work():
        locked = lock_round(referral_round)
        if locked.state != ReferralRound.State.OPEN:
            raise RoundNotOpen
        own_day = _rolled(locked, last_day)
        day = own_day or locked.last_day
        if day is None or day <= clock.today():
            raise DayHasPassed
        before = locked.recipients.select_for_update().filter(unit=unit).first()
        if before is not None and before.state != Recipient.State.WITHDRAWN:
            raise AlreadyRecipient(unit=unit.name)
        if before is not None:
            return _bring_back(before, by, own_day)
        place = Recipient.objects.create(
            round=locked,
            unit=unit,
            position=locked.recipients.count() + 1,
            own_last_day=own_day,
        )
        dispatch.send(locked, [place.pk], by=by)
        return Recipient.objects.get(pk=place.pk)


def withdraw_recipient(recipient: Recipient, *, by: User, reason: str) -> Recipient:
    """Take a recipient out of the round; an answer under way is stopped, its words stay with it.

    Raises RecipientHasAnswered: what was answered is registered and stays.
    """
    why = said(reason)
    with work():
        if shared_state(recipient.round) != ReferralRound.State.OPEN:
            raise RoundNotOpen
        locked = lock_recipient(recipient)
        if locked.state in GIVEN or locked.answers.filter(answer__document__isnull=False).exists():
            raise RecipientHasAnswered(unit=locked.unit.name)
        if locked.state not in WAITED_FOR:
            raise RecipientHasEnded
        locked.state = Recipient.State.WITHDRAWN
        locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = clock.now(), by, why
        locked.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        stop_answers([locked], by=by, reason=why)
        finish_all(locked.extensions.all(), by=by)
        _record("recipient.withdrawn", locked, by)
        return locked


def replace_recipient(
    recipient: Recipient, unit: Unit, *, by: User, reason: str, last_day: date | None = None
) -> Recipient:
    """Let another unit answer instead: the first is withdrawn and points to its successor."""
    if unit == recipient.unit:
        raise AlreadyRecipient(unit=unit.name)
    with work():
        lock_round(
            recipient.round
        )  # ours alone at once: a lock that is shared first and raised later deadlocks
        withdraw_recipient(recipient, by=by, reason=reason)
        successor = add_recipient(
            recipient.round, unit, by=by, last_day=last_day or _day_ahead(recipient.own_last_day)
        )
        Recipient.objects.filter(pk=recipient.pk).update(successor=successor)
        return successor


def remind(referral_round: ReferralRound, recipients: list[Recipient], *, by: User) -> int:
    """Remind those of ``recipients`` who have not answered; answers how many were reminded.

    Raises NotAllowed, RoundNotOpen, RecipientHasEnded when nobody is left to remind.
    """
    if not access.can(by, "manage_round", referral_round):
        raise NotAllowed
    with work():
        if shared_state(referral_round) != ReferralRound.State.OPEN:
            raise RoundNotOpen
        asked = referral_round.recipients.filter(pk__in=[row.pk for row in recipients])
        waited_for = list(
            asked.filter(state__in=WAITED_FOR)
        )  # somebody may have answered since the page was read
        if not waited_for:
            raise RecipientHasEnded
        record_many(
            "recipient.reminded",
            by=by,
            subject=Recipient,
            subject_ids=[row.pk for row in waited_for],
            case_ids=[referral_round.case_id] * len(waited_for),
            unit_ids=[row.unit_id for row in waited_for],
            on_behalf_of=access.acting_for(by, "manage_round", referral_round.unit),
            round=referral_round.pk,
        )
        return len(waited_for)


def hand_over(referral_round: ReferralRound, unit: Unit, *, by: User, reason: str) -> ReferralRound:
    """Let another unit of the same authority own the round; everything that waits for its owner follows.

    Raises UnitOfAnotherAuthority, RoundIsOver, AlreadyDone when the unit owns it already.
    """
    why = said(reason)
    with work():
        locked = lock_round(referral_round)
        if unit.authority_id_or_own != locked.unit.authority_id_or_own:
            raise UnitOfAnotherAuthority
        if unit == locked.unit:
            raise AlreadyDone
        if locked.state in OVER:
            raise RoundIsOver
        before, locked.unit = locked.unit, unit
        locked.save(update_fields=["unit"])
        add_party(locked.case, unit, CaseParty.Capacity.OWNER)
        _move_tasks(locked, before, unit)
        _let_go_of_comments(locked, by)
        record(
            "round.handed_over",
            by=by,
            on_behalf_of=access.acting_for(by, "manage_round", before),
            case=locked.case,
            unit=unit,
            subject=locked,
            before=before.pk,
            reason=why,
        )
        return locked


def _bring_back(recipient: Recipient, by: User, last_day: date | None) -> Recipient:
    known = recipient.acknowledged_at is not None
    recipient.state = Recipient.State.ACKNOWLEDGED if known else Recipient.State.SENT
    recipient.withdrawn_at = recipient.withdrawn_by = recipient.successor = None
    recipient.withdrawn_reason, recipient.own_last_day = "", last_day
    recipient.save()
    open_items([answer_item(recipient, asked_by=by)])
    _record("round.received", recipient, by)
    return recipient


def _move_tasks(referral_round: ReferralRound, before: Unit, unit: Unit) -> None:
    places = referral_round.recipients.values("pk")
    wishes = Extension.objects.filter(recipient__round=referral_round).values("pk")
    waiting = open_about(referral_round)
    for kind, rows in (("recipient", places), ("extension", wishes)):
        waiting |= WorkItem.objects.filter(target_type=kind, target_id__in=rows, done_at__isnull=True)
    waiting.filter(asked_from=before).update(asked_from=unit)
    waiting.filter(unit=before, role__in=OWNERS).update(
        unit=unit, given_to=None, given_by=None, given_at=None, given_word=""
    )  # a place of the old unit keeps its own


def _let_go_of_comments(referral_round: ReferralRound, by: User) -> None:
    """Comments handed to people who may not weigh them any more wait for nobody in particular."""
    if referral_round.state != ReferralRound.State.COMPILED:
        return
    for comment in referral_round.comments.filter(assignee__isnull=False).select_related("assignee"):
        if comment.assignee and not access.can(comment.assignee, "weigh", referral_round):
            finish_items(comment, by=by)
            comment.assignee = None
            comment.save(update_fields=["assignee"])


def _rolled(referral_round: ReferralRound, day: date | None) -> date | None:
    return deadlines.roll(day, cast(deadlines.Roll, referral_round.roll)) if day else None


def _day_ahead(day: date | None) -> date | None:
    return day if day is not None and day > clock.today() else None


def _record(kind: str, recipient: Recipient, by: User) -> None:
    record(
        kind,
        by=by,
        on_behalf_of=access.acting_for(by, "manage_round", recipient.round.unit),
        case=recipient.round.case if kind != "round.received" else recipient.case,
        unit=recipient.unit,
        subject=recipient,
        round=recipient.round_id,
    )
