"""Numbers as people type them in Swedish, and back."""

import re
from decimal import Decimal

from cases.text import normalise

from .errors import ValueNotNumber

SPACES = re.compile(r"[\s\u00a0\u202f]+")
NUMBER = re.compile(r"[+\-\u2212]?\d{1,14}(?:[.,]\d{1,4})?")


def parse(typed: str) -> Decimal:
    """ "87,5", "87.5" or "1 200" as a number with at most four decimals. Raises ValueNotNumber."""
    bare = SPACES.sub("", normalise(typed))
    if not NUMBER.fullmatch(bare):
        raise ValueNotNumber(value=normalise(typed).strip()[:60])
    return Decimal(bare.replace(",", ".").replace("\u2212", "-"))


def plain(number: Decimal) -> str:
    """The number without exponent or trailing zeroes, with a point."""
    return format(number.normalize(), "f")
