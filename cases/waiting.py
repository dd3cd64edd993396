"""The work items that wait for a person, found by index alone however many there are.

A condition ``user OR (role AND unit)`` reads the whole table, so each way to hold an item is a
branch of its own. A few units are looked up one by one, newest first, because the planner would
read everybody's items to find a small unit's; many units are read along the time instead.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.expressions import RawSQL

from organisation import roles
from organisation.models import User

FEW_UNITS = 8

Place = tuple[datetime, int]
Statement = tuple[str, list[Any]]

OPEN = "SELECT id, created_at FROM cases_workitem WHERE done_at IS NULL AND"
NEWEST = "ORDER BY created_at DESC, id DESC LIMIT %s"
EACH_UNIT = "SELECT item.* FROM unnest(%s::bigint[]) AS seat CROSS JOIN LATERAL ({}) AS item"


@dataclass(frozen=True)
class Branch:
    """One way to hold an item; ``each`` are the units looked up one by one as ``seat``."""

    condition: str
    params: tuple[Any, ...]
    each: tuple[int, ...] = ()

    def newest(self, older: Statement, limit: int) -> Statement:
        """Id and time of the newest rows of this branch, of each of its units if there are such."""
        sql, params = f"{OPEN} {self.condition} {older[0]} {NEWEST}", [*self.params, *older[1], limit]
        return (EACH_UNIT.format(sql), [list(self.each), *params]) if self.each else (sql, params)


def newest(user: User, *, limit: int, before: Place | None = None) -> RawSQL:
    """The ids of the newest ``limit`` open items ``user`` holds, older than the place ``before``."""
    sql, params = _together(user, before, limit)
    return RawSQL(f"SELECT id FROM ({sql}) AS waiting {NEWEST}", (*params, limit))  # noqa: S608, S611 our own text


def _together(user: User, before: Place | None, limit: int) -> Statement:
    """The newest rows of every branch; no row is in two, since an item has one holder."""
    older: Statement = ("AND (created_at, id) < (%s, %s)", list(before)) if before else ("", [])
    parts = [branch.newest(older, limit) for branch in _branches(user)]
    sql = " UNION ALL ".join(f"({part})" for part, _ in parts)
    return sql, [value for _, params in parts for value in params]


def _branches(user: User) -> list[Branch]:
    by_role: dict[str, set[int]] = defaultdict(set)
    for seat in roles.seats(user):
        by_role[seat.role].add(seat.unit_id)
    return [Branch("user_id = %s", (user.pk,)), *(_seats(role, units) for role, units in by_role.items())]


def _seats(role: str, units: set[int]) -> Branch:
    if len(units) <= FEW_UNITS:
        return Branch("role = %s AND unit_id = seat", (role,), each=tuple(sorted(units)))
    return Branch("role = %s AND unit_id = ANY(%s::bigint[])", (role, sorted(units)))
