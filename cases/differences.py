"""The first changed word between two texts, short enough to stand in a message."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\S+")
WORD_OR_SPACE = re.compile(r"\S+|\n|[^\S\n]+")
VISIBLE = str.maketrans({"\n": "↵", "\t": "⇥", " ": "␣"})

NEIGHBOURS = 4
WINDOW = 200
LONGEST = 60


def excerpt(a: str, b: str) -> str:
    """The first change as "… before [old → new] after …"; empty for equal texts."""
    if a == b:
        return ""
    old, new = WORD.findall(a), WORD.findall(b)
    if old == new:  # only the white space differs, so it must be shown
        old, new = ([part.translate(VISIBLE) for part in WORD_OR_SPACE.findall(text)] for text in (a, b))
    return _around_the_change(old, new)


def _around_the_change(old: list[str], new: list[str]) -> str:
    start = _first_unequal(old, new)
    gone, come = _changed_words(old[start : start + WINDOW], new[start : start + WINDOW])
    change = "[{} → {}]".format(*_clip(" ".join(gone), " ".join(come)))
    before, after = old[:start], old[start + len(gone) :]
    return " ".join([*_ellipsis_before(before), change, *_ellipsis_after(after)])


def _first_unequal(old: list[str], new: list[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (x, y) in pairs if x != y), min(len(old), len(new)))


def _changed_words(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    _, i1, i2, j1, j2 = next(op for op in matcher.get_opcodes() if op[0] != "equal")
    return old[i1:i2], new[j1:j2]


def _clip(gone: str, come: str) -> tuple[str, str]:
    """Both sides at most LONGEST characters, still showing where they part."""
    same = _first_unequal(list(gone), list(come))
    skipped = max(0, same - LONGEST // 3)
    return _cut(gone, skipped), _cut(come, skipped)


def _cut(words: str, skipped: int) -> str:
    shown = words[skipped : skipped + LONGEST]
    left_out = skipped + LONGEST < len(words)
    return ("…" if skipped else "") + shown + ("…" if left_out else "")


def _ellipsis_before(words: list[str]) -> list[str]:
    return (["…"] if len(words) > NEIGHBOURS else []) + [_cut(word, 0) for word in words[-NEIGHBOURS:]]


def _ellipsis_after(words: list[str]) -> list[str]:
    return [_cut(word, 0) for word in words[:NEIGHBOURS]] + (["…"] if len(words) > NEIGHBOURS else [])
