"""On which side of an assignment somebody stands: a seat in the same unit puts nobody on both.

Whoever holds it does not steer it as long as the commissioner who is named can; whoever commissions
does not report for the one who holds it (DOMAIN § 6: declared fulfilled by the commissioner).
"""

from cases import access
from directives.models import Assignment
from organisation.models import User

from .places import behalf

GIVE, TAKE = "commission", "take_assignment"


def stands_on(side: str, assignment: Assignment, user: User) -> bool:
    """Whether ``user`` may act as its commissioner (``GIVE``) or as its taker (``TAKE``)."""
    if not access.can(user, side, assignment):
        return False
    return _steers(assignment, user) if side == GIVE else _carries_out(assignment, user)


def _steers(assignment: Assignment, user: User) -> bool:
    named = assignment.giver_user
    holds = assignment.accepted_at is not None and assignment.taker_user_id == user.pk
    return not holds or named in {None, user} or not access.role_for(named, GIVE, assignment.unit)


def _carries_out(assignment: Assignment, user: User) -> bool:
    named = assignment.taker_user
    if named in {None, user} or not access.can(user, GIVE, assignment):
        return True
    return behalf(assignment, user, TAKE) == named
