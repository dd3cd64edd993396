"""Which comments the reader wants to see: the filter of the ledger, kept in every address of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.ledger_of_comments import Wanted
from cases.models import Comment, Disposition
from cases.text import normalise

NAMES = ("status", "section", "unit", "mine")
UNWEIGHED, OUTDATED, DROPPED = "unweighed", "outdated", "dropped"
Row = tuple[str, str | None, bool]  # state, outcome, whether its answer counts
STATUSES = (UNWEIGHED, *Disposition.Outcome.values, OUTDATED, DROPPED)


@dataclass(frozen=True)
class Option:
    """A line of a filter."""

    code: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class Choice:
    """What was asked for; what makes no sense asks for nothing."""

    status: str = ""
    section: str = ""
    unit: str = ""
    mine: str = ""

    @classmethod
    def of(cls, data: QueryDict | Mapping[str, Any]) -> "Choice":
        """The choice in an address."""
        status, section = data.get("status", ""), data.get("section", "")
        return cls(
            status=status if status in STATUSES else "",
            section=section if section.isascii() and section.isdigit() and len(section) < 4 else "",
            unit=normalise(data.get("unit", ""))[:26],
            mine="1" if data.get("mine") else "",
        )

    @property
    def wanted(self) -> Wanted:
        """The same as the ledger asks for it."""
        section = int(self.section) if self.section else None
        return Wanted(status=self.status, section=section, unit=self.unit, mine=bool(self.mine))

    @property
    def wanted_in_any_state(self) -> Wanted:
        """The same comments whatever has become of them."""
        return Wanted(section=self.wanted.section, unit=self.unit, mine=bool(self.mine))

    @property
    def query(self) -> str:
        """The choice at the end of an address: "?status=unweighed&mine=1", or nothing."""
        chosen = {name: getattr(self, name) for name in NAMES if getattr(self, name)}
        return f"?{urlencode(chosen)}" if chosen else ""

    @property
    def and_page(self) -> str:
        """The choice with the name of a page after it: "?status=unweighed&sida="."""
        return f"{self.query}&sida=" if self.query else "?sida="

    @property
    def and_whole(self) -> str:
        """The choice with the whole list asked for: "?status=unweighed&visa=allt"."""
        return f"{self.query}&visa=allt" if self.query else "?visa=allt"

    @property
    def is_narrow(self) -> bool:
        """Whether anything at all is left out."""
        return bool(self.query)


def statuses(rows: Iterable[Row]) -> list[Option]:
    """What may have become of a comment, with how many it became of."""
    counts = Counter(code for row in rows for code in _codes(*row))
    words = {
        UNWEIGHED: _("Inte vägda"),
        **{code: capfirst(str(label)) for code, label in Disposition.Outcome.choices},
        OUTDATED: _("Inaktuella"),
        DROPPED: _("Borttagna"),
    }
    return [Option(code, label, counts[code]) for code, label in words.items()]


def _codes(state: str, outcome: str | None, is_current: bool) -> list[str]:
    """Every status whose filter shows a comment of this kind."""
    if state == Comment.State.DROPPED:
        return [DROPPED]
    return ["", outcome or UNWEIGHED, *([] if is_current else [OUTDATED])]
