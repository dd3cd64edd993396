"""Where a person holds an action, and the two conditions nearly every scope is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, Q


@dataclass(frozen=True)
class Right:
    """Where one person holds one action: units, single cases, secrets they read, units they work in."""

    user_id: int
    units: tuple[int, ...]
    cases: tuple[int, ...]
    secret_units: tuple[int, ...]
    secret_cases: tuple[int, ...]
    homes: tuple[int, ...]


Scope = Callable[[Right], Q]
Scopes = dict[tuple[type[Model], str], Scope]


def in_units(right: Right, field: str) -> Q:
    """Rows whose unit ``field`` is one of those the right reaches."""
    # an array parameter keeps the plan the same for one unit and for a whole region
    return Q(**{f"{field}__in": right.units})


def no_secret(right: Right, case: str = "") -> Q:
    """The case (at the end of the path ``case``) bears no secrecy mark, or this person may read its secrets."""
    return (
        Q(**{f"{case}secrecy_provision": ""})
        | Q(**{f"{case}unit__in": right.secret_units})
        | Q(**{f"{case}pk__in": right.secret_cases})
    )
