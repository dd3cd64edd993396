"""What stands in a cell or under a YAML key, as the value of a field, and back."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.errors import Refused
from cases.text import normalise
from directives.plans import numbers
from directives.plans.indicator_errors import NumberTooBig

from .columns import Column, Holds

LANGUAGE = "sv"  # a file reads the same whoever fetched it
HIGHEST_WHOLE = 9999
YES = frozenset({"ja", "j", "yes", "y", "sant", "true", "x", "1"})
NO = frozenset({"nej", "n", "no", "falskt", "false", "0", ""})
BETWEEN = re.compile(r"[,;\s]+")
BELOW_ZERO = re.compile(r"[-\u2212]\d+(?:\.0)?")
FOUR_DECIMALS = Decimal("0.0001")


class BadValue(ValueError):
    """It cannot stand there; the message says why, in the reader's language."""


def parse(column: Column, raw: Any) -> Any:
    """The field's value; None for an empty number or choice. Raises BadValue."""
    return PARSERS[column.holds](column, raw)


def word_of(choices: Any, code: str) -> str:
    """A choice as a workbook writes it."""
    with override(LANGUAGE):
        return str(choices(code).label)


def _text(column: Column, raw: Any) -> str:
    if raw is None:
        return ""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise BadValue(_("Det ska stå text här. I Excel: formatera cellen som text."))
    text = normalise(_digits(raw)).strip()
    if len(text) > column.most:
        raise BadValue(_("Skriv högst %(most)s tecken; här står %(count)s.") % _long(column, text))
    return text


def _long(column: Column, text: str) -> dict[str, int]:
    return {"most": column.most, "count": len(text)}


def _digits(raw: str | int | float) -> str:
    """What was typed: a cell's number 12, not 12.0."""
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


def _whole(column: Column, raw: Any) -> int | None:
    text = "" if raw is None else str(raw).strip()
    if isinstance(raw, float) and raw.is_integer():
        text = str(int(raw))
    if not text:
        return None
    if not isinstance(raw, bool) and BELOW_ZERO.fullmatch(text):
        raise BadValue(_("%(value)s är mindre än 0. Skriv ett tal från 0 och uppåt.") % {"value": text[:60]})
    if isinstance(raw, bool) or not (text.isdecimal() and text.isascii()) or int(text) > HIGHEST_WHOLE:
        raise BadValue(_("”%(value)s” är inget heltal. Skriv bara siffror.") % {"value": text[:60]})
    return int(text)


def _number(column: Column, raw: Any) -> Decimal | None:
    if raw is None or str(raw).strip() == "":
        return None
    try:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return _rounded(raw)
        return numbers.parse(str(raw), asks=False)
    except NumberTooBig as refused:
        raise BadValue(str(refused)) from refused
    except (Refused, InvalidOperation) as refused:
        raise BadValue(
            _("”%(value)s” är inget tal. Skriv till exempel 87,5.") % {"value": str(raw)[:60]}
        ) from refused


def _rounded(raw: int | float) -> Decimal:
    """A cell's number with at most four decimals. Raises ValueNotNumber."""
    return numbers.parse(format(Decimal(str(raw)).quantize(FOUR_DECIMALS), "f"), asks=False)


def _choice(column: Column, raw: Any) -> str | None:
    """By its word or its code, however it is capitalised."""
    text = normalise(str(raw)).strip() if raw is not None else ""
    if not text:
        return None
    words = {code: word_of(column.choices, code) for code in column.choices.values}
    for code, word in words.items():
        if text.casefold() in (code, word.casefold()):
            return str(code)
    raise BadValue(
        _("”%(value)s” går inte att välja. Välj något av: %(choices)s.")
        % {"value": text[:60], "choices": ", ".join(words.values())}
    )


def _flag(column: Column, raw: Any) -> bool:
    text = "" if raw is None else normalise(_digits(raw)).strip().casefold()
    if text not in YES | NO:
        raise BadValue(_("”%(value)s” är varken ja eller nej. Skriv ja eller nej.") % {"value": text[:60]})
    return text in YES


def _audiences(column: Column, raw: Any) -> list[str]:
    words = raw if isinstance(raw, list) else BETWEEN.split(str(raw or ""))
    named = [str(word).strip() for word in words if str(word or "").strip()]
    found = [_choice(column, word) for word in named]
    return list(dict.fromkeys(code for code in found if code))


PARSERS: dict[Holds, Callable[[Column, Any], Any]] = {
    Holds.TEXT: _text,
    Holds.WHOLE: _whole,
    Holds.NUMBER: _number,
    Holds.CHOICE: _choice,
    Holds.FLAG: _flag,
    Holds.AUDIENCES: _audiences,
}
