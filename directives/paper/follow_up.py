"""A frozen follow-up of a plan as accessible PDF: which plan and period, what was reported, and its fingerprint."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper import prose, words
from cases.paper.typesetting import typeset

SHORT_HASH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPaper:
    """Everything the document tells; nothing is looked up. ``sections`` are headings with Markdown."""

    title: str
    plan: str
    version: int
    period: str
    until: date
    unit: str
    case_number: str
    frozen_at: datetime
    frozen_by: str
    content_hash: str
    sections: Sequence[tuple[str, str]]
    language: str = "sv"


def follow_up_pdf(paper: FollowUpPaper) -> bytes:
    """The document; the same paper gives the same bytes."""
    return typeset("follow_up", follow_up_data(paper), at=paper.frozen_at)


def follow_up_data(paper: FollowUpPaper) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        edges = words.edges(
            language=paper.language,
            kind=_("Uppföljning"),
            title=paper.title,
            case_number=paper.case_number,
            sender=paper.unit,
            made=paper.frozen_at,
        )
        return edges | {
            "lead": "",
            "foot": paper.content_hash[:SHORT_HASH],
            "facts": [
                (
                    _("Plan"),
                    _("%(plan)s, version %(number)s") % {"plan": paper.plan, "number": paper.version},
                ),
                (_("Period"), paper.period),
                (_("Till och med"), words.day(paper.until)),
                (_("Diarienummer"), paper.case_number),
            ],
            "parts": [
                {"title": title, "blocks": prose.from_markdown(text)} for title, text in paper.sections
            ],
            "proof": {
                "said": _("Fryst av %(name)s %(when)s. Uppgifternas fingeravtryck (SHA-256):")
                % {"name": paper.frozen_by, "when": words.moment(paper.frozen_at)},
                "hash": paper.content_hash,
            },
        }
