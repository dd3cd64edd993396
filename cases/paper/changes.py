"""The new version against the draft: each section word by word, and as it reads now."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.paper import prose
from cases.paper.comments import legend, pieces_data
from cases.paper.parts import PaperChange
from cases.paper.words import section_name


def changes_data(changes: Sequence[PaperChange], *, heading: str = "") -> dict[str, Any]:
    """The changed sections in full; the unchanged ones by name."""
    changed = [change for change in changes if change.is_changed]
    same = [section_name(one.number, one.heading) for one in changes if not one.is_changed]
    return {
        "heading": heading or _("Ändringar i texten"),
        "none": "" if changed else _("Ingen text har ändrats."),
        "legend": legend(),
        "sections": [_section(change) for change in changed],
        "same_title": _("Oförändrade avsnitt"),
        "same": same if changed else [],
    }


def _section(change: PaperChange) -> dict[str, Any]:
    former = _("Avsnittet hette tidigare: %(heading)s") % {"heading": change.former_heading}
    return {
        "heading": section_name(change.number, change.heading),
        "former": former if change.former_heading else "",
        "pieces": pieces_data(change.pieces),
        "now": {"title": _("Ny formulering"), "text": prose.from_markdown(change.text)},
    }
