"""What apps above have to say beside a round's recipients: each adds a source of notes when it starts.

The owner's page is drawn here, but whether mail arrived is known by another app of the same height.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cases.models import ReferralRound


@dataclass(frozen=True)
class Note:
    """A short word in a row's tag, and the sentence that explains it; without a unit it is about all."""

    unit_id: int | None
    word: str
    about: str


Source = Callable[[ReferralRound], Iterable[Note]]

_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Ask ``source`` too, every time; adding it once more changes nothing."""
    if source not in _sources:
        _sources.append(source)


def notes(referral_round: ReferralRound) -> list[Note]:
    """Everything there is to say now."""
    return [note for source in _sources for note in source(referral_round)]
