"""Where a person holds an action today, by seat and by grant; asked once per request and day."""

from collections.abc import Callable
from typing import Any

from cases.actions import ACTIONS
from cases.models import CaseGrant
from cases.scopes import Right
from organisation import clock, roles
from organisation.models import UnitGrant, User

from .reach import units_by_seat, within_authority


def right_of(user: User, action: str) -> Right:
    """Where ``user`` holds ``action`` today: by seat (units) and by personal grant (units, cases)."""
    return _remembered(user, f"right to {action}", lambda: _right(user, action))


def _right(user: User, action: str) -> Right:
    return Right(
        user_id=user.pk,
        units=_units(user, action),
        cases=granted(user, action, CaseGrant),
        secret_units=_remembered(user, "secrets", lambda: _units(user, "read_secret")),
        secret_cases=granted(user, "read_secret", CaseGrant),
        homes=_remembered(user, "homes", lambda: _homes(user)),
        covered=covered(user, action),
    )


def covered(user: User, action: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Those ``user`` stands in for today by a seat that carries ``action``, each with the units of these seats."""
    found: dict[int, tuple[int, ...]] = {}
    for seat in roles.seats(user):
        if seat.for_user_id is not None and seat.role in ACTIONS[action].roles:
            found[seat.for_user_id] = (*found.get(seat.for_user_id, ()), seat.unit_id)
    return tuple(found.items())


def _units(user: User, action: str) -> tuple[int, ...]:
    return (*units_by_seat(user, action), *granted(user, action, UnitGrant))


def _homes(user: User) -> tuple[int, ...]:
    """The units somebody works in by a seat of their own, whatever its role."""
    return within_authority([seat for seat in roles.seats(user) if seat.for_user_id is None])


def granted(user: User, action: str, model: type) -> tuple[int, ...]:
    """The units or cases, by id, that personal grants of ``model`` (UnitGrant, CaseGrant) open for ``action``."""
    held = _remembered(user, model.__name__, lambda: roles.grants(user, model))
    return held.get(action, ())


def _remembered(user: User, name: str, find: Callable[[], Any]) -> Any:
    """What ``find`` answers, asked once per request and day."""
    memory = user.__dict__.setdefault("_rights", {})
    key = (name, clock.today())
    if key not in memory:
        memory[key] = find()
    return memory[key]


def forget(user: User) -> None:
    """Drop what was remembered for this request; call it when seats change under way."""
    user.__dict__.pop("_rights", None)
    user._seats = None  # type: ignore[attr-defined]
