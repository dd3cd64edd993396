"""The next version of a section grows from accepted wordings, merged word by word. Pure: no Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cases import word_changes, word_clashes
from cases.word_changes import Change, Tokens
from cases.word_clashes import Clash

Causes = tuple[int, ...]
Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One accepted wording: the whole new text of the section, and what caused it."""

    cause: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that stayed, went or came, and what caused that."""

    kind: Kind
    text: str
    causes: Causes = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Base words that several edits make different things of; `start` is where they stand in the base."""

    causes: Causes
    base: str
    wordings: tuple[tuple[int, str], ...]
    start: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, how it differs from the base, and what somebody has to settle first."""

    text: str
    pieces: tuple[Piece, ...]
    conflicts: tuple[Conflict, ...]


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """How the text after differs from the one before, word by word."""
    old = word_changes.tokens(before)
    return tuple(
        _pieces(old, [(change, ()) for change in word_changes.changes(old, word_changes.tokens(after))])
    )


def merge(base: str, edits: Sequence[Edit]) -> Merged:
    """The base with every change that no other edit contradicts; where two clash the base words stay."""
    old = word_changes.tokens(base)
    ordered = sorted(set(edits), key=lambda edit: (edit.cause, edit.text))
    agreed, clashes = word_clashes.sort_out(
        old, [word_changes.changes(old, word_changes.tokens(edit.text)) for edit in ordered]
    )
    pieces = _pieces(old, [(change, _causes(ordered, who)) for change, who in sorted(agreed.items())])
    text = "".join(piece.text for piece in pieces if piece.kind != "gone")
    return Merged(text, tuple(pieces), tuple(_conflict(old, ordered, clash) for clash in clashes))


def _causes(edits: Sequence[Edit], who: Iterable[int]) -> Causes:
    return tuple(sorted({edits[number].cause for number in who}))


def _conflict(old: Tokens, edits: Sequence[Edit], clash: Clash) -> Conflict:
    start = min(change.start for change in clash.wanted)
    end = max(change.end for change in clash.wanted)
    wordings = []
    for number in sorted(clash.who):
        own = [change for change, who in clash.wanted.items() if number in who]
        wordings.append((edits[number].cause, _applied(old, start, end, own)))
    base = "".join(old[start:end])
    return Conflict(_causes(edits, clash.who), base, tuple(wordings), len("".join(old[:start])))


def _applied(old: Tokens, start: int, end: int, own: Iterable[Change]) -> str:
    parts: list[str] = []
    for change in sorted(own):
        parts += (*old[start : change.start], *change.new)
        start = change.end
    return "".join((*parts, *old[start:end]))


def _pieces(old: Tokens, changed: Iterable[tuple[Change, Causes]]) -> list[Piece]:
    """The text in pieces, what went before what came, words changed in a row as one change."""
    pieces: list[Piece] = []
    for between, gone, new, causes in _joined(old, changed):
        found = (Piece("same", between), Piece("gone", gone, causes), Piece("new", new, causes))
        pieces += (piece for piece in found if piece.text)
    return pieces


def _joined(old: Tokens, changed: Iterable[tuple[Change, Causes]]) -> list[tuple[str, str, str, Causes]]:
    rows: list[tuple[str, str, str, Causes]] = []
    place = 0
    for change, causes in changed:
        between = "".join(old[place : change.start])
        gone, new = "".join(old[change.start : change.end]), "".join(change.new)
        if rows and rows[-1][3] == causes and not between.strip(" \t"):
            before, went, came, _ = rows.pop()
            rows.append((before, went + between + gone, came + between + new, causes))
        else:
            rows.append((between, gone, new, causes))
        place = change.end
    return [*rows, ("".join(old[place:]), "", "", ())]
