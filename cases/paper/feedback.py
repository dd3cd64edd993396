"""The letter "ni tyckte – så gjorde vi": to one administration, what became of each of its comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper import marks, words
from cases.paper.changes import changes_data
from cases.paper.comments import comments_data
from cases.paper.parts import PaperChange, PaperComment, PaperRow
from cases.paper.typesetting import typeset

Stage = Literal["preliminary", "final"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPaper:
    """Everything the letter tells; nothing is looked up.

    ``rows`` are the draft's sections in order (their cells are not drawn); ``comments`` the recipient's own.
    ``later_changes`` (final) is the adopted text against the one that was closed, ``decision`` the decision
    in words and ``valid_from`` its first day; ``answer_at`` is the address where the recipient says whether
    it was understood, or "". ``sent_at`` is aware and is when the file says it was made.
    """

    language: str
    case_number: str
    title: str
    sender: str
    recipient: str
    stage: Stage
    sent_at: datetime
    rows: Sequence[PaperRow]
    comments: Sequence[PaperComment]
    later_changes: Sequence[PaperChange] = ()
    decision: str = ""
    valid_from: date | None = None
    answer_at: str = ""


def feedback_pdf(paper: FeedbackPaper) -> bytes:
    """The letter as an accessible PDF; the same paper gives the same bytes."""
    return typeset("letter", feedback_data(paper), at=paper.sent_at)


def feedback_data(paper: FeedbackPaper) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        return _edges(paper) | {
            "lead": _lead(paper),
            "facts": _facts(paper),
            "icons": marks.drawings(marks.outcome_marks().values()),
            "comments": comments_data(paper.rows, paper.comments)
            | {"none": "" if paper.comments else _("I ert svar fanns inga synpunkter att hantera.")},
            "later": _later(paper),
            "question": _question(paper),
        }


def _edges(paper: FeedbackPaper) -> dict[str, Any]:
    return words.edges(
        language=paper.language,
        kind=_("Ni tyckte – så gjorde vi"),
        title=paper.title,
        case_number=paper.case_number,
        sender=paper.sender,
        made=paper.sent_at,
    )


def _lead(paper: FeedbackPaper) -> str:
    if paper.stage == "final":
        return _("Tack för ert svar. Texten är nu beslutad. Här ser ni vad som hände med varje synpunkt.")
    return _(
        "Tack för ert svar. Här ser ni vad som hände med varje synpunkt. Beskedet är preliminärt: texten är "
        "inte beslutad än."
    )


def _facts(paper: FeedbackPaper) -> list[tuple[str, str]]:
    stage = _("Slutligt") if paper.stage == "final" else _("Preliminärt")
    every = [
        (_("Till"), paper.recipient),
        (_("Från"), paper.sender),
        (_("Ärende"), paper.case_number),
        (_("Besked"), stage),
        (_("Beslut"), paper.decision),
        (_("Gäller från"), words.day(paper.valid_from)),
    ]
    return [(name, value) for name, value in every if value]


def _later(paper: FeedbackPaper) -> dict[str, Any] | None:
    """What the decider changed after closing; a preliminary letter says nothing about it."""
    if paper.stage != "final":
        return None
    data = changes_data(paper.later_changes, heading=_("Det här ändrades efter att rundan avslutades"))
    return data if data["sections"] else data | {"none": _("Inget ändrades efter att rundan avslutades.")}


def _question(paper: FeedbackPaper) -> dict[str, str] | None:
    if not paper.answer_at:
        return None
    return {
        "title": _("Var det så ni menade?"),
        "text": _("Svara med ett klick:"),
        "address": paper.answer_at,
    }
