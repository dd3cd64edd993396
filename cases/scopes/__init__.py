"""Which rows a right opens, per model and action, as conditions for the database.

Read together with ``actions``: an action says which units a seat covers, a scope says which
rows those units open. Only ``access`` uses this. An app that stands above says which of its own
rows a right opens by calling ``open_up`` when it is ready.
"""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

from . import answers, cases, meetings, minutes, rounds, undertakings, work
from .right import Right, Scope, Scopes

__all__ = ["SCOPES", "Right", "Scope", "Scopes", "open_up"]

SCOPES: Scopes = {}


def open_up(scopes: Mapping[tuple[type[Model], str], Scope]) -> None:
    """Add what ``scopes`` open; refuses all of them where one is opened already."""
    taken = [f"{model.__name__}: {action}" for model, action in scopes if (model, action) in SCOPES]
    if taken:
        raise ImproperlyConfigured(f"These rows are opened already: {', '.join(taken)}")
    SCOPES.update(scopes)


for _part in (cases, rounds, answers, meetings, minutes, undertakings, work):
    open_up(_part.SCOPES)
