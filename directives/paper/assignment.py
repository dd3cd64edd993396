"""The assignment document (uppdragshandling) as accessible PDF: who, what, which responsibilities, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper import prose, words
from cases.paper.typesetting import typeset
from directives.assignments.headings import HEADINGS
from organisation import clock

SHORT_HASH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPaper:
    """Everything the document tells; nothing is looked up.

    What is not known is empty, and shown as missing. ``frozen_at`` is aware and is when the file says it
    was made; ``content_hash`` 64 hex digits. Texts are plain, as they were typed.
    """

    title: str
    case_number: str
    unit: str
    giver: str
    taker: str
    version: int
    frozen_at: datetime
    frozen_by: str
    content_hash: str
    description: str
    responsibilities: Sequence[str]
    mandate: str
    way_of_working: str
    reporting: str
    term_words: str
    starts_on: date | None = None
    due_on: date | None = None
    due_words: str = ""
    yearly: bool = False
    term: int = 1
    process: str = ""
    appoints: bool = False
    parent: str = ""
    decided: str = ""
    taken_over_by: str = ""
    language: str = "sv"


def assignment_pdf(paper: AssignmentPaper) -> bytes:
    """The document as an accessible PDF; the same paper gives the same bytes."""
    return typeset("assignment", assignment_data(paper), at=paper.frozen_at)


def assignment_data(paper: AssignmentPaper) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        edges = words.edges(
            language=paper.language,
            kind=_("Uppdragshandling"),
            title=paper.title,
            case_number=paper.case_number,
            sender=paper.unit,
            made=paper.frozen_at,
        )
        return edges | {
            "lead": "",
            "foot": _("Version %(number)s · %(hash)s")
            % {"number": paper.version, "hash": paper.content_hash[:SHORT_HASH]},
            "facts": _facts(paper),
            "parts": _parts(paper),
            "time": {"title": _("Tid"), "facts": _time(paper), "blocks": prose.from_plain(paper.term_words)},
            "proof": {
                "said": _fixed(paper),
                "hash": paper.content_hash,
            },
        }


def _fixed(paper: AssignmentPaper) -> str:
    """Who fixed the wording and when, and whose yes it waited for."""
    facts = {"name": paper.frozen_by, "when": words.moment(paper.frozen_at), "taker": paper.taken_over_by}
    if not paper.taken_over_by:
        return _("Fastställd av %(name)s %(when)s. Textens fingeravtryck (SHA-256):") % facts
    said = _("Fastställd av %(name)s, när %(taker)s tog över %(when)s. Textens fingeravtryck (SHA-256):")
    return said % facts


def _facts(paper: AssignmentPaper) -> list[tuple[str, str]]:
    missing = _("Saknas")
    optional = [
        (_("Enligt beslut"), paper.decided),
        (_("Process"), _process(paper)),
        (_("Del av uppdraget"), paper.parent),
    ]
    return [
        (_("Datum"), words.day(clock.local(paper.frozen_at).date())),
        (_("Diarienummer"), paper.case_number),
        (_("Version"), str(paper.version)),
        (_("Uppdragsgivare"), _joined(paper.giver or missing, paper.unit)),
        (_("Uppdragstagare"), paper.taker or missing),
        *[(name, value) for name, value in optional if value],
    ]


def _parts(paper: AssignmentPaper) -> list[dict[str, Any]]:
    """The texts under their headings; the responsibilities are a numbered list."""
    named = ("description", "responsibilities", "mandate", "way_of_working", "reporting")
    return [_part(str(HEADINGS[name]), getattr(paper, name)) for name in named]


def _part(title: str, value: str | Sequence[str]) -> dict[str, Any]:
    written = value if isinstance(value, str) else ""
    rows = [] if isinstance(value, str) else [prose.from_plain(row) for row in value]
    shown = written or ("" if rows else _("Saknas"))
    return {"title": title, "blocks": prose.from_plain(shown), "rows": rows}


def _time(paper: AssignmentPaper) -> list[tuple[str, str]]:
    missing = _("Saknas")
    due = _joined(words.day(paper.due_on), paper.due_words)
    again = _("varje år, omgång %(term)s") % {"term": paper.term} if paper.yearly else ""
    every = [
        (_("Börjar"), words.day(paper.starts_on) or missing),
        (_("Slutdag"), due or missing),
        (_("Återkommer"), again),
    ]
    return [(name, value) for name, value in every if value]


def _process(paper: AssignmentPaper) -> str:
    said = _("uppdragstagaren blir processägare när uppdraget tas emot") if paper.appoints else ""
    return _joined(paper.process, said) if paper.process else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
