"""The agenda that goes first in a notice of meeting (kallelse), with the page where each item's papers begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


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
