"""Dates as people write them out in Swedish or English: "den 17 maj 2023", "2023-05-17". Pure."""

import re
from datetime import date

NAMES = [
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july"),  # "jul" is Christmas
    ("augusti", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
]
MONTHS = {name: number for number, names in enumerate(NAMES, 1) for name in names}

# Pieces of regular expressions, to be read with IGNORECASE; the longest names first.
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
YEAR = r"(?:19|20|21)[0-9]{2}"
DATE = rf"\b{YEAR}-[0-9]{{2}}-[0-9]{{2}}|\b(?:den\s+)?[0-9]{{1,2}}\s+{MONTH}\s+{YEAR}"

WRITTEN = re.compile(rf"(?:den\s+)?(?P<day>[0-9]{{1,2}})\s+(?P<month>{MONTH})\s+(?P<year>{YEAR})", re.I)


def month_number(name: str) -> int:
    """1-12 for a month's name, whole or short, with or without a full stop; else a KeyError."""
    return MONTHS[name.casefold().rstrip(".")]


def read_date(text: str) -> date | None:
    """The day, when the text is exactly what ``DATE`` matches and there is such a day."""
    written = WRITTEN.fullmatch(text)
    if written:
        return make_date(int(written["year"]), month_number(written["month"]), int(written["day"]))
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is none: 30 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
