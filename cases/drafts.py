"""A pasted draft cut into sections at its headings, whatever the editor made of them. Pure: no Django."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cases.headings import Heading, find_headings

INTRODUCTION = "Inledning"

KEYWORDS = re.compile(r"^\s*(?:\*\*|__)?nyckelord(?:\*\*|__)?\s*:(?:\*\*|__)?(?P<words>.*)$", re.IGNORECASE)
# 1. Mål, 2.1 Mål, Princip 3: Mål, § 4 Mål
OWN_NUMBER = re.compile(r"^(?:§ ?|[^\W\d_]{2,20} )?\d{1,2}(?:\.\d{1,2})*[.:)–—-]?(?:\s|$)")


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One section of a draft: its heading, its Markdown text and its keywords."""

    heading: str
    text: str
    keywords: tuple[str, ...] = ()


def split(markdown: str) -> list[DraftSection]:
    """The sections of a normalised text, in order; none for an empty one."""
    lines = markdown.split("\n")
    introduction = Heading(start=0, end=0, text=INTRODUCTION)
    headings = [introduction, *find_headings(markdown)]
    stops = [*(heading.start for heading in headings[1:]), len(lines)]
    sections = [
        _section(heading.text, lines[heading.end : stop])
        for heading, stop in zip(headings, stops, strict=True)
    ]
    return sections if sections[0].text or sections[0].keywords else sections[1:]


def carry_numbers(headings: Iterable[str]) -> bool:
    """Whether the author has numbered every heading (the introduction needs no number)."""
    own = [bool(OWN_NUMBER.match(heading)) for heading in headings if heading != INTRODUCTION]
    return bool(own) and all(own)


def _section(heading: str, lines: list[str]) -> DraftSection:
    body = [line for line in lines if not KEYWORDS.match(line)]
    return DraftSection(heading, "\n".join(body).strip("\n"), tuple(_keywords(lines)))


def _keywords(lines: Iterable[str]) -> Iterator[str]:
    for match in filter(None, map(KEYWORDS.match, lines)):
        words = (word.strip("*_. ") for word in match["words"].split(","))
        yield from filter(None, words)
