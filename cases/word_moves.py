"""Which words taken away in one place are the words put in at another. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from cases.word_changes import Change, Tokens

# So many words in a row are the same by no chance.
ROW = 4
# A shorter word ("och") comes and goes by itself; it has not been moved.
SHORTEST = 5

Who = frozenset[int]
Wanted = dict[Change, Who]
Move = tuple[Change, Change]


@dataclass(frozen=True, slots=True)
class _End:
    """A change that takes words away, or puts them in: the words, in full and in rows."""

    change: Change
    words: str
    rows: frozenset[Tokens]
    only: bool


def moves(old: Tokens, wanted: Wanted) -> list[Move]:
    """Each change that takes words away with each one, by the same hand, that puts them in elsewhere."""
    taken = _ends((change, old[change.start : change.end], change.deletes) for change in wanted)
    put_in = _ends((change, change.new, change.inserts) for change in wanted)
    return [
        (gone.change, new.change)
        for gone, new in product(taken, put_in)
        if wanted[gone.change] & wanted[new.change] and gone.change != new.change and _same_words(gone, new)
    ]


def _ends(parts: Iterable[tuple[Change, Tokens, bool]]) -> list[_End]:
    """Those with words enough to tell that they have been moved."""
    ends = (_end(*part) for part in parts)
    return [end for end in ends if end.rows or (end.only and len(end.words) >= SHORTEST)]


def _end(change: Change, some: Tokens, only: bool) -> _End:
    words = tuple(token for token in some if not token.isspace())
    rows = frozenset(words[n : n + ROW] for n in range(len(words) - ROW + 1))
    return _End(change, " ".join(words), rows, only)


def _same_words(gone: _End, new: _End) -> bool:
    """Whether they share a row of words, or one is all that goes, or comes, in the other or half of it."""
    if not gone.rows.isdisjoint(new.rows):
        return True
    less, more = sorted((gone.words, new.words), key=len)
    half = len(less) >= SHORTEST and len(more) <= 2 * len(less)
    return gone.only and new.only and half and f" {less} " in f" {more} "
