"""A proposed version of a plan as accessible PDF: which version, for which years, its whole text and its hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper import prose, words
from cases.paper.typesetting import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersionPaper:
    """Everything the document tells; nothing is looked up. ``sections`` are headings with Markdown."""

    title: str
    kind: str
    version: int
    period: str
    unit: str
    case_number: str
    frozen_at: datetime
    content_hash: str
    sections: Sequence[tuple[str, str]]
    language: str = "sv"


def plan_version_pdf(paper: PlanVersionPaper) -> bytes:
    """The document; the same paper gives the same bytes."""
    return typeset("follow_up", plan_version_data(paper), at=paper.frozen_at)


def plan_version_data(paper: PlanVersionPaper) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        edges = words.edges(
            language=paper.language,
            kind=paper.kind,
            title=paper.title,
            case_number=paper.case_number,
            sender=paper.unit,
            made=paper.frozen_at,
        )
        return edges | {
            "lead": "",
            "foot": paper.content_hash[:16],
            "facts": [
                (_("Version"), _("%(number)s, föreslagen") % {"number": paper.version}),
                (_("Period"), paper.period),
                (_("Diarienummer"), paper.case_number),
            ],
            "parts": [
                {"title": title, "blocks": prose.from_markdown(text)} for title, text in paper.sections
            ],
            "proof": {
                "said": _("Föreslagen %(when)s. Den text som fastställs har fingeravtrycket (SHA-256):")
                % {"when": words.moment(paper.frozen_at)},
                "hash": paper.content_hash,
            },
        }
