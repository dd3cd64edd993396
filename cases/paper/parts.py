"""The values documents are made of: everything already in words and in the document's language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Outcome = Literal["heeded", "partly", "not_heeded", "noted"]
Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class PaperMark:
    """How a stance or a state looks and is said: a Lucide name or "", a tone of tokens.css, a word."""

    icon: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class PaperRecipient:
    """One recipient as the list of recipients tells it; ``state`` in words ("svarat", "inte svarat")."""

    name: str
    short: str
    state: str
    listed: bool = True
    late: bool = False
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperCell:
    """What one recipient says in one row of the matrix, and how many comments it made there."""

    mark: PaperMark
    comments: int = 0


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One section of the draft (number 0: the draft as a whole); a cell per recipient, in their order."""

    number: int
    heading: str
    cells: Sequence[PaperCell] = ()


@dataclass(frozen=True, slots=True)
class PaperTotal:
    """How one group (listed, late, unlisted) answered about the whole: [("Tillstyrker", 5), …]."""

    label: str
    count: int
    said: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class PaperPiece:
    """A run of words in a changed text; ``comments`` are the numbers of the comments that caused it."""

    kind: Kind
    text: str
    comments: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperComment:
    """One numbered comment (synpunkt) and what became of it. Texts are plain, as they were typed.

    ``section`` is a row's number; ``quote`` the words said and ``wording`` the wording proposed, one of
    them at least; ``place`` where they stood when that was not a box ("bilaga 2, s. 4"); ``weighed_by`` a
    role or a name; ``together_with`` the other comments of the same disposition; ``change`` the words it led
    to; ``new_wording`` the section's whole new wording in Markdown, where it is to be shown with it.
    """

    number: int
    recipient: str
    section: int
    outcome: Outcome
    reason: str
    quote: str = ""
    wording: str = ""
    place: str = ""
    weighed_by: str = ""
    together_with: Sequence[int] = ()
    change: Sequence[PaperPiece] = ()
    new_wording: str = ""
    late: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class PaperChange:
    """One section before and after, word by word; ``text`` is its whole new wording in Markdown."""

    number: int
    heading: str
    pieces: Sequence[PaperPiece] = ()
    text: str = ""
    former_heading: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from the draft."""
        return bool(self.former_heading) or any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class PaperAttachment:
    """A file somebody sent with an answer, by its name and SHA-256."""

    name: str
    recipient: str
    sha256: str = ""
    comments: Sequence[int] = field(default_factory=tuple)
