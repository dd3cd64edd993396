"""Changed words as a page draws them: each change with links to the comments that caused it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from django.urls import reverse

from cases.merging import Causes, Piece
from cases.models import Comment, ReferralRound
from cases.revision import Numbers


@dataclass(frozen=True)
class Reference:
    """A comment that caused a change: its number, whose it is, and its page ("" for who may not weigh)."""

    number: int
    unit: str
    href: str


@dataclass(frozen=True)
class ShownPiece:
    """A stretch of text that stayed, went or came, and the comments behind it."""

    kind: str
    text: str
    comments: Sequence[Reference] = field(default=())


class References:
    """The comments behind the dispositions of one round, read once."""

    def __init__(self, referral_round: ReferralRound, numbers: Numbers, *, linked: bool) -> None:
        rows = Comment.objects.filter(round=referral_round).select_related("recipient__unit")
        self._by_number = {row.number: _reference(row, linked=linked) for row in rows}
        self._numbers = numbers

    def of(self, causes: Causes) -> list[Reference]:
        """The comments behind these dispositions, by number."""
        found = sorted({number for cause in causes for number in self._numbers.get(cause, [])})
        return [self._by_number[number] for number in found]

    def shown(self, pieces: Sequence[Piece]) -> list[ShownPiece]:
        """The pieces to draw; words that went and came together name their comments once."""
        return [
            ShownPiece(piece.kind, piece.text, [] if _goes_on(piece, after) else self.of(piece.causes))
            for piece, after in zip_longest(pieces, pieces[1:])
        ]


def plain(pieces: Sequence[Piece]) -> list[ShownPiece]:
    """Pieces that no comment caused."""
    return [ShownPiece(piece.kind, piece.text) for piece in pieces]


def _goes_on(piece: Piece, after: Piece | None) -> bool:
    return after is not None and piece.kind == "gone" and (after.kind, after.causes) == ("new", piece.causes)


def _reference(comment: Comment, *, linked: bool) -> Reference:
    href = f"{reverse('comment', args=[comment.public_id])}#k{comment.number}" if linked else ""
    return Reference(comment.number or 0, comment.recipient.unit.short_name, href)
