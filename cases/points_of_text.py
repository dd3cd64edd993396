"""Pasted text cut at its numbered points, nothing left out and tables kept as Markdown. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, groupby

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.markdown_tables import markdown_table
from cases.pasted_html import looks_like_html, markdown_of
from cases.text import normalise

MOST_POINTS = 200

NUMBERED = re.compile(r"(?P<indent>[ \t]*)\(?(?P<number>[1-9][0-9]{0,2})[.):](?:\s+|$)")
BULLETED = re.compile(r"(?P<indent>[ \t]*)(?P<number>[-*+•·–▪])\s+")


class TooManyPoints(Refused, ValueError):
    """The text has more points than one decision may have."""

    message = _("Texten har %(count)s punkter. Ett beslut kan ha högst %(most)s. Dela upp texten.")


@dataclass(frozen=True, slots=True)
class PastedPoint:
    """The number somebody wrote, if any, and the point's text without it, as Markdown."""

    number: int | None
    text: str


@dataclass(frozen=True, slots=True)
class PastedPoints:
    """What stood before the first point ("Nämnden beslutar"), and the points in order."""

    preamble: str
    points: tuple[PastedPoint, ...]


def points_of_text(pasted: str) -> PastedPoints:
    """The points of plain text, Markdown or an HTML fragment.

    Cut at the outermost numbers, else at the outermost bullets; text with neither is one point.
    More than 200 points are refused (``TooManyPoints``).
    """
    text = normalise(markdown_of(pasted) if looks_like_html(pasted) else pasted)
    lines = list(_with_tables(text.split("\n")))
    starts = _starts(lines)
    if len(starts) > MOST_POINTS:
        raise TooManyPoints(count=len(starts), most=MOST_POINTS)
    if not starts:
        whole = _joined(lines)
        return PastedPoints("", (PastedPoint(None, whole),) if whole else ())
    stops = [*list(starts)[1:], len(lines)]
    points = (_point(starts[row], lines[row:stop]) for row, stop in zip(starts, stops, strict=True))
    return PastedPoints(_joined(lines[: next(iter(starts))]), tuple(points))


def _with_tables(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with two or more in a row whose cells are apart by tabs made a table."""
    for is_row, block in groupby(lines, key=_is_row):
        rows = list(block)
        if is_row and len(rows) > 1:
            yield from ("", *markdown_table(row.split("\t") for row in rows), "")
        else:
            yield from rows


def _is_row(line: str) -> bool:
    marker = NUMBERED.match(line) or BULLETED.match(line)
    return "\t" in line[marker.end() if marker else 0 :].strip()


def _starts(lines: list[str]) -> dict[int, re.Match[str]]:
    """Where the points begin, by the number of the line."""
    return _rising(_outermost(lines, NUMBERED)) or _outermost(lines, BULLETED)


def _outermost(lines: list[str], pattern: re.Pattern[str]) -> dict[int, re.Match[str]]:
    found = {row: match for row, line in enumerate(lines) if (match := pattern.match(line))}
    outermost = min((_indent(match) for match in found.values()), default=0)
    return {row: match for row, match in found.items() if _indent(match) == outermost}


def _indent(match: re.Match[str]) -> int:
    return len(match["indent"].expandtabs(4))


def _rising(found: dict[int, re.Match[str]]) -> dict[int, re.Match[str]]:
    """A number that does not rise begins a list within the point, unless all are 1 (as in Markdown)."""
    numbers = [int(match["number"]) for match in found.values()]
    if set(numbers) == {1}:
        return found
    before = accumulate(numbers, max, initial=0)
    rises = [number > highest for number, highest in zip(numbers, before, strict=False)]
    return dict(compress(found.items(), rises))


def _point(start: re.Match[str], lines: list[str]) -> PastedPoint:
    number = int(start["number"]) if start["number"].isdecimal() else None
    width = start.end()
    rest = (line[:width].lstrip() + line[width:] for line in lines[1:])
    return PastedPoint(number, _joined([lines[0][width:], *rest]))


def _joined(lines: Iterable[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
