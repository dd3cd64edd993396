"""The work items that wait for a person, found by index alone however many there are.

A condition ``user OR (role AND unit)`` reads the whole table, so each way to hold an item is a
branch of its own: as one's own, as given on by somebody, by a role in a unit. A few units are looked
up one by one, newest first, because the planner would read everybody's items to find a small unit's;
many units are read along the time instead.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.expressions import RawSQL

from organisation import roles
from organisation.models import User

from . import access

FEW_UNITS = 8
# what is asked of somebody by name and done by whoever stands in for them, with the right it takes
BY_SUBSTITUTE = {"report_plan": "report_milestone"}

Place = tuple[datetime, int]
Statement = tuple[str, list[Any]]

OPEN = "SELECT id, created_at FROM cases_workitem WHERE done_at IS NULL AND"
ALL = "SELECT id FROM cases_workitem WHERE done_at IS NULL AND"
KEPT = "given_to_id IS NULL AND"
# what waits for two roles of a unit lies twice with the one person both rows were given to: once is enough
GIVEN = """given_to_id = %s AND NOT EXISTS (
    SELECT 1 FROM cases_workitem AS twin
    WHERE twin.done_at IS NULL AND twin.given_to_id = cases_workitem.given_to_id
    AND twin.target_type = cases_workitem.target_type AND twin.target_id = cases_workitem.target_id
    AND twin.kind = cases_workitem.kind AND twin.id < cases_workitem.id)"""
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
        return self._in_each_unit(sql, params)

    def all(self) -> Statement:
        """The ids of every row of this branch."""
        return self._in_each_unit(f"{ALL} {self.condition}", list(self.params))

    def _in_each_unit(self, sql: str, params: list[Any]) -> Statement:
        return (EACH_UNIT.format(sql), [list(self.each), *params]) if self.each else (sql, params)


def newest(user: User, *, limit: int, before: Place | None = None) -> RawSQL:
    """The ids of the newest ``limit`` open items ``user`` holds, older than the place ``before``."""
    sql, params = _together(user, before, limit)
    return RawSQL(f"SELECT id FROM ({sql}) AS waiting {NEWEST}", (*params, limit))  # noqa: S608, S611 our own text


def held(user: User) -> RawSQL:
    """The ids of every open item ``user`` holds."""
    return _all([Branch(GIVEN, (user.pk,)), *_own(user, KEPT)])


def lent(user: User) -> RawSQL:
    """The ids of every open item of the user's, or of a role they hold, that lies with somebody else."""
    return _all(_own(user, f"given_to_id <> {int(user.pk)} AND"))


def _all(branches: list[Branch]) -> RawSQL:
    parts = [branch.all() for branch in branches]
    sql = " UNION ALL ".join(f"({part})" for part, _ in parts)
    return RawSQL(sql, [value for _, params in parts for value in params])  # noqa: S611 our own text


def _together(user: User, before: Place | None, limit: int) -> Statement:
    """The newest rows of every branch; no row is in two, since an item lies with one holder."""
    older: Statement = ("AND (created_at, id) < (%s, %s)", list(before)) if before else ("", [])
    parts = [branch.newest(older, limit) for branch in [Branch(GIVEN, (user.pk,)), *_own(user, KEPT)]]
    sql = " UNION ALL ".join(f"({part})" for part, _ in parts)
    return sql, [value for _, params in parts for value in params]


def _own(user: User, lying: str) -> list[Branch]:
    """What is the user's own, or of a role they hold; ``lying`` says whether it is given on."""
    by_role: dict[str, set[int]] = defaultdict(set)
    for seat in roles.seats(user):
        by_role[seat.role].add(seat.unit_id)
    own = Branch(f"{lying} user_id = %s", (user.pk,))
    return [own, *_covered(user, lying), *(_seats(lying, role, units) for role, units in by_role.items())]


def _covered(user: User, lying: str) -> Iterator[Branch]:
    """What is asked by name of those ``user`` stands in for, where they do."""
    for kind, action in BY_SUBSTITUTE.items():
        for person, units in access.covered(user, action):
            condition = (
                f"{lying} user_id = %s AND kind = %s AND (unit_id IS NULL OR unit_id = ANY(%s::bigint[]))"
            )
            yield Branch(condition, (person, kind, list(units)))


def _seats(lying: str, role: str, units: set[int]) -> Branch:
    if len(units) <= FEW_UNITS:
        return Branch(f"{lying} role = %s AND unit_id = seat", (role,), each=tuple(sorted(units)))
    return Branch(f"{lying} role = %s AND unit_id = ANY(%s::bigint[])", (role, sorted(units)))
