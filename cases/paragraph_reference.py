"""A decision as people refer to it: "Strategiska hälso- och sjukvårdsnämnden 2023-05-17 § 61 punkt 7". Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ParagraphReference:
    """A body's §, perhaps one point of it; ``str()`` is the form that is written in minutes."""

    body: str
    on: date | None
    paragraph: int
    point: int | None = None

    def __str__(self) -> str:
        raise NotImplementedError


def parse(text: str) -> ParagraphReference | None:
    """The reference somebody wrote or pasted, in Swedish or English; None when there is no § in it."""
    raise NotImplementedError
