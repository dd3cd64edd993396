"""A round that begins with a need: the asker is told of the round it became."""

from typing import Any

from cases import access
from cases.models import ReferralRound
from directives.models import Need
from directives.processes import needs, turning
from ledger.work import work
from organisation.models import User
from workflows import engine

LEADING = ("lead_process", "keep_processes")


def asked_for(user: User, public_id: str) -> Need | None:
    """The open need somebody wants to make a round of, when it is theirs to settle."""
    found: Need | None = (
        access.visible_by_any(user, Need, *LEADING)
        .filter(public_id=public_id[:26], state__in=needs.OPEN)
        .first()
    )
    return found


def begin_round(need: Need, *, by: User, **facts: Any) -> ReferralRound:
    """Begin the round and let the need lead to it. Raises NeedSettled and what beginning a round raises."""
    with work():
        begun = engine.begin_round(by=by, **facts)
        turning.turn(need, by=by, round=begun)
        return begun
