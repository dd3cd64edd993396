"""Which words two texts have in common, in the same order. Pure: no Django."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

# A short word or two ("och", "i en") that a rewritten passage shares with the old one stand there by chance.
ISLAND = 2
SHORT = 4
REWRITTEN = 5
# Pairs of equal words to weigh when two texts are laid side by side; the commonest words follow the others.
MOST_PAIRS = 200_000

Block = tuple[int, int, int]


def kept(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """The runs of words both texts keep, as (place in old, place in new, length)."""
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    room = shortest - head
    tail = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    inner = _inner(old[head : len(old) - tail], new[head : len(new) - tail])
    middle = [(i + head, j + head, size) for i, j, size in inner]
    return _without_islands(old, [(0, 0, head), *middle, (len(old) - tail, len(new) - tail, tail)])


def _inner(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    common = _too_common(old, new)
    matcher = SequenceMatcher(common.__contains__, old, new, autojunk=False)
    return [(i, j, size) for i, j, size in matcher.get_matching_blocks() if size]


def _too_common(old: Sequence[str], new: Sequence[str]) -> set[str]:
    here, there = Counter(old), Counter(new)
    rarest_first = sorted((here[word] * there[word], word) for word in here.keys() & there.keys())
    pairs = accumulate(count for count, _ in rarest_first)
    return {word for (_, word), total in zip(rarest_first, pairs, strict=True) if total > MOST_PAIRS}


def _without_islands(old: Sequence[str], blocks: list[Block]) -> list[Block]:
    place = 1
    while place < len(blocks) - 1:
        before, block, after = blocks[place - 1 : place + 2]
        by_chance = _is_short(old, block) and _is_rewritten(_between(before, block), _between(block, after))
        blocks = blocks[:place] + blocks[place + 1 :] if by_chance else blocks
        place = max(1, place - 1) if by_chance else place + 1
    return blocks


def _is_short(old: Sequence[str], block: Block) -> bool:
    start, _, size = block
    return size <= ISLAND and all(len(word) <= SHORT for word in old[start : start + size])


def _between(left: Block, right: Block) -> tuple[int, int]:
    """How many words went and came between two blocks."""
    return right[0] - left[0] - left[2], right[1] - left[1] - left[2]


def _is_rewritten(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether much changed on both sides, with words that went and words that came, and not one for one."""
    (gone, come), (gone_after, come_after) = before, after
    in_step = gone == come and gone_after == come_after
    much = max(before) >= REWRITTEN and max(after) >= REWRITTEN
    return much and not in_step and min(gone + gone_after, come + come_after) > 1
