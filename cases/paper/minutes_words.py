"""Words that stand in several parts of the minutes: paragraphs, days and times as they are written."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from cases.paper.minutes_parts import MinutesPaper, PaperItem
from cases.paper.words import day
from ledger import clock


def paragraph(number: int) -> str:
    """ "§ 142", never broken between the sign and the number."""
    return f"§\u00a0{number}"


def mark(item: PaperItem) -> str:
    """ "§ 142", or "Ärende 6" while the paragraph is not given."""
    return paragraph(item.paragraph) if item.paragraph else _("Ärende %(number)d") % {"number": item.number}


def paragraphs(numbers: Iterable[int]) -> str:
    """ "§ 140–142, 145" """
    ordered = sorted(set(numbers))
    breaks = [0, *(n for n, (a, b) in enumerate(pairwise(ordered), start=1) if b != a + 1), len(ordered)]
    runs = [ordered[first:last] for first, last in pairwise(breaks)] if ordered else []
    said = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"§\u00a0{said}" if said else ""


def unbroken(words: str) -> str:
    """The words with every § kept on the line of its number."""
    return words.replace("§ ", "§\u00a0")


def hour(when: datetime) -> str:
    """ "09.30", as the clock showed in Stockholm."""
    return f"{clock.local(when):%H.%M}"


def at_hour(when: datetime) -> str:
    """ "kl. 09.30" """
    return _("kl. %(time)s") % {"time": hour(when)}


def span(starts: datetime, ends: datetime | None) -> str:
    """ "10 december 2026 kl. 09.30–15.00"; both days where it ended on another."""
    first, last = clock.local(starts).date(), clock.local(ends).date() if ends else None
    began = f"{day(first)} {at_hour(starts)}"
    if ends is None:
        return began
    return f"{began}–{hour(ends)}" if last == first else f"{began} – {day(last)} {at_hour(ends)}"


def kind(paper: MinutesPaper) -> str:
    """What such a paper is called."""
    return _("Protokoll") if paper.decides else _("Minnesanteckningar")


def is_draft(paper: MinutesPaper) -> bool:
    """Whether somebody has still to approve some of it; a group's notes are not approved at all."""
    return paper.decides and paper.approved_at is None
