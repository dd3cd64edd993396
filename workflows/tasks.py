"""Jobs of the flows: load by id, call one function, run twice with the same result."""

from celery import shared_task

from cases.models import ReferralRound
from organisation import clock

from . import engine


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
    return sum(engine.advance(referral_round) for referral_round in waiting)
