"""Where a person holds an action, and the two conditions nearly every scope is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, Q


@dataclass(frozen=True)
class Right:
    """Where one person holds one action: units, single cases, secrets they read, units they work in.

    ``covered`` are those they stand in for by a seat that carries the action, with the units of these seats.
    """

    user_id: int
    units: tuple[int, ...]
    cases: tuple[int, ...]
    secret_units: tuple[int, ...]
    secret_cases: tuple[int, ...]
    homes: tuple[int, ...]
    covered: tuple[tuple[int, tuple[int, ...]], ...] = ()


Scope = Callable[[Right], Q]
Scopes = dict[tuple[type[Model], str], Scope]


def in_units(right: Right, field: str) -> Q:
    """Rows whose unit ``field`` is one of those the right reaches."""
    # an array parameter keeps the plan the same for one unit and for a whole region
    return Q(**{f"{field}__in": right.units})


def asked_by_name(right: Right, person: str, unit: str) -> Q:
    """What the person is asked for by name, or whoever they stand in for is, there or without a place."""
    found = Q(**{person: right.user_id})
    for covered, units in right.covered:
        found |= Q(**{person: covered}) & (Q(**{unit: None}) | Q(**{f"{unit}__in": units}))
    return found


def no_secret(right: Right, case: str = "") -> Q:
    """The case (at the end of the path ``case``) bears no secrecy mark, or this person may read its secrets."""
    return (
        Q(**{f"{case}secrecy_provision": ""})
        | Q(**{f"{case}unit__in": right.secret_units})
        | Q(**{f"{case}pk__in": right.secret_cases})
    )
