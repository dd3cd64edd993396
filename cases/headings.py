"""The headings of a pasted text: Markdown's own, else numbered ones, else short lines that stand alone."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_HEADING = 200
LONGEST_BARE_HEADING = 80

LABELLED = re.compile(r"^(?P<label>[^\W\d_]{2,20}) \d{1,2} ?[:.–—-]\s*\S")  # Princip 1: Rubrik
NUMBERED = re.compile(r"^\d{1,2}(?:[.)]\s+|\s+)(?=[^\W\d_])(?P<title>\S.*)")  # 1. Rubrik, 1 Rubrik
FINAL_PUNCTUATION = tuple(".,;:!?…")
NOT_BARE = re.compile(r"^(?:[-*+>|#=~`_\s]|\d+[.)]\s|nyckelord\s*:)", re.IGNORECASE)
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's text and the half-open range of lines it takes."""

    start: int
    end: int
    text: str


def find_headings(markdown: str) -> list[Heading]:
    """The headings a normalised text is cut at, in order, none longer than LONGEST_HEADING."""
    lines = markdown.split("\n")
    return _markdown_headings(markdown) or _numbered_headings(lines) or list(_bare_headings(lines))


def _markdown_headings(markdown: str) -> list[Heading]:
    """Those of the two highest levels, or of the highest one there is; deeper ones stay in the text."""
    found = list(_levels(_parser.parse(markdown)))
    cut = max(2, min((level for level, _ in found), default=0))
    return [heading for level, heading in found if level <= cut]


def _levels(tokens: list[Token]) -> Iterator[tuple[int, Heading]]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.level == 0 and opening.map:
            text = STRONG.sub(r"\2", inline.content).strip()
            if _can_be_heading(text):
                start, end = opening.map
                yield int(opening.tag[1]), Heading(start, end, text)


def _can_be_heading(text: str) -> bool:
    # A rule typed right under a paragraph makes all of it a setext heading: not what its author meant.
    return 0 < len(text) <= LONGEST_HEADING and "\n" not in text


def _numbered_headings(lines: list[str]) -> list[Heading]:
    labelled, numbered = _labelled_lines(lines), _numbered_lines(lines)
    rows = labelled if len(labelled) >= len(numbered) else numbered
    return [Heading(row, row + 1, STRONG.sub(r"\2", lines[row]).strip()) for row in rows]


def _labelled_lines(lines: list[str]) -> list[int]:
    """Lines like "Princip 1: Rubrik", all with the commonest first word, so a lone "Tabell 2:" is text."""
    matches = {row: match["label"] for row, line in enumerate(lines) if (match := _match(LABELLED, line))}
    commonest = Counter(matches.values()).most_common(1)
    return [row for row, label in matches.items() if [label] == [name for name, _ in commonest]]


def _numbered_lines(lines: list[str]) -> list[int]:
    """Lines like "1. Rubrik" with text of their own below; those without any text between are a list."""
    filled = [(row, _is_numbered_heading(line)) for row, line in enumerate(lines) if line]
    threes = zip([(-1, False), *filled], filled, [*filled[1:], (-1, False)], strict=False)
    return [row for (_, above), (row, here), (_, below) in threes if here and not above and not below]


def _is_numbered_heading(line: str) -> bool:
    match = _match(NUMBERED, line)
    return match is not None and match["title"][0].isupper() and not line.endswith(FINAL_PUNCTUATION)


def _match(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return pattern.match(STRONG.sub(r"\2", line)) if len(line) <= LONGEST_HEADING else None


def _bare_headings(lines: list[str]) -> Iterator[Heading]:
    """Short lines between blank ones, without final punctuation, with text somewhere below."""
    last = max((row for row, line in enumerate(lines) if line), default=0)
    for row, (above, line, below) in enumerate(zip(["", *lines], lines, [*lines[1:], ""], strict=False)):
        if row < last and not above and not below and _is_bare_heading(line):
            yield Heading(row, row + 1, STRONG.sub(r"\2", line))


def _is_bare_heading(line: str) -> bool:
    if not line or len(line) > LONGEST_BARE_HEADING:
        return False
    text = STRONG.sub(r"\2", line)
    return not NOT_BARE.match(text) and not text.endswith(FINAL_PUNCTUATION)
