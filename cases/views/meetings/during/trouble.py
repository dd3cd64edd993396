"""What was typed in a page's form and what was wrong with it, so that both are shown again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from cases.text import canonical_hash, normalise

ANCHORS = {"outcome": "outcome-choice", "votes": "votes"}


@dataclass(frozen=True)
class Problem:
    """One thing to put right: at which field, in which words; ``theirs`` is a colleague's newer text."""

    field: str
    message: str
    label: str = ""
    theirs: str | None = None
    edition: int = 0
    typed: str = ""

    @property
    def anchor(self) -> str:
        """Where on the page it is put right."""
        return ANCHORS.get(self.field, self.field)

    @property
    def is_loose(self) -> bool:
        """Whether the typed words have no box of their own any more."""
        return self.field == "points"


@dataclass
class Tried:
    """A form as it was sent; nothing typed and nothing wrong when the page is only read."""

    typed: Mapping[str, str] = field(default_factory=QueryDict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, name: str) -> Problem | None:
        """What is wrong at a field."""
        return next((one for one in self.problems if one.field == name), None)

    def message(self, name: str) -> str:
        """The same in words; empty when nothing is."""
        found = self.at(name)
        return found.message if found else ""

    def many(self, name: str) -> list[str]:
        """Every value a field was sent with."""
        values = self.typed.getlist(name) if isinstance(self.typed, QueryDict) else []
        return [str(value) for value in values]

    @property
    def overtaken(self) -> bool:
        """Whether a colleague was faster somewhere."""
        return any(one.theirs is not None for one in self.problems)


def fingerprint(text: str) -> str:
    """A short mark of a text, so that a page knows which fields were left as it showed them."""
    return canonical_hash([normalise(text).strip()])[:16]


def seen_marks(marks: Iterable[str]) -> dict[str, str]:
    """The marks a page sent along, by field."""
    pairs = [mark.partition(":") for mark in marks]
    return {name: mark for name, _colon, mark in pairs}
