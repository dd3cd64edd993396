"""More time to answer (anstånd): asked for, granted or refused, or given to one or to everybody."""

from datetime import date
from typing import cast

from django.utils.formats import date_format

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, deadlines
from .compilation import WAITED_FOR
from .errors import (
    AlreadyAsked,
    AlreadyDone,
    DayHasPassed,
    DayNotLater,
    RecipientHasEnded,
    RoundNotOpen,
)
from .locks import lock_recipient, lock_round, shared_state
from .models import Extension, Recipient, ReferralRound, WorkItem
from .reasons import said
from .work_items import finish_items, move_due_day, open_about, open_items, owner_item


def ask(recipient: Recipient, *, by: User, day: date, reason: str) -> Extension:
    """Ask the sender for time to and with ``day``; raises AlreadyAsked, DayNotLater, ReasonMissing."""
    why = said(reason)
    with work():
        locked = _waited_for(recipient)
        _refuse_earlier(day, _last_day(locked))
        extension = _wish_of(locked)
        extension.asked_at, extension.asked_by = clock.now(), by
        extension.asked_day, extension.asked_reason = day, why
        extension.previous_day = _last_day(locked)
        extension.save()
        asked = owner_item(
            WorkItem.Kind.EXTENSION, locked, target=extension, due_on=extension.previous_day, asked_by=by
        )
        open_items([asked])
        _record("extension.asked", extension, by, access.acting_for(by, "prepare_answer", locked.unit))
        return extension


def decide(extension: Extension, *, by: User, reason: str, day: date | None) -> Extension:
    """Grant the wish to and with ``day`` (rolled by the round's rule), or refuse it (None), saying why."""
    why = said(reason)
    with work():
        recipient = _waited_for(extension.recipient)
        locked = Extension.objects.select_for_update().get(pk=extension.pk)
        if locked.state != Extension.State.ASKED:
            raise AlreadyDone
        locked.recipient = recipient
        return _settle(locked, by, why, day)


def grant(recipient: Recipient, *, by: User, day: date, reason: str) -> Extension:
    """Give one recipient more time unasked; a wish it has made is thereby granted."""
    why = said(reason)
    with work():
        locked = _waited_for(recipient)
        asked = locked.extensions.select_for_update().filter(state=Extension.State.ASKED).first()
        extension = asked or Extension(recipient=locked, previous_day=_last_day(locked))
        extension.recipient = locked
        return _settle(extension, by, why, day)


def extend_all(referral_round: ReferralRound, *, by: User, day: date, reason: str) -> ReferralRound:
    """Move everybody's last day; whoever was given a later one keeps it."""
    why = said(reason)
    with work():
        locked = lock_round(referral_round)
        if locked.state != ReferralRound.State.OPEN:
            raise RoundNotOpen
        before = cast(date, locked.last_day)
        locked.last_day = _rolled(locked, day, before)
        locked.save(update_fields=["last_day"])
        locked.recipients.filter(own_last_day__lte=locked.last_day).update(own_last_day=None)
        followers = locked.recipients.filter(own_last_day=None, state__in=WAITED_FOR)
        move_due_day(followers, locked.last_day)
        record(
            "round.extended",
            by=by,
            on_behalf_of=access.acting_for(by, "manage_round", locked.unit),
            case=locked.case,
            unit=locked.unit,
            subject=locked,
            before=before.isoformat(),
            day=locked.last_day.isoformat(),
            reason=why,
        )
        return locked


def _wish_of(recipient: Recipient) -> Extension:
    """A new wish; one that lapsed, because the recipient answered or was taken out, is made anew."""
    lapsed = recipient.extensions.filter(state=Extension.State.ASKED).first()
    if lapsed is not None and open_about(lapsed).exists():
        raise AlreadyAsked
    return lapsed or Extension(recipient=recipient)


def _settle(extension: Extension, by: User, why: str, day: date | None) -> Extension:
    extension.decided_at, extension.decided_by, extension.reason = clock.now(), by, why
    if day is None:
        extension.state = Extension.State.REFUSED
    else:
        extension.state = Extension.State.GRANTED
        extension.granted_day = _give(extension.recipient, day)
    extension.save()
    finish_items(extension, WorkItem.Kind.EXTENSION, by=by)
    behalf = access.acting_for(by, "manage_round", extension.recipient.round.unit)
    _record(f"extension.{extension.state}", extension, by, behalf)
    return extension


def _give(recipient: Recipient, day: date) -> date:
    given = _rolled(recipient.round, day, _last_day(recipient))
    recipient.own_last_day = given
    recipient.save(update_fields=["own_last_day"])
    move_due_day([recipient], given)
    return given


def _rolled(referral_round: ReferralRound, day: date, present: date) -> date:
    rolled = deadlines.roll(day, cast(deadlines.Roll, referral_round.roll))
    _refuse_earlier(rolled, present)
    return rolled


def _refuse_earlier(day: date, present: date) -> None:
    if day <= clock.today():
        raise DayHasPassed
    if day <= present:
        raise DayNotLater(day=date_format(present, "j F Y"))


def _waited_for(recipient: Recipient) -> Recipient:
    if shared_state(recipient.round) != ReferralRound.State.OPEN:
        raise RoundNotOpen
    locked = lock_recipient(recipient)
    if locked.state not in WAITED_FOR:
        raise RecipientHasEnded
    return locked


def _last_day(recipient: Recipient) -> date:
    return cast(date, recipient.last_day)  # a dispatched round has one


def _record(kind: str, extension: Extension, by: User, behalf: User | None) -> None:
    recipient = extension.recipient
    record(
        kind,
        by=by,
        on_behalf_of=behalf,
        case=recipient.round.case,
        unit=recipient.unit,
        subject=extension,
        recipient=recipient.pk,
        round=recipient.round_id,
    )
