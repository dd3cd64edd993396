"""Ending the time for answers: what is in is compiled, what comes later is marked."""

from datetime import date

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access
from .errors import AlreadyDone
from .models import Extension, Recipient, ReferralRound, WorkItem
from .work_items import finish_all, finish_items, item_for_role, open_about, open_items

WAITED_FOR = (
    Recipient.State.SENT,
    Recipient.State.ACKNOWLEDGED,
    Recipient.State.PREPARING,
    Recipient.State.RETRACTED,
)
ENDED = (Recipient.State.ANSWERED, Recipient.State.ABSTAINED, Recipient.State.WITHDRAWN)


def is_complete(referral_round: ReferralRound, *, today: date) -> bool:
    """Whether no listed recipient is waited for: answered, abstained, withdrawn, or its last day has passed."""
    waiting = referral_round.recipients.filter(listed=True).exclude(state__in=ENDED)
    return all(_has_passed(row.last_day, today) for row in waiting.select_related("round"))


def _has_passed(last_day: date | None, today: date) -> bool:
    return last_day is not None and last_day < today


def ask_for_compilation(referral_round: ReferralRound) -> None:
    """Tell the process owner that the answers can be compiled."""
    open_items(
        [
            item_for_role(
                WorkItem.Kind.COMPILE,
                unit=referral_round.unit,
                role="process_owner",
                target=referral_round,
                title=referral_round.title,
                case=referral_round.case,
            )
        ]
    )


def is_waiting(referral_round: ReferralRound) -> bool:
    """Whether the process owner has been asked to compile: for showing a button."""
    return open_about(referral_round).filter(kind=WorkItem.Kind.COMPILE).exists()


def take_back(referral_round: ReferralRound, *, by: User) -> None:
    """Nobody is asked to compile any more: somebody was given more time."""
    finish_items(referral_round, WorkItem.Kind.COMPILE, by=by)


def weigh_items(referral_round: ReferralRound) -> list[WorkItem]:
    """The task of everybody who may weigh the round's comments."""
    return [
        item_for_role(
            WorkItem.Kind.WEIGH,
            unit=referral_round.unit,
            role=role,
            target=referral_round,
            title=referral_round.title,
            case=referral_round.case,
        )
        for role in ("process_owner", "officer")
    ]


def compile_answers(referral_round: ReferralRound, *, by: User) -> ReferralRound:
    """Mark the round as compiled; later answers are kept and marked, silence stays silence."""
    with work():
        locked = ReferralRound.objects.select_for_update().get(pk=referral_round.pk)
        if locked.state != ReferralRound.State.OPEN:
            raise AlreadyDone
        locked.state = ReferralRound.State.COMPILED
        locked.compiled_at, locked.compiled_by = clock.now(), by
        locked.save(update_fields=["state", "compiled_at", "compiled_by"])
        finish_items(locked, WorkItem.Kind.COMPILE, by=by)
        finish_all(Extension.objects.filter(recipient__round=locked), by=by)
        open_items(weigh_items(locked))
        record(
            "round.compiled",
            by=by,
            on_behalf_of=access.acting_for(by, "manage_round", locked.unit),
            case=locked.case,
            unit=locked.unit,
            subject=locked,
        )
        return locked
