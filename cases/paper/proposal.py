"""The officer's proposal (tjänsteutlåtande) as accessible PDF: what is proposed first, then why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper import prose, words
from cases.paper.typesetting import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPaper:
    """Everything the proposal tells; nothing is looked up.

    ``parts`` are headings with their Markdown, the proposed points first. ``version`` is 1 for the first
    wording that was sent, ``kind`` what it is when it is no proposal. ``made_at`` is aware and
    is when the file says it was made.
    """

    title: str
    case_number: str
    body: str
    made_at: datetime
    parts: Sequence[tuple[str, str]]
    presenter: str = ""
    officer: str = ""
    version: int = 1
    kind: str = ""
    language: str = "sv"


def proposal_pdf(paper: ProposalPaper) -> bytes:
    """The proposal as an accessible PDF; the same paper gives the same bytes."""
    return typeset("proposal", proposal_data(paper), at=paper.made_at)


def proposal_data(paper: ProposalPaper) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        edges = words.edges(
            language=paper.language,
            kind=paper.kind or _("Tjänsteutlåtande"),
            title=paper.title,
            case_number=paper.case_number,
            sender=paper.body,
            made=paper.made_at,
        )
        return edges | {
            "lead": "",
            "facts": _facts(paper),
            "parts": [{"title": title, "blocks": prose.from_markdown(text)} for title, text in paper.parts],
        }


def _facts(paper: ProposalPaper) -> list[tuple[str, str]]:
    every = [
        (_("Till"), paper.body),
        (_("Diarienummer"), paper.case_number),
        (_("Föredragande"), paper.presenter),
        (_("Handläggare"), paper.officer),
        (_("Upprättat"), words.moment(paper.made_at)),
        (_("Version"), str(paper.version) if paper.version > 1 else ""),
    ]
    return [(name, value) for name, value in every if value]
