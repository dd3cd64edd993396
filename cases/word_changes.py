"""What one text changes in another, word by word, white space kept exactly. Pure: no Django."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cases import word_alignment

TOKEN = re.compile(r"\S+|\n|[^\S\n]+")
SENTENCE_END = re.compile(r"[.!?:][\"”’)*_]*$")

LONGEST_SLIDE = 400

Tokens = tuple[str, ...]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """The tokens from start to end (none for an insertion) give way to the new ones."""

    start: int
    end: int
    new: Tokens = ()

    @property
    def inserts(self) -> bool:
        """Whether no token gives way."""
        return self.start == self.end

    @property
    def deletes(self) -> bool:
        """Whether nothing comes instead."""
        return not self.new


def tokens(text: str) -> Tokens:
    """Words, runs of spaces and single line breaks; joined they are the text."""
    return tuple(TOKEN.findall(text))


def changes(old: Tokens, new: Tokens) -> list[Change]:
    """The changes that make the old tokens the new ones: in order, at least one token apart."""
    found: list[Change] = []
    for stretch in _stretches(old, new):
        change = _trimmed(old, new, *stretch)
        if change.end > change.start or change.new:
            found.append(_slid(old, change, after=found[-1].end if found else -1))
    return found


def split(old: Tokens, change: Change) -> list[Change]:
    """The change as one for each word, when it puts one word for one and keeps the white space."""
    gone = old[change.start : change.end]
    pairs = list(zip(gone, change.new, strict=False))
    if len(gone) != len(change.new) or any(x != y for x, y in pairs if x.isspace() or y.isspace()):
        return [change]
    return [
        Change(place, place + 1, (y,)) for place, (x, y) in enumerate(pairs, start=change.start) if x != y
    ]


def _stretches(old: Tokens, new: Tokens) -> Iterator[tuple[int, int, int, int]]:
    """What stands between each two words both texts keep."""
    x_at = [n for n, token in enumerate(old) if not token.isspace()]
    y_at = [n for n, token in enumerate(new) if not token.isspace()]
    blocks = word_alignment.kept([old[n] for n in x_at], [new[n] for n in y_at])
    kept = [(x_at[i + n], y_at[j + n]) for i, j, size in blocks for n in range(size)]
    for (i, j), (k, m) in pairwise([(-1, -1), *kept, (len(old), len(new))]):
        yield from _lines(old, new, (i + 1, k), (j + 1, m))


def _lines(old: Tokens, new: Tokens, here: Range, there: Range) -> Iterator[tuple[int, int, int, int]]:
    """The stretch cut at its line breaks, when there are as many in both texts."""
    breaks = [n for n in range(*here) if old[n] == "\n"]
    others = [n for n in range(*there) if new[n] == "\n"]
    cuts = list(zip(breaks, others, strict=True)) if len(breaks) == len(others) else []
    for (i, j), (k, m) in pairwise([(here[0] - 1, there[0] - 1), *cuts, (here[1], there[1])]):
        yield i + 1, k, j + 1, m


def _trimmed(old: Tokens, new: Tokens, i: int, k: int, j: int, m: int) -> Change:
    while i < k and j < m and old[i] == new[j]:
        i, j = i + 1, j + 1
    while i < k and j < m and old[k - 1] == new[m - 1]:
        k, m = k - 1, m - 1
    return Change(i, k, new[j:m])


def _slid(old: Tokens, change: Change, after: int) -> Change:
    """The same insertion or deletion where it reads best: from the beginning of a line or a sentence."""
    if not (change.inserts or change.deletes):
        return change
    return max(_places(old, change, after), key=lambda place: _opens(old, place.start))


def _places(old: Tokens, change: Change, after: int) -> Iterator[Change]:
    yield change
    for _ in range(LONGEST_SLIDE):
        last = change.new[-1] if change.new else old[change.end - 1]
        if change.start - 1 <= after or old[change.start - 1] != last:
            return
        change = Change(change.start - 1, change.end - 1, (last, *change.new[:-1]) if change.new else ())
        yield change


def _opens(old: Tokens, place: int) -> int:
    before = old[max(0, place - 2) : place]
    if place < len(old) and old[place].isspace():
        return 0
    if not before or before[-1] == "\n":
        return 2
    return int(before[-1].isspace() and bool(SENTENCE_END.search(before[0])))
