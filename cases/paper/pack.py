"""One numbered pack of many papers: the same page number on paper, on screen and in the agenda."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the pack by its name; ``item`` is the number of the agenda row it belongs to."""

    name: str
    content: bytes
    item: int | None = None


@dataclass(frozen=True, slots=True)
class PackedFile:
    """Where a file landed: its first page's number and how many pages it has."""

    name: str
    first_page: int
    pages: int
    item: int | None = None
