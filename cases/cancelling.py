"""Cancelling an open round: nobody is asked any more, what was registered stays."""

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access
from .errors import RoundNotOpen
from .locks import lock_round
from .models import Extension, ReferralRound
from .reasons import said
from .stopping import stop_answers
from .work_items import finish_all, finish_items


def cancel(referral_round: ReferralRound, *, by: User, reason: str) -> ReferralRound:
    """Cancel the round, saying why; answers under way are stopped. Raises ReasonMissing, RoundNotOpen."""
    why = said(reason)
    with work():
        locked = lock_round(referral_round)
        if locked.state != ReferralRound.State.OPEN:
            raise RoundNotOpen
        locked.state = ReferralRound.State.CANCELLED
        locked.cancelled_at, locked.cancelled_by, locked.cancel_reason = clock.now(), by, why
        locked.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancel_reason"])
        stop_answers(list(locked.recipients.all()), by=by, reason=why)
        finish_items(locked, by=by)
        finish_all(Extension.objects.filter(recipient__round=locked), by=by)
        record(
            "round.cancelled",
            by=by,
            on_behalf_of=access.acting_for(by, "manage_round", locked.unit),
            case=locked.case,
            unit=locked.unit,
            subject=locked,
        )
        return locked
