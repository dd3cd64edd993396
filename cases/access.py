"""The one place that says who may see or do what; nothing else reads seats or grants.

Three questions: ``can(user, action, obj)``, ``visible_to(user, Model, action)`` and
``holders(action, unit)``. ``can`` is defined by ``visible_to``, so a list and a page never
disagree. Without a right a thing does not exist: views answer 404. ``is_superuser`` gives nothing.

What seats give is worked out in ``seats``, which is reached through here alone.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from organisation.models import User

from .models import Case
from .scopes import SCOPES
from .scopes.right import no_secret
from .seats.acting import (
    acting_for,
    has_place,
    is_substitute,
    keeping_for,
    led_by,
    role_for,
    seats_for,
    stands_in,
    stood_in_for,
)
from .seats.holders import holders, is_held, on_duty, on_duty_in, people_of, substitutes_of
from .seats.reach import parts_of
from .seats.rights import covered, forget, right_of

__all__ = [
    "acting_for",
    "can",
    "covered",
    "find",
    "find_any",
    "forget",
    "has_place",
    "holders",
    "is_held",
    "is_substitute",
    "keeping_for",
    "led_by",
    "on_duty",
    "on_duty_in",
    "parts_of",
    "people_of",
    "right_of",
    "role_for",
    "seats_for",
    "secret_to",
    "stands_in",
    "stood_in_for",
    "substitutes_of",
    "visible_by_any",
    "visible_to",
]


def can(user: User, action: str, obj: Model) -> bool:
    """Whether ``user`` may do ``action`` to ``obj`` today."""
    return visible_to(user, type(obj), action).filter(pk=obj.pk).exists()


def visible_to(user: User, model: type[Model], action: str) -> QuerySet[Any]:
    """Every row of ``model`` on which ``user`` may do ``action`` today."""
    if not (user.is_authenticated and user.is_active):
        return model._default_manager.none()
    condition = SCOPES[model, action](right_of(user, action))
    return model._default_manager.filter(condition)


def find(user: User, model: type[Model], action: str, **lookup: Any) -> Any:
    """The row; Http404 both when it is missing and when ``user`` has no right to it."""
    return find_any(user, model, action, **lookup)


def find_any(
    user: User, model: type[Model], *actions: str, related: tuple[str, ...] = (), **lookup: Any
) -> Any:
    """The row on which ``user`` may do one of ``actions``, fetched with ``related``; else Http404."""
    rows = visible_by_any(user, model, *actions).filter(**lookup)
    found = (rows.select_related(*related) if related else rows).first()
    if found is None:
        raise Http404
    return found


def visible_by_any(user: User, model: type[Model], *actions: str) -> QuerySet[Any]:
    """Every row of ``model`` on which ``user`` may do at least one of ``actions``."""
    if not (user.is_authenticated and user.is_active):
        return model._default_manager.none()
    condition = Q(pk__in=[])
    for action in actions:
        condition |= SCOPES[model, action](right_of(user, action))
    return model._default_manager.filter(condition)


def secret_to(user: User, cases: Iterable[int]) -> set[int]:
    """Those of ``cases``, by id, whose secrecy mark ``user`` may not read past."""
    asked = set(cases)
    if not asked:
        return set()
    open_ones = Case.objects.filter(no_secret(right_of(user, "see_case")), pk__in=asked)
    return asked - set(open_ones.values_list("pk", flat=True))
