"""As many forms of one kind as somebody needs, on one page: counted by a hidden field, empty ones left out."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import QueryDict

MOST_ROWS = 200
COUNT = "rows"


def row_forms(
    make: Callable[..., forms.Form], typed: QueryDict | None, *, more: int | None = None
) -> list[Any]:
    """The forms, bound to what was typed; with ``more`` (or 0) empty ones after them, nothing is checked yet.

    One is read beyond ``MOST_ROWS``, for the verb to refuse: what is never read would be lost in silence.
    """
    count = min(_count(typed) + (more or 0), MOST_ROWS + 1)
    facts: dict[str, Any] = {"empty_permitted": True, "use_required_attribute": False}
    if typed is None or more is not None:
        return [make(prefix=f"r{n}", initial=_typed(typed, f"r{n}-"), **facts) for n in range(count)]
    return [make(typed, prefix=f"r{n}", **facts) for n in range(count)]


def filled(rows: Iterable[forms.Form]) -> list[Any]:
    """The valid forms somebody wrote in."""
    return [row for row in rows if row.has_changed() and row.is_valid()]


def all_valid(rows: Iterable[forms.Form]) -> bool:
    """Whether no form needs to be put right; every one is checked."""
    return not [row for row in rows if not row.is_valid()]


def _count(typed: QueryDict | None) -> int:
    said = typed.get(COUNT, "1") if typed is not None else "1"
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 4 else 1


def _typed(typed: QueryDict | None, prefix: str) -> dict[str, Any]:
    """The values of one row, several where a field has several."""
    if typed is None:
        return {}
    names = [name for name in typed if name.startswith(prefix)]
    values = {name[len(prefix) :]: typed.getlist(name) for name in names}
    return {name: found if name == "versions" else found[0] for name, found in values.items()}
