"""Numbers as people type them in Swedish, and back."""

import re
from decimal import Decimal

from cases.text import normalise

from .indicator_errors import NumberTooBig, ThousandsOrDecimals, ValueNotNumber

SPACES = re.compile(r"[\s\u00a0\u202f]+")
TOO_BIG = re.compile(r"[+\-\u2212]?\d{15,}(?:[.,]\d*)?")
UNCLEAR = re.compile(r"[+\-\u2212]?[1-9]\d{0,2}\.\d{3}")
NUMBER = re.compile(r"[+\-\u2212]?\d{1,14}(?:[.,]\d{1,4})?")


def parse(typed: str, *, asks: bool = True) -> Decimal:
    """ "87,5", "87.5" or "1 200" as a number with at most four decimals.

    Raises ValueNotNumber, NumberTooBig, ThousandsOrDecimals ("1.234"; a file has decimals there: ``asks`` not).
    """
    said = normalise(typed).strip()[:60]
    bare = SPACES.sub("", normalise(typed))
    if asks and UNCLEAR.fullmatch(bare):
        whole, decimal = bare.replace(".", ""), bare.replace(".", ",")
        raise ThousandsOrDecimals(value=said, whole=whole, decimal=decimal)
    if TOO_BIG.fullmatch(bare):
        raise NumberTooBig(value=said)
    if not NUMBER.fullmatch(bare):
        raise ValueNotNumber(value=said)
    return Decimal(bare.replace(",", ".").replace("\u2212", "-"))


def plain(number: Decimal) -> str:
    """The number without exponent or trailing zeroes, with a point."""
    return format(number.normalize(), "f")
