"""The matrix cut for paper: so many recipients side by side as a page has room for."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.paper.glyphs import narrow
from cases.paper.parts import PaperCell, PaperMark, PaperRecipient, PaperRow
from cases.paper.words import section_name

UPRIGHT = 6  # as many as fit beside the headings on an upright page
BROAD = 12
MARGIN = 26  # letters in a heading beside the rows
# In millimetres: what the columns may share of a page, upright or lying, the broadest one, and a letter.
SHARED = {False: 102, True: 176}
BROADEST = 22
LETTER = 1.45


def matrix_data(
    recipients: Sequence[PaperRecipient], scale: Sequence[PaperMark], rows: Sequence[PaperRow]
) -> dict[str, Any]:
    """The groups of recipients, evenly cut, with their rows; ``broad`` when the page is to lie down."""
    broad = len(recipients) > UPRIGHT
    cuts = _cuts(len(recipients), BROAD if broad else UPRIGHT)
    return {
        "heading": _("Svar per avsnitt och mottagare"),
        "broad": broad,
        "nobody": _("Rundan har inga mottagare.") if not recipients else "",
        "legend_title": _("Så läser du tabellen:"),
        "legend": list(scale),
        "number_says": _("Siffran är antalet synpunkter."),
        "section": _("Avsnitt"),
        "groups": [_group(recipients, rows, cut, SHARED[broad]) for cut in cuts],
    }


def _cuts(count: int, room: int) -> list[tuple[int, int]]:
    pages = ceil(count / room)
    return [(count * n // pages, count * (n + 1) // pages) for n in range(pages)]


def _group(
    recipients: Sequence[PaperRecipient], rows: Sequence[PaperRow], cut: tuple[int, int], shared: int
) -> dict[str, Any]:
    first, last = cut
    shown = recipients[first:last]
    width = min(BROADEST, shared / len(shown))
    return {
        "caption": _caption(first, last, len(recipients)),
        "width": width,
        "recipients": [_column_name(recipient, int(width / LETTER)) for recipient in shown],
        "rows": [
            {
                "heading": narrow(section_name(row.number, row.heading), MARGIN),
                "cells": [_cell(*pair) for pair in zip(shown, row.cells[first:last], strict=True)],
            }
            for row in rows
        ],
    }


def _caption(first: int, last: int, count: int) -> str:
    if (first, last) == (0, count):
        return ""
    return _("Mottagare %(first)d–%(last)d av %(count)d") % {"first": first + 1, "last": last, "count": count}


def _column_name(recipient: PaperRecipient, room: int) -> dict[str, Any]:
    return {"short": narrow(recipient.short, room), "more": ", ".join(_apart(recipient))}


def _apart(recipient: PaperRecipient) -> list[str]:
    """What keeps the recipient out of the ordinary sum."""
    late = [_("sent")] if recipient.late else []
    return late if recipient.listed else [*late, _("utanför listan")]


def _cell(recipient: PaperRecipient, cell: PaperCell) -> dict[str, Any]:
    return {
        "icon": cell.mark.icon,
        "tone": cell.mark.tone,
        "count": str(cell.comments) if cell.comments else "",
        "says": f"{recipient.short}: {cell.mark.word}{_count(cell.comments)}",
    }


def _count(comments: int) -> str:
    if not comments:
        return ""
    counted = ngettext("%(count)d synpunkt", "%(count)d synpunkter", comments) % {"count": comments}
    return f", {counted}"
