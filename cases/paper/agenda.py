"""The agenda that goes first in a notice of meeting (kallelse), with the page where each item's papers begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper import prose
from cases.paper.glyphs import narrow
from cases.paper.minutes_words import span
from cases.paper.typesetting import typeset
from cases.paper.words import moment
from ledger import clock

COLUMN = 18  # letters of one word in the presenter's column


@dataclass(frozen=True, slots=True)
class AgendaFile:
    """One paper of an item in the pack; ``first_page`` is 0 while it has no place."""

    name: str
    first_page: int = 0
    pages: int = 0
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """One line of the agenda. A break has no number; ``time`` and ``kind`` are in words and may be ""."""

    title: str
    number: int | None = None
    diary_number: str = ""
    presenter: str = ""
    kind: str = ""
    time: str = ""
    files: Sequence[AgendaFile] = ()
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPaper:
    """Everything the notice tells; nothing is looked up.

    ``supplement`` is 0 for the notice itself, else which supplement; ``first_page`` is the number of the
    paper's own first page. ``note`` is Markdown, ``contact`` a sentence. Instants are aware; ``made_at`` is
    when the file says it was made.
    """

    body: str
    starts_at: datetime
    made_at: datetime
    rows: Sequence[AgendaRow]
    ends_at: datetime | None = None
    place: str = ""
    distance: str = ""
    contact: str = ""
    note: str = ""
    supplement: int = 0
    first_page: int = 1
    language: str = "sv"


def agenda_pdf(paper: AgendaPaper) -> bytes:
    """The agenda as an accessible PDF; its page numbers are stamped on it by the pack it goes first in."""
    return typeset("agenda", agenda_data(paper), at=paper.made_at)


def agenda_data(paper: AgendaPaper) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        return _edges(paper) | {
            "facts": _facts(paper),
            "note": prose.from_markdown(paper.note),
            "heading": _("Dagordning"),
            "none": "" if paper.rows else _("Dagordningen är tom."),
            "head": {
                "number": _("Nr"),
                "item": _("Ärende"),
                "presenter": _("Föredragande"),
                "page": _("Sida"),
            },
            "rows": [_row(row) for row in paper.rows],
        }


def pages_word(first_page: int, pages: int) -> str:
    """ "s. 12–31", or "s. 12" for a single page; empty while it has no place."""
    if not first_page:
        return ""
    if pages < 2:
        return _("s. %(page)d") % {"page": first_page}
    return _("s. %(first)d–%(last)d") % {"first": first_page, "last": first_page + pages - 1}


def _edges(paper: AgendaPaper) -> dict[str, Any]:
    held, kind = clock.local(paper.starts_at).date().isoformat(), _kind(paper)
    return {
        "language": paper.language,
        "title": f"{kind}: {paper.body}, {held}",
        "author": paper.body,
        "keywords": [],
        "kind": kind,
        "name": paper.body,
        "running": f"{paper.body} · {kind} {held}",
        "foot": moment(paper.made_at),
        "lead": "",
        "words": {
            "page": "",
            "printed": _("Utskriven version kan vara ogiltig. Det som gäller finns i mötet."),
        },
    }


def _kind(paper: AgendaPaper) -> str:
    if paper.supplement:
        return _("Tillägg %(number)d till kallelsen") % {"number": paper.supplement}
    return _("Kallelse")


def _facts(paper: AgendaPaper) -> list[tuple[str, str]]:
    every = [
        (_("Tid"), span(paper.starts_at, paper.ends_at)),
        (_("Plats"), paper.place),
        (_("På distans"), paper.distance),
        (_("Kontakt"), paper.contact),
    ]
    return [(name, value) for name, value in every if value]


def _row(row: AgendaRow) -> dict[str, Any]:
    return {
        "number": str(row.number) if row.number else "",
        "title": row.title,
        "small": " · ".join(part for part in (row.time, row.kind, row.diary_number) if part),
        "presenter": narrow(row.presenter, COLUMN),
        "new": _("Nytt sedan förra utskicket") if row.is_new else "",
        "files": [_file(file, row.is_new) for file in row.files],
    }


def _file(file: AgendaFile, row_is_new: bool) -> dict[str, str]:
    return {
        "name": file.name,
        "pages": pages_word(file.first_page, file.pages),
        "new": _("Nytt") if file.is_new and not row_is_new else "",
    }
