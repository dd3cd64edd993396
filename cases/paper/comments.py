"""Comments on paper: the words, what became of them and why, in the order of the draft."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.paper import prose
from cases.paper.marks import outcome_marks
from cases.paper.parts import PaperComment, PaperPiece, PaperRow
from cases.paper.words import numbers, section_name


def comments_data(rows: Sequence[PaperRow], comments: Sequence[PaperComment]) -> dict[str, Any]:
    """Every comment under its section's heading; one whose section is in no row stands last, never lost."""
    known = {row.number for row in rows}
    sections = [(section_name(row.number, row.heading), [row.number]) for row in rows]
    strays = sorted({comment.section for comment in comments} - known)
    return {
        "heading": _("Varje synpunkt och vad som hände med den"),
        "none": _("Inga synpunkter har lämnats.") if not comments else "",
        "legend": legend() if any(comment.change for comment in comments) else None,
        "sections": [
            {"heading": heading, "comments": [comment_data(one) for one in said]}
            for heading, places in [*sections, (_("Övrigt"), strays)]
            if (said := [comment for comment in comments if comment.section in places])
        ],
    }


def comment_data(comment: PaperComment) -> dict[str, Any]:
    """One comment as the templates draw it."""
    return {
        "heading": _heading(comment),
        "mark": outcome_marks()[comment.outcome],
        "said": _titled(_("Synpunkt"), prose.from_plain(comment.quote)),
        "proposed": _titled(_("Förslag till ny formulering"), prose.from_plain(comment.wording)),
        "reason": _titled(_("Motivering"), prose.from_plain(comment.reason)),
        "change": {"title": _("Ändringen i texten"), "pieces": pieces_data(comment.change)},
        "wording": _titled(_("Ny formulering"), prose.from_markdown(comment.new_wording)),
        "small": " · ".join(_small(comment)),
    }


def pieces_data(pieces: Sequence[PaperPiece]) -> list[dict[str, Any]]:
    """Words that stayed, went and came, each with the comments that caused it."""
    return [
        {"kind": piece.kind, "text": piece.text, "comments": numbers(piece.comments)}
        for piece in pieces
        if piece.text
    ]


def legend() -> dict[str, str]:
    """How to read a changed text."""
    return {
        "title": _("Så läser du ändringarna:"),
        "gone": _("struket"),
        "new": _("nytt"),
        "comments": _("Siffran efter är synpunktens nummer."),
    }


def _titled(title: str, text: prose.Tree) -> dict[str, Any]:
    return {"title": title, "text": text}


def _heading(comment: PaperComment) -> str:
    said = _("Synpunkt %(number)d, %(recipient)s") % {
        "number": comment.number,
        "recipient": comment.recipient,
    }
    apart = [comment.place] if comment.place else []
    apart += [_("sent svar")] if comment.late else []
    apart += [] if comment.listed else [_("utanför sändlistan")]
    return f"{said} ({', '.join(apart)})" if apart else said


def _small(comment: PaperComment) -> list[str]:
    """Who weighed it, and what it was weighed together with."""
    by = [_("Hanterad av %(who)s") % {"who": comment.weighed_by}] if comment.weighed_by else []
    others = numbers(comment.together_with)
    return [*by, _("Hanterad tillsammans med synpunkt %(numbers)s") % {"numbers": others}] if others else by
