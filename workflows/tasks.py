"""Jobs of the flows: load by id, call one function, run twice with the same result."""

import logging

from celery import shared_task
from viewflow.workflow.exceptions import FlowLockFailed

from cases.models import ReferralRound
from organisation import clock

from . import engine

logger = logging.getLogger(__name__)


@shared_task
def advance_round(round_id: int) -> bool:
    """Move one round on if it is ready."""
    clock.read_demo_shift()
    return engine.advance(ReferralRound.objects.get(pk=round_id))


@shared_task
def advance_rounds() -> int:
    """Move every open round on that is ready; finds what a lost doorbell missed."""
    clock.read_demo_shift()
    waiting = ReferralRound.objects.filter(state=ReferralRound.State.OPEN)
    return sum(_advance(referral_round) for referral_round in waiting)


def _advance(referral_round: ReferralRound) -> bool:
    """One round that is held by somebody else stops no other; the next sweep tries it again."""
    try:
        return engine.advance(referral_round)
    except FlowLockFailed:
        logger.warning("Round %s is held by somebody else; the next sweep advances it.", referral_round.pk)
        return False
