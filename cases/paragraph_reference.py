"""A decision as people refer to it: "Strategiska hälso- och sjukvårdsnämnden 2023-05-17 § 61 punkt 7". Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from cases.written_dates import DATE, read_date

BETWEEN = r"[\s,()]*"
REFERENCE = re.compile(
    rf"(?P<body>[^§]*?){BETWEEN}(?P<before>{DATE})?{BETWEEN}"
    rf"(?:§|\bparagra(?:f|ph)\b)\s*(?P<paragraph>[1-9][0-9]{{0,4}})\b{BETWEEN}(?P<after>{DATE})?{BETWEEN}"
    r"(?:(?:(?:besluts)?punkt(?:en)?|p\.?|items?|point)\s*(?P<point>[1-9][0-9]{0,2}))?[\s,.;)]*",
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
    match = REFERENCE.fullmatch(_plain(text)) if len(text) <= LONGEST else None
    if not match or (match["before"] and match["after"]):
        return None
    written = match["before"] or match["after"]
    on = read_date(written) if written else None
    if written and not on:
        return None
    point = int(match["point"]) if match["point"] else None
    return ParagraphReference(match["body"], on, int(match["paragraph"]), point)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
