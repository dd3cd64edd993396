"""Which changes to one text agree, and which contradict each other. Pure: no Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from cases import word_changes, word_moves
from cases.word_changes import Change, Tokens
from cases.word_moves import Move, Wanted, Who


@dataclass(frozen=True, slots=True)
class Clash:
    """Changes that contradict each other, and everybody whose changes they are."""

    wanted: Wanted
    who: Who


def sort_out(old: Tokens, each: Iterable[Iterable[Change]]) -> tuple[Wanted, list[Clash]]:
    """The changes nobody contradicts, with everybody who wants them, and the clashes in the text's order."""
    wanted = _settled(old, _wanted(each))
    groups = _groups(old, wanted)
    clashing = [number for number, group in enumerate(groups) if not _agree(old, group)]
    held = _held(groups, clashing, word_moves.moves(old, wanted))
    agreed: Wanted = {}
    for number, group in enumerate(groups):
        if number not in held:
            agreed |= group if len(group) == 1 else _by_word(old, group)
    return agreed, [Clash(groups[number], held[number]) for number in sorted(held)]


def _held(groups: list[Wanted], clashing: list[int], moves: Iterable[Move]) -> dict[int, Who]:
    """The groups that stay as they were, and whose they are: those that clash, and all ends of their moves."""
    at = {change: number for number, group in enumerate(groups) for change in group}
    ends = [(at[gone], at[new], groups[at[gone]][gone] == groups[at[new]][new]) for gone, new in moves]
    held = {number: _everybody(groups[number]) for number in clashing}
    while broken := [pair for pair in ends if _is_broken(held, *pair)]:
        for here, there, _ in broken:
            who = _everybody(groups[here]) | _everybody(groups[there])
            held |= {end: who | held.get(end, frozenset()) for end in (here, there)}
    return held


def _is_broken(held: Mapping[int, Who], here: int, there: int, agreed: bool) -> bool:
    """Whether only one end of the move would be made, or only some of those who take the words move them."""
    return (here in held) != (there in held) or (not agreed and here not in held)


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
        sharing = (right for right in reversed(settled) if _share_space(old, change, right))
        fits = next((_beside(old, change, right) for right in sharing), change)
        settled[fits] = settled.get(fits, frozenset()) | wanted[change]
    return settled


def _share_space(old: Tokens, left: Change, right: Change) -> bool:
    in_line = left.start < right.start < left.end < right.end
    return in_line and left.deletes and all(map(str.isspace, old[right.start : left.end]))


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
