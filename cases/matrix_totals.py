"""Sums of the matrix: shares of a row, and totals kept apart for listed, late and unlisted answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cases.matrix import Cell

ORDER = ("skog", "sol", "lingon", "neutral", "none")
GAP = 1.0


@dataclass(frozen=True, slots=True)
class Total:
    """How one group of recipients answered about the whole, by label."""

    label: str
    count: int
    said: list[tuple[str, int]]


def shares(tones: Sequence[str]) -> list[dict[str, object]]:
    """A bar of shares in hundredths; what is begun counts as not answered."""
    counted = Counter("none" if tone == "ljung" else tone for tone in tones)
    kinds = [tone for tone in ORDER if counted[tone]]
    room = 100 - GAP * (len(kinds) - 1)
    found: list[dict[str, object]] = []
    at = 0.0
    for tone in kinds:
        width = room * counted[tone] / len(tones)
        found.append({"tone": tone, "x": round(at, 2), "width": round(width, 2)})
        at += width + GAP
    return found


def totals(overall: Sequence["Cell"]) -> list[Total]:
    """Listed in time, listed late and unlisted, each by itself; an empty group is left out."""
    groups = {
        _("På sändlistan"): [
            cell for cell in overall if cell.column.recipient.listed and not cell.column.is_late
        ],
        _("På sändlistan, sena svar"): [
            cell for cell in overall if cell.column.recipient.listed and cell.column.is_late
        ],
        _("Utanför sändlistan"): [cell for cell in overall if not cell.column.recipient.listed],
    }
    return [_total(label, cells) for label, cells in groups.items() if cells]


def _total(label: str, cells: Sequence["Cell"]) -> Total:
    said = Counter(cell.mark.word for cell in cells)
    return Total(label, len(cells), said.most_common())
