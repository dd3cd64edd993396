"""What is hidden in minutes that anybody may read: the words go, a bar that says so stands in their place.

Which words are found is ``cases.masking``'s to say; here they are taken out of a tree of runs.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases import masking
from cases.paper.prose import Tree

BLOCKS = ("ul", "ol", "quote", "points", "grid")

_UNSEEN = dict.fromkeys(map(ord, masking.INVISIBLE))


def mask() -> str:
    """What stands in the place of hidden words; the templates draw it as a bar, and a reader hears it."""
    word = _("maskat")
    return f"[{word}]"


def masked(data: Any, hidden: Sequence[str]) -> Any:
    """The data with every one of the words and phrases hidden, whatever emphasis or line break is in them."""
    pattern = masking.pattern(map(_clean, hidden))
    return _walk(data, pattern) if pattern else data


def _clean(text: str) -> str:
    """The text without what does not show, so that it cannot stand in the way of finding a name."""
    return unicodedata.normalize("NFC", text).translate(_UNSEEN)


def _walk(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(mask(), _clean(value))
    if isinstance(value, Mapping):
        return {key: _walk(item, pattern) for key, item in value.items()}
    if not isinstance(value, list | tuple):
        return value
    if _is_block(value, "p", "h"):
        return [value[0], _line(value[1], pattern)]
    if _is_block(value, "table"):
        rows = [[_line(cell, pattern) for cell in row] for row in value[3]]
        return [value[0], value[1], [_line(cell, pattern) for cell in value[2]], rows]
    if _is_block(value, *BLOCKS):
        return [value[0], *_walk(value[1:], pattern)]
    return [_walk(item, pattern) for item in value]


def _is_block(value: Sequence[Any], *kinds: str) -> bool:
    """Whether it is such a block of prose; a list of plain texts may begin with the same word."""
    return len(value) > 1 and value[0] in kinds and not isinstance(value[1], str)


def _line(line: Tree, pattern: re.Pattern[str]) -> Tree:
    """The line with its words hidden, found in all of its runs read as one."""
    runs = _runs(line)
    cuts = [(match.start(), match.end()) for match in pattern.finditer("".join(runs))]
    left, _end = _cut(line, cuts, 0)
    return left


def _runs(line: Tree) -> list[str]:
    found: list[str] = []
    for span in line:
        if isinstance(span, str):
            found.append(_clean(span))
        elif span[0] == "break":
            found.append("\n")
        else:
            found += [_clean(span[1])] if span[0] == "code" else _runs(span[1])
    return found


def _cut(line: Tree, cuts: Sequence[tuple[int, int]], at: int) -> tuple[Tree, int]:
    """The line without what lies in the cuts, and where it ends; ``at`` is where it begins."""
    left: Tree = []
    for span in line:
        if isinstance(span, str):
            text = _clean(span)
            left.append(_without(text, cuts, at))
            at += len(text)
        elif span[0] == "break":
            left += [] if any(first < at < last for first, last in cuts) else [span]
            at += 1
        elif span[0] == "code":
            text = _clean(span[1])
            left.append(["code", _without(text, cuts, at)])
            at += len(text)
        else:
            inner, at = _cut(span[1], cuts, at)
            left.append([span[0], inner])
    return [span for span in left if span not in ("", ["code", ""])], at


def _without(text: str, cuts: Sequence[tuple[int, int]], at: int) -> str:
    """The text that begins ``at`` without the cuts; a cut leaves its bar where it begins."""
    kept, done = "", 0
    for first, last in cuts:
        begins, ends = max(first - at, done), min(last - at, len(text))
        if begins >= len(text) or ends <= done:
            continue
        kept += text[done:begins] + (mask() if first >= at else "")
        done = ends
    return kept + text[done:]
