"""A decision as people refer to it: "Strategiska hälso- och sjukvårdsnämnden 2023-05-17 § 61 punkt 7". Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from cases.written_dates import DATE, YEAR, read_date

MARK = re.compile(r"§|\bparagra(?:f|ph)\b", re.IGNORECASE)


def _when(name: str) -> str:
    """A piece of expression: a day, or a year alone."""
    return rf"(?:år\s+)?(?P<{name}>{DATE}|\b{YEAR}\b)"


WHEN_AT_THE_END = re.compile(rf"(?:^|[\s,(]){_when('when')}[\s,)]*$", re.IGNORECASE)
AFTER = re.compile(
    rf"\s*(?P<paragraph>[1-9][0-9]{{0,4}})(?=\b|p\.?\s*[0-9])(?:[\s,(/]+{_when('on')})?"
    r"(?:[\s,)]*(?:(?:besluts)?punkt(?:en)?|p\.?|items?|point)\s*(?P<point>[1-9][0-9]{0,2}))?"
    rf"(?:[\s,(/]+{_when('late')})?(?:[\s,)]+(?P<body>(?-i:[A-ZÅÄÖ]{{2,12}})))?[\s,.;)]*",
    re.IGNORECASE,
)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class ParagraphReference:
    """A body's §, perhaps one point of it; ``str()`` is the form that is written in minutes."""

    body: str
    on: date | None
    paragraph: int
    point: int | None = None
    year: int | None = None

    def __str__(self) -> str:
        day = self.on.isoformat() if self.on else ""
        point = f"punkt {self.point}" if self.point else ""
        year = str(self.year or "")
        return " ".join(filter(None, (self.body, day, year, f"§ {self.paragraph}", point)))


def parse(text: str) -> ParagraphReference | None:
    """The reference somebody wrote or pasted, in Swedish or English; None when it is anything else.

    The body is as it was written, name or short name, or empty. A year stands where a day would. A date
    that does not exist is None, and so are two.
    """
    before, *after = MARK.split(_plain(text), maxsplit=1) if len(text) <= LONGEST else [""]
    found = AFTER.fullmatch(after[0]) if after else None
    if found is None:
        return None
    name, early = _body_and_when(before)
    names, whens = _written(name, found["body"]), _written(early, found["on"], found["late"])
    when = "".join(whens)
    year = int(when) if when.isdigit() else None
    on = read_date(when) if when and not year else None
    if len(names) > 1 or len(whens) > 1 or (when and not year and not on):
        return None
    point = int(found["point"]) if found["point"] else None
    return ParagraphReference("".join(names), on, int(found["paragraph"]), point, year)


def _body_and_when(before: str) -> tuple[str, str]:
    """The body's name, and the day or year that stands after it."""
    dated = WHEN_AT_THE_END.search(before)
    if dated is None:
        return before.rstrip(" ,"), ""
    return before[: dated.start()].rstrip(" ,("), dated["when"]


def _written(*parts: str | None) -> list[str]:
    return [part for part in parts if part]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
