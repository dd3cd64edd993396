"""Which changes to one text agree, and which contradict each other. Pure: no Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product, takewhile

from cases import word_changes
from cases.word_changes import Change, Tokens

# As many words in a row are no chance: taken away here and put in there, they have been moved.
MOVED = 3

Who = frozenset[int]
Wanted = dict[Change, Who]


@dataclass(frozen=True, slots=True)
class Clash:
    """Changes that contradict each other, and everybody whose changes they are."""

    wanted: Wanted
    who: Who


def sort_out(old: Tokens, each: Iterable[Iterable[Change]]) -> tuple[Wanted, list[Clash]]:
    """The changes nobody contradicts, with everybody who wants them, and the clashes in the text's order."""
    groups = _groups(old, _settled(old, _wanted(each)))
    clashing = {number: _everybody(group) for number, group in enumerate(groups) if not _agree(old, group)}
    held = clashing | _other_ends(old, groups, clashing)
    agreed: Wanted = {}
    for number, group in enumerate(groups):
        if number not in held:
            agreed |= group if len(group) == 1 else _by_word(old, group)
    return agreed, [Clash(groups[number], held[number]) for number in sorted(held)]


def _wanted(each: Iterable[Iterable[Change]]) -> Wanted:
    wanted: Wanted = {}
    for number, changes in enumerate(each):
        for change in changes:
            wanted[change] = wanted.get(change, frozenset()) | {number}
    return wanted


def _settled(old: Tokens, wanted: Wanted) -> Wanted:
    """The same changes, where two that take away neighbouring words also took the white space between."""
    settled: Wanted = {}
    for change in sorted(wanted, reverse=True):
        fits = next(
            (_beside(old, change, right) for right in settled if _share_space(old, change, right)), change
        )
        settled[fits] = settled.get(fits, frozenset()) | wanted[change]
    return settled


def _share_space(old: Tokens, left: Change, right: Change) -> bool:
    shared = old[right.start : left.end]
    in_line = left.start < right.start < left.end < right.end
    return left.deletes and in_line and all(token.isspace() for token in shared)


def _beside(old: Tokens, left: Change, right: Change) -> Change:
    """Takes the white space before the words instead; or leaves it to the change to the right."""
    shared = left.end - right.start
    if shared <= left.start and old[left.start - shared : left.start] == old[right.start : left.end]:
        return Change(left.start - shared, right.start)
    return Change(left.start, right.start) if right.deletes else left


def _groups(old: Tokens, wanted: Wanted) -> list[Wanted]:
    """The changes gathered with those they touch."""
    groups: list[Wanted] = []
    for change in sorted(wanted):
        if not groups or not any(_touch(old, other, change) for other in groups[-1]):
            groups.append({})
        groups[-1][change] = wanted[change]
    return groups


def _touch(old: Tokens, one: Change, other: Change) -> bool:
    if one.inserts and other.inserts:
        return one.start == other.start
    if one.inserts or other.inserts:
        return _disturbs(old, *((one, other) if one.inserts else (other, one)))
    return one.start < other.end and other.start < one.end


def _disturbs(old: Tokens, inserted: Change, taken: Change) -> bool:
    """Whether words are put inside those another change takes, or beside them in need of their spacing."""
    gone = old[taken.start : taken.end]
    if inserted.start == taken.start:
        return taken.deletes and _space(reversed(inserted.new)) != _space(reversed(gone))
    if inserted.start == taken.end:
        return taken.deletes and _space(inserted.new) != _space(gone)
    return taken.start < inserted.start < taken.end


def _space(words: Iterable[str]) -> Tokens:
    return tuple(takewhile(str.isspace, words))


def _agree(old: Tokens, group: Wanted) -> bool:
    return len(group) == 1 or all(len(part) == 1 for part in _groups(old, _by_word(old, group)))


def _by_word(old: Tokens, group: Wanted) -> Wanted:
    fine: Wanted = {}
    for change, who in group.items():
        for part in word_changes.split(old, change):
            fine[part] = fine.get(part, frozenset()) | who
    return fine


def _everybody(group: Wanted) -> Who:
    return frozenset().union(*group.values())


def _other_ends(old: Tokens, groups: list[Wanted], clashing: Mapping[int, Who]) -> dict[int, Who]:
    """The groups with the other end of a move that clashes at one end: a passage is never there twice."""
    ends: dict[int, Who] = {}
    for clash, number in product(clashing, range(len(groups))):
        if number not in clashing and _moves(old, groups[clash], groups[number]):
            ends[number] = ends.get(number, _everybody(groups[number])) | clashing[clash]
    return ends


def _moves(old: Tokens, here: Wanted, there: Wanted) -> bool:
    pairs = product(here.items(), there.items())
    return any(who & others and _is_move(old, one, other) for (one, who), (other, others) in pairs)


def _is_move(old: Tokens, one: Change, other: Change) -> bool:
    inserted, taken = (one, other) if one.inserts else (other, one)
    if not (inserted.inserts and taken.deletes):
        return False
    come, gone = _words(inserted.new), _words(old[taken.start : taken.end])
    return min(len(come), len(gone)) >= MOVED and (_within(come, gone) or _within(gone, come))


def _words(some: Tokens) -> Tokens:
    return tuple(token for token in some if not token.isspace())


def _within(few: Tokens, many: Tokens) -> bool:
    return f" {' '.join(few)} " in f" {' '.join(many)} "
