"""A decision as people refer to it: "Strategiska hälso- och sjukvårdsnämnden 2023-05-17 § 61 punkt 7". Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from cases.written_dates import DATE, read_date

MARK = re.compile(r"§|\bparagra(?:f|ph)\b", re.IGNORECASE)
DATE_AT_THE_END = re.compile(rf"({DATE})[\s,)]*$", re.IGNORECASE)
AFTER = re.compile(
    rf"\s*(?P<paragraph>[1-9][0-9]{{0,4}})\b(?:[\s,(]*(?P<date>{DATE}))?"
    r"(?:[\s,)]*(?:(?:besluts)?punkt(?:en)?|p\.?|items?|point)\s*(?P<point>[1-9][0-9]{0,2}))?[\s,.;)]*",
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

    def __str__(self) -> str:
        day = self.on.isoformat() if self.on else ""
        point = f"punkt {self.point}" if self.point else ""
        return " ".join(filter(None, (self.body, day, f"§ {self.paragraph}", point)))


def parse(text: str) -> ParagraphReference | None:
    """The reference somebody wrote or pasted, in Swedish or English; None when it is anything else.

    The body is as it was written, name or short name, or empty. A date that does not exist is None.
    """
    before, *after = MARK.split(_plain(text), maxsplit=1) if len(text) <= LONGEST else [""]
    found = AFTER.fullmatch(after[0]) if after else None
    dated = DATE_AT_THE_END.search(before)
    if not found or (dated and found["date"]):
        return None
    written = dated[1] if dated else found["date"]
    on = read_date(written) if written else None
    if written and not on:
        return None
    body = before[: dated.start()].rstrip(" ,(") if dated else before.rstrip(" ,")
    point = int(found["point"]) if found["point"] else None
    return ParagraphReference(body, on, int(found["paragraph"]), point)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
