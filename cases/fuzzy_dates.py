"""When something is due, in people's own words: the words are kept beside the day they mean, if any. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from cases.named_spans import Span, find
from cases.written_dates import YEAR

ONE_DAY = timedelta(days=1)

# What may stand before a name of time without changing which day is its last.
BY = re.compile(
    r"(?:senast|till och med|t\.? ?o\.? ?m\.?|under|vid|i|(?:i )?slutet (?:av|på)"
    r"|(?:(?:före|innan|vid) )?utgången av|by the end of|at the end of|no later than|during|at|in"
    r"|(?:till|by)(?= den| [0-9]))\s+"
)
BEFORE = re.compile(r"(?:före|innan|before)\s+")
# "Omgående, dock senast den 1 mars": what stands before it names no day of its own.
AT_LATEST = re.compile(r"(?:omgående|omedelbart|snarast|skyndsamt)\W+(?:dock |men )?(?=senast)")


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """The last day the words mean, or None when they name no day ("omgående", "snarast")."""

    day: date | None
    words: str


def resolve(words: str, *, said_on: date) -> FuzzyDate:
    """The last day that is meant by words said on a day: "senast november 2024" → 2024-11-30.

    Never a guess: words that name no last day, or say anything besides it, give None. What has no
    year is the next one; a week ends on its Friday. The day is not moved off a red one.
    """
    text = AT_LATEST.sub("", _plain(words), count=1)
    day = _last_day(text, said_on)
    has_passed = day is not None and day < said_on and not re.search(YEAR, text)
    return FuzzyDate(None if has_passed else day, words)


def _last_day(text: str, said_on: date) -> date | None:
    while by := BY.match(text):
        text = text[by.end() :]
    before = BEFORE.match(text)
    span = find(text[before.end() :] if before else text, said_on=said_on)
    return _day_of(span, is_before=bool(before)) if span else None


def _day_of(span: Span, *, is_before: bool) -> date | None:
    return span.first - ONE_DAY if is_before else span.last


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split()).strip(" .,;")
