"""A steering document as a file: its text, by whom it was adopted, and where one asks whether it is the valid one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper import prose, words
from cases.paper.typesetting import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class SteeringSection:
    """One section: its heading as it stands, and its text in Markdown."""

    heading: str
    text: str
    keywords: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SteeringPaper:
    """Everything the file tells; nothing is looked up.

    ``content_hash`` is 64 hex digits, ``valid`` the first and perhaps the last day in words, ``check_at`` the
    public address and ``code`` the same as an SVG drawing. ``files`` are the names of what the document
    consists of beside its text. ``printed_at`` is aware and is when the file says it was made.
    """

    language: str
    case_number: str
    title: str
    kind: str
    unit: str
    decision: str
    decided_by: str
    decided_when: str
    version: int
    content_hash: str
    valid_from: date
    valid_to: date | None
    sections: Sequence[SteeringSection]
    check_at: str
    code: str
    printed_at: datetime
    files: Sequence[str] = ()


def steering_pdf(paper: SteeringPaper) -> bytes:
    """The document as an accessible PDF; the same paper gives the same bytes."""
    return typeset("steering", steering_data(paper), at=paper.printed_at)


def steering_data(paper: SteeringPaper) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        return _edges(paper) | {
            "lead": "",
            "facts": _facts(paper),
            "sections": [_section(part) for part in paper.sections],
            "seal": {
                "title": _("Är det här den som gäller?"),
                "text": _(
                    "Utskriven version kan vara ogiltig. Läs koden med telefonen, eller gå till adressen:"
                ),
                "address": paper.check_at,
                "signs": _("Dokumentets fingeravtryck börjar med %(signs)s.") % {"signs": _short(paper)},
                "code": paper.code,
                "alt": _("QR-kod till %(address)s") % {"address": paper.check_at},
            },
        }


def _edges(paper: SteeringPaper) -> dict[str, Any]:
    edges = words.edges(
        language=paper.language,
        kind=paper.kind,
        title=paper.title,
        case_number=paper.case_number,
        sender=paper.unit,
        made=paper.printed_at,
    )
    printed = _("Utskriven version kan vara ogiltig. Version %(number)s, %(signs)s.") % {
        "number": paper.version,
        "signs": _short(paper),
    }
    edges["words"] |= {"printed": printed}
    return edges


def _facts(paper: SteeringPaper) -> list[tuple[str, str]]:
    every = [
        (_("Gäller från"), words.day(paper.valid_from)),
        (_("Gäller till och med"), words.day(paper.valid_to) if paper.valid_to else _("tills vidare")),
        (_("Fastställt av"), paper.decided_by),
        (_("Beslut"), ", ".join(part for part in (paper.decision, paper.decided_when) if part)),
        (_("Ansvarig enhet"), paper.unit),
        (_("Version"), str(paper.version)),
        (_("Fingeravtryck (SHA-256)"), paper.content_hash),
        (_("Filer"), ", ".join(paper.files)),
    ]
    return [(name, value) for name, value in every if value]


def _section(part: SteeringSection) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "text": prose.from_markdown(part.text),
        "keywords": ", ".join(part.keywords),
    }


def _short(paper: SteeringPaper) -> str:
    """The first twelve signs, four at a time, as pages show them."""
    signs = paper.content_hash[:12]
    return " ".join(signs[at : at + 4] for at in range(0, len(signs), 4))
