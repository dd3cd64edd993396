"""Giving an order out: its holder says when everybody who was to have an assignment of it has one."""

from typing import Any

from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access
from .meetings.minutes_errors import NotReported
from .models import Undertaking
from .undertakings import locked, tell

State = Undertaking.State
HOLDING = ("report_undertaking", "keep_meetings")


def may_give_out(user: User, undertaking: Undertaking) -> bool:
    """Whoever carries it, keeps the giver's list, or commissions for the giver."""
    holds = any(access.can(user, action, undertaking) for action in HOLDING)
    return holds or access.can(user, "commission", undertaking.giver)


def say_given_out(undertaking: Undertaking, *, by: User) -> Undertaking:
    """Everybody has their assignment; said twice it is said once. Raises NotReported when it is closed."""
    return _set(undertaking, by=by, to={"given_out_at": clock.now(), "given_out_by": by})


def give_out_more(undertaking: Undertaking, *, by: User) -> Undertaking:
    """Somebody more is to have an assignment of it after all. Raises NotReported when it is closed."""
    return _set(undertaking, by=by, to={"given_out_at": None, "given_out_by": None})


def _set(undertaking: Undertaking, *, by: User, to: dict[str, Any]) -> Undertaking:
    with work():
        fresh = locked(undertaking)
        if fresh.state != State.OPEN:
            raise NotReported
        if (fresh.given_out_at is None) is (to["given_out_at"] is None):
            return fresh
        fresh.given_out_at, fresh.given_out_by = to["given_out_at"], to["given_out_by"]
        fresh.save(update_fields=list(to))
        tell("undertaking.given_out" if fresh.given_out_at else "undertaking.giving_resumed", fresh, by)
        return fresh
