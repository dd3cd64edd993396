"""Which words of a submitted text stand inside a synpunkt, and which nobody has read yet. Pure: no Django."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text in code points, half-open and never empty; else a ValueError."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a stretch of text: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text owned by one synpunkt, or by nobody."""

    text: str
    owner: int | None
    start: int


def unread(text: str, spans: Iterable[Span]) -> list[Span]:
    """The longest stretches outside the spans, without white space at their ends."""
    gaps = (trim(text, gap) for gap in _gaps(len(text), spans))
    return [gap for gap in gaps if gap]


def free(text: str, spans: Iterable[Span]) -> list[Span]:
    """The stretches one may still mark: what is unread."""
    return unread(text, spans)


def overlaps(spans: Iterable[Span], span: Span) -> bool:
    """Whether any of the spans has a character in common with this one."""
    return any(other.start < span.end and span.start < other.end for other in spans)


def trim(text: str, span: Span) -> Span | None:
    """The span without white space at its ends or what lies past the text; None when nothing remains."""
    inside = text[span.start : span.end]
    words = inside.strip()
    if not words:
        return None
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, start + len(words))


def whole(text: str) -> Span | None:
    """All of the text but the white space around it; None for a text without words."""
    return trim(text, Span(0, len(text))) if text else None


def locate(text: str, quote: str, *, near: int = 0) -> Span | None:
    """Where the quote stands in the text, nearest to `near`, however its words are spaced."""
    # A selection over two paragraphs may come without anything at all between their words.
    return _locate(text, quote, near, between=" ") or _locate(text, quote, near, between="")


def runs(text: str, owned: Iterable[tuple[int, Span]]) -> list[Run]:
    """The text cut where its owners change; joined, the runs are the text. Of two owners the earlier wins."""
    return [
        Run(text[start:end], owner, start) for owner, start, end in _owners(len(text), owned) if start < end
    ]


def _gaps(length: int, spans: Iterable[Span]) -> Iterator[Span]:
    place = 0
    for span in sorted(spans):
        if place < min(span.start, length):
            yield Span(place, min(span.start, length))
        place = max(place, span.end)
    if place < length:
        yield Span(place, length)


def _owners(length: int, owned: Iterable[tuple[int, Span]]) -> Iterator[tuple[int | None, int, int]]:
    place = 0
    for owner, span in sorted(owned, key=lambda pair: (pair[1], pair[0])):
        start = min(max(place, span.start), length)
        end = max(start, min(span.end, length))
        if start < end:
            yield None, place, start
            yield owner, start, end
            place = end
    yield None, place, length


def _locate(text: str, quote: str, near: int, between: str) -> Span | None:
    squeezed, places = _squeezed(text, between)
    words = between.join(WORD.findall(quote))
    close = bisect_left(places, near)
    found = {squeezed.rfind(words, 0, close + len(words)), squeezed.find(words, close)} - {-1}
    if not words or not found:
        return None
    first = min(found, key=lambda start: (abs(places[start] - near), start))
    return Span(places[first], places[first + len(words) - 1] + 1)


def _squeezed(text: str, between: str) -> tuple[str, list[int]]:
    """The words with one separator between them, and where in the text each character stands."""
    places: list[int] = []
    for word in WORD.finditer(text):
        if places:
            places += range(word.start() - len(between), word.start())
        places += range(word.start(), word.end())
    return between.join(WORD.findall(text)), places
