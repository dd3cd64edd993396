"""Pasted text cut at its numbered points, nothing left out and tables kept as Markdown. Pure."""

from dataclasses import dataclass

MOST_POINTS = 200


@dataclass(frozen=True, slots=True)
class PastedPoints:
    """What stood before the first number, and the text of each point, as Markdown."""

    preamble: str
    points: tuple[str, ...]


def points_of_text(pasted: str) -> PastedPoints:
    """The points of plain text, Markdown or an HTML fragment; text without numbers is one point.

    More than 200 points: ``TooManyPoints``.
    """
    raise NotImplementedError
