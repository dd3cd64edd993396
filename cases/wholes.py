"""What a round is a part of: an app above says so, and such a round's text is decided with the whole, not by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from .models import AgendaItem, Point, ReferralRound
from .outcome_errors import DecidedInWhole


@dataclass(frozen=True)
class Whole:
    """What the round's text goes on in (a revision), whose text it is (a plan), and where both are read."""

    name: str
    of: str
    href: str
    of_href: str
    text_id: int | None = None  # the version of a document that is adopted when the whole is

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


def decides(item: AgendaItem, referral_round: ReferralRound) -> bool:
    """Whether the item's § decides the round: that of a part is decided only by a point that adopts the whole."""
    whole = whole_of(referral_round)
    return whole is None or adopting_points(whole).filter(item=item).exists()


def adopting_points(whole: Whole) -> QuerySet[Point]:
    """The standing points that adopt the whole's text."""
    adopts = Point.objects.filter(kind=Point.Kind.ADOPT, struck=False)
    return adopts.filter(adoptions__version=whole.text_id) if whole.text_id else adopts.none()
