"""Symbols on paper: each a drawing in a colour with a word beside it or said instead of it."""

from collections.abc import Iterable

import lucide
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.paper.parts import Outcome, PaperMark

# What the page draws as a hatched square: nobody has said anything.
NOTHING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">'
    '<path d="M3 21 21 3M3 12 12 3M12 21 21 12" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>'
)


def outcome_marks() -> dict[Outcome, PaperMark]:
    """The four ways to dispose of a comment, in the order they are counted."""
    return {
        "heeded": PaperMark("check", capfirst(_("beaktas")), "skog"),
        "partly": PaperMark("circle-dot-dashed", capfirst(_("beaktas delvis")), "sol"),
        "not_heeded": PaperMark("x", capfirst(_("beaktas inte")), "lingon"),
        "noted": PaperMark("bookmark", capfirst(_("noteras")), "neutral"),
    }


def drawings(marks: Iterable[PaperMark]) -> dict[str, str]:
    """The SVG of each symbol by its name; one Lucide does not know is drawn as nothing."""
    return {mark.icon: _drawing(mark.icon) for mark in marks}


def _drawing(name: str) -> str:
    if not name:
        return NOTHING
    try:
        svg = lucide._render_icon(name, 24, stroke_width="2.25")
    except lucide.IconDoesNotExist:
        return NOTHING
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
