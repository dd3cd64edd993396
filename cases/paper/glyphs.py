"""What the document's faces can draw; a character they lack is written by its name, so no word stops a page."""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import ceil
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
FACES = (VENDOR / "source-serif-4-ttf", VENDOR / "inter-ttf")

# PDF/A wants every character to mean something: no private use, no control characters, no surrogates.
MEANINGLESS = {"Cc", "Cn", "Co", "Cs"}
IGNORABLE = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

LONG = re.compile(r"(?<!\S)(?![0-9a-f]{64}(?!\S))\S{46,}")  # a fingerprint is kept in one piece
PLACES = re.compile(r"(.{24}|[/?&=_.,;:-]+(?=\w))")
BREAK_HERE = "\u200b"
GAP = "\u00a0" * 4  # a tab would be drawn as nothing, and join two numbers into one


def drawable(text: str) -> str:
    """The text as the faces can draw it, with a place to break in every word too long for a line."""
    return LONG.sub(_with_places, _foreign().sub(_named, text.replace("\t", GAP)))


def narrow(text: str, room: int) -> str:
    """The text with places to break, evenly, in every word of more than ``room`` characters."""
    return re.sub(rf"\S{{{room + 1},}}", lambda word: _in_parts(word[0], ceil(len(word[0]) / room)), text)


def _in_parts(word: str, count: int) -> str:
    cuts = [len(word) * n // count for n in range(count + 1)]
    return BREAK_HERE.join(word[first:last] for first, last in pairwise(cuts))


def _with_places(word: re.Match[str]) -> str:
    return PLACES.sub(rf"\1{BREAK_HERE}", word[0])


def _named(character: re.Match[str]) -> str:
    sign = character[0]
    if unicodedata.category(sign) in {"Cf", "Cc", "Cs"} or IGNORABLE.match(sign):
        return ""
    name = unicodedata.name(sign, "").lower()
    return f"[{name or f'U+{ord(sign):04X}'}]"


@cache
def _foreign() -> re.Pattern[str]:
    """Matches what no face can draw."""
    known = set().union(*(_characters(path.read_bytes()) for path in _files()))
    allowed = sorted(code for code in known if unicodedata.category(chr(code)) not in MEANINGLESS)
    ranges = "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in _ranges(allowed))
    return re.compile(f"[^\n{BREAK_HERE}{ranges}]")


def _files() -> list[Path]:
    return [path for face in FACES for path in sorted(face.glob("*.ttf"))]


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


def _characters(font: bytes) -> set[int]:
    """The code points a TrueType file maps to a glyph, from its Unicode cmap (formats 4 and 12)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    places = {start + struct.unpack_from(">HHI", font, start + 4 + 8 * n)[2] for n in range(count)}
    return set().union(*(_mapped(font, place) for place in places))


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(count))
    return next(offset for name, _, offset, _ in records if name == tag)


def _mapped(font: bytes, at: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", font, at)
    spans = {4: _segments, 12: _groups}.get(kind, _none)(font, at)
    return {code for first, last in spans for code in range(first, last + 1)} - {0xFFFF}


def _groups(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for n in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * n)
        yield first, last


def _none(_font: bytes, _at: int) -> Iterator[tuple[int, int]]:
    return iter(())


def _segments(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", font, at + 16 + doubled)
    return zip(starts, ends, strict=True)
