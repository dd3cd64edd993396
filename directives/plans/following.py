"""Following an adopted plan: whoever reads it may ask to be told what happens to it, and stop asking."""

from directives.models import Plan, PlanFollower
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from .places import lock_plan, running


def follow(plan: Plan, *, by: User) -> PlanFollower:
    """Let the person be told; who follows already goes on. It opens nothing. Raises PlanEnded."""
    with work():
        fresh = running(plan)
        row, made = PlanFollower.objects.get_or_create(plan=fresh, user=by, defaults={"since": clock.now()})
        if made:
            record("plan.followed", by=by, unit=fresh.unit, subject=fresh, plan=fresh.pk)
        return row


def stop(plan: Plan, *, by: User) -> None:
    """Tell the person no more, also of a plan that has ended; a second time changes nothing."""
    with work():
        fresh = lock_plan(plan)
        gone, _by_model = PlanFollower.objects.filter(plan=fresh, user=by).delete()
        if gone:
            record("plan.unfollowed", by=by, unit=fresh.unit, subject=fresh, plan=fresh.pk)


def follows(plan: Plan, user: User) -> bool:
    """Whether the person asked to be told."""
    return PlanFollower.objects.filter(plan=plan, user=user).exists()
