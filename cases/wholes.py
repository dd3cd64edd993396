"""What a round is a part of: an app above says so, and such a round's text is decided with the whole, not by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from .models import ReferralRound
from .outcome_errors import DecidedInWhole


@dataclass(frozen=True)
class Whole:
    """What the round's text goes on in (a revision), whose text it is (a plan), and where both are read."""

    name: str
    of: str
    href: str
    of_href: str

    @property
    def called(self) -> str:
        """Both names, as a sentence needs them."""
        return f"{self.name}, {self.of}"


Finder = Callable[[ReferralRound], Whole | None]

_finders: list[Finder] = []


def add_finder(finder: Finder) -> None:
    """Ask ``finder`` too, every time; adding it once more changes nothing."""
    if finder not in _finders:
        _finders.append(finder)


def whole_of(referral_round: ReferralRound) -> Whole | None:
    """What the round is a part of; None when it stands for itself."""
    return next((found for finder in _finders if (found := finder(referral_round)) is not None), None)


def refuse_part(referral_round: ReferralRound) -> None:
    """Raises DecidedInWhole when the text is not the round's own to change or decide."""
    whole = whole_of(referral_round)
    if whole is not None:
        raise DecidedInWhole(whole=whole.called)
