"""What one wording of an assignment changes in the one before, word by word."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import merging
from directives.models import TEXTS, AssignmentVersion

from .drafting import written
from .headings import HEADINGS


@dataclass(frozen=True)
class ChangedText:
    """One part that reads otherwise; a piece has kind and text."""

    heading: str
    pieces: list[dict[str, str]]


def changed_texts(before: AssignmentVersion, after: AssignmentVersion) -> list[ChangedText]:
    """Who gives it and who takes it when that is somebody else, then every part that differs, the days last."""
    pairs = [(str(HEADINGS[name]), written(before, name), written(after, name)) for name in TEXTS]
    pairs.append((_("Tid"), _days(before), _days(after)))
    texts = [ChangedText(heading, _pieces(old, new)) for heading, old, new in pairs if old != new]
    return [*_parties(before, after), *texts]


def _parties(before: AssignmentVersion, after: AssignmentVersion) -> list[ChangedText]:
    """A name is another as a whole, never letter by letter."""
    sides = (("giver", _("Uppdragsgivare")), ("taker", _("Uppdragstagare")))
    named = [(heading, _named(before, side), _named(after, side)) for side, heading in sides]
    return [
        ChangedText(
            heading, [{"kind": kind, "text": text} for kind, text in (("gone", old), ("new", new)) if text]
        )
        for heading, old, new in named
        if old != new
    ]


def _named(version: AssignmentVersion, side: str) -> str:
    said = version.named
    return ", ".join(words for words in (said[side], said[f"{side}_title"], said[f"{side}_unit"]) if words)


def _pieces(before: str, after: str) -> list[dict[str, str]]:
    return [{"kind": piece.kind, "text": piece.text} for piece in merging.changes(before, after)]


def _days(version: AssignmentVersion) -> str:
    """The days in words, a line each."""
    lines = [
        _("Börjar %(day)s") % {"day": date_format(version.starts_on, "j F Y")} if version.starts_on else "",
        _("Slutdag %(day)s") % {"day": date_format(version.due_on, "j F Y")} if version.due_on else "",
        version.due_words,
    ]
    return "\n".join(line for line in lines if line)
