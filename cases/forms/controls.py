"""How controls look in more than one form."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst

PROSE = {"class": "prose", "rows": 12}


def as_sentences(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Choices that begin with a capital letter, as lines of their own do."""
    return [(value, capfirst(str(label))) for value, label in choices]
