"""Which deletion and which insertion are one passage that has been moved. Pure: no Django."""

from collections.abc import Iterator
from itertools import product

from cases.word_changes import Change, Tokens

# Shorter words ("och") come and go by themselves; they have not been moved.
SHORTEST = 5

Who = frozenset[int]
Wanted = dict[Change, Who]
Move = tuple[Change, Change]


def moves(old: Tokens, wanted: Wanted) -> Iterator[Move]:
    """Each deletion with an insertion by the same hand that puts its words, or about half of them, elsewhere."""
    taken = [(change, _words(old[change.start : change.end])) for change in wanted if change.deletes]
    put_in = [(change, _words(change.new)) for change in wanted if change.inserts]
    for (gone, went), (new, came) in product(taken, put_in):
        if wanted[gone] & wanted[new] and _is_same(*sorted((went, came), key=len)):
            yield gone, new


def _words(some: Tokens) -> str:
    return " ".join(token for token in some if not token.isspace())


def _is_same(less: str, more: str) -> bool:
    return len(less) >= SHORTEST and len(more) <= 2 * len(less) and f" {less} " in f" {more} "
