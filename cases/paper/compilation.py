"""The compiled document (remissammanställning): what everybody said, and what became of every word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper import marks, statistics, words
from cases.paper.changes import changes_data
from cases.paper.comments import comments_data
from cases.paper.lists import attachments_data, hashes_data, recipients_data
from cases.paper.matrix import matrix_data
from cases.paper.parts import (
    PaperAttachment,
    PaperChange,
    PaperComment,
    PaperMark,
    PaperRecipient,
    PaperRow,
    PaperTotal,
)
from cases.paper.typesetting import typeset

WITHOUT_CONTENTS = 20  # so few comments that one finds them by turning the pages


@dataclass(frozen=True, slots=True, kw_only=True)
class CompilationPaper:
    """Everything the document tells; nothing is looked up.

    ``language`` is "sv" or "en"; ``sender`` the unit that owns the round; ``scale`` the legend of the matrix;
    ``rows`` the sections in order, the draft as a whole (number 0) last; ``totals`` one per group of
    recipients; ``changes`` one per section, changed or not; hashes are 64 hex digits, ``version_hash`` is
    empty when no new version was cut. ``closed_at`` is aware and is when the file says it was made.
    """

    language: str
    case_number: str
    title: str
    sender: str
    dispatched_on: date
    last_day: date
    compiled_on: date
    closed_at: datetime
    recipients: Sequence[PaperRecipient]
    scale: Sequence[PaperMark]
    rows: Sequence[PaperRow]
    totals: Sequence[PaperTotal]
    comments: Sequence[PaperComment]
    changes: Sequence[PaperChange]
    attachments: Sequence[PaperAttachment]
    draft_hash: str
    version_hash: str = ""


def compilation_pdf(paper: CompilationPaper) -> bytes:
    """The document as an accessible PDF; the same paper gives the same bytes."""
    return typeset("compilation", compilation_data(paper), at=paper.closed_at)


def compilation_data(paper: CompilationPaper) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        return _edges(paper) | {
            "lead": _(
                "Alla svar i remissrundan, varje synpunkt med hantering och motivering, och vad som ändrades."
            ),
            "facts": _facts(paper),
            "contents": _("Innehåll") if len(paper.comments) > WITHOUT_CONTENTS else "",
            "icons": marks.drawings(_marks(paper)),
            "totals": statistics.totals_data(paper.totals),
            "outcomes": statistics.outcome_data(paper.rows, paper.comments),
            "matrix": matrix_data(paper.recipients, paper.scale, paper.rows),
            "recipients": recipients_data(paper.recipients),
            "comments": comments_data(paper.rows, paper.comments),
            "changes": changes_data(paper.changes),
            "attachments": attachments_data(paper.attachments),
            "hashes": hashes_data(paper.draft_hash, paper.version_hash),
        }


def _edges(paper: CompilationPaper) -> dict[str, Any]:
    return words.edges(
        language=paper.language,
        kind=_("Remissammanställning"),
        title=paper.title,
        case_number=paper.case_number,
        sender=paper.sender,
        made=paper.closed_at,
    )


def _facts(paper: CompilationPaper) -> list[tuple[str, str]]:
    return [
        (_("Ärende"), paper.case_number),
        (_("Avsändare"), paper.sender),
        (_("Skickades"), words.day(paper.dispatched_on)),
        (_("Sista svarsdag"), words.day(paper.last_day)),
        (_("Sammanställdes"), words.day(paper.compiled_on)),
        (_("Avslutades"), words.moment(paper.closed_at)),
        (_("Svarade"), statistics.answered(paper.recipients)),
        (_("Synpunkter"), str(len(paper.comments))),
    ]


def _marks(paper: CompilationPaper) -> list[PaperMark]:
    in_cells = [cell.mark for row in paper.rows for cell in row.cells]
    return [*paper.scale, *in_cells, *marks.outcome_marks().values()]
