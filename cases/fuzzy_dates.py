"""When something is due, in people's own words: the words are kept beside the day they mean, if any. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """The last day the words mean, or None when they name no day ("omgående", "snarast")."""

    day: date | None
    words: str


def resolve(words: str, *, today: date) -> FuzzyDate:
    """The last day that is meant, seen from today ("senast november 2024" → 2024-11-30); never a guess."""
    raise NotImplementedError
