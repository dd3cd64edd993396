"""Who holds an action or a role in a unit today, by seats of their own or standing in."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from cases.actions import ACTIONS
from organisation import roles
from organisation.models import Unit, User

from .reach import covers, part_of, seated_for


def holders(action: str, unit: Unit) -> QuerySet[User]:
    """Everybody whose own seat gives ``action`` on ``unit`` today."""
    return roles.holders(ACTIONS[action].roles, seated_for(action, unit))


def on_duty(action: str, units: Iterable[Unit]) -> QuerySet[User]:
    """Everybody who may do ``action`` on one of ``units`` today, by a seat of their own or standing in."""
    places = reduce(or_, (seated_for(action, unit) for unit in units), Q(pk__in=[]))
    names = ACTIONS[action].roles
    return roles.holders(names, places) | roles.substitutes(names, places)


def on_duty_in(action: str, units: Iterable[Unit]) -> dict[int, list[User]]:
    """The same for each of ``units``, by its id, in two queries however many they are."""
    wanted = {unit.pk: unit for unit in units}
    reached = {
        "exact": Q(pk__in=wanted),
        "down": Q(pk__in={above for unit in wanted.values() for above in unit.lineage}),
        "up": Q(lineage__overlap=list(wanted)),
    }
    reached["within"] = reached["down"]
    seated = roles.seated(ACTIONS[action].roles, reached[ACTIONS[action].reach]) if wanted else []
    people = User.objects.filter(is_active=True).in_bulk({user for user, _seat in seated})
    found: dict[int, dict[int, User]] = {pk: {} for pk in wanted}
    for user, seat in seated:
        for unit in _reached(seat, action, wanted):
            if user in people:
                found[unit.pk][user] = people[user]
    return {pk: list(users.values()) for pk, users in found.items()}


def _reached(seat: roles.Seat, action: str, units: Mapping[int, Unit]) -> list[Unit]:
    """Those of ``units`` the seat covers; only a right that reaches down has to look at them all."""
    near = (
        units if ACTIONS[action].reach in {"down", "within"} else [pk for pk in seat.lineage if pk in units]
    )
    return [units[pk] for pk in near if covers(seat, action, units[pk])]


def substitutes_of(people: Iterable[int], action: str) -> list[tuple[int, int, int]]:
    """Who stands in today for one of ``people`` by a seat that carries ``action``: (substitute, covered, unit)."""
    return roles.substitutes_of(people, ACTIONS[action].roles)


def people_of(unit: Unit) -> QuerySet[User]:
    """Everybody with a seat of any kind in the unit or in a part of it today."""
    return roles.holders(frozenset(roles.ROLES), part_of(unit))


def is_held(role: str, unit: Unit) -> bool:
    """Whether somebody holds the role in the unit today."""
    return roles.holders(frozenset({role}), Q(pk=unit.pk)).exists()
