"""Votes by name, counted: the majority decides, the chair's vote a tie, the lot an election. Pure.

KL 5:53-56 and 6:33 (votes), KL 4:25 (abstaining).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused

Choice = Literal["yes", "no", "abstain"]
Result = Literal["yes", "no", "tie"]

CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain")


class VotesRefused(Refused, ValueError):
    """The votes cannot be counted as they are."""

    message = _("Rösterna kan inte räknas.")


class VoteByOutsider(VotesRefused):
    """Somebody voted who does not serve in the item; ``facts["members"]`` has their ids."""

    message = _("Bara den som tjänstgör i ärendet kan rösta.")


class ChairNotServing(VotesRefused):
    """The one named as chair does not serve in the item, and so has no casting vote."""

    message = _("Ordföranden tjänstgör inte i ärendet. Välj den som leder ärendet.")


class UnknownVote(VotesRefused):
    """A vote is yes, no or abstain."""

    message = _("En röst är ja, nej eller avstår.")


@dataclass(frozen=True, slots=True)
class Tally:
    """The counted votes; ``casting`` when the chair's vote decided, "tie" when something else has to."""

    yes: int
    no: int
    abstain: int
    result: Result
    casting: bool


def tally(
    votes: Mapping[int, Choice], *, serving: Collection[int], chair: int | None, election: bool = False
) -> Tally:
    """The result of open votes by member id (KL 5:54, 6:33).

    A tie is decided by the chair's own vote; it stays a tie when the chair abstained or there is
    none, and in an election, where the lot decides.
    """
    _guard(votes, serving, chair)
    yes, no, abstain = (list(votes.values()).count(choice) for choice in CHOICES)
    if yes != no:
        return Tally(yes, no, abstain, "yes" if yes > no else "no", casting=False)
    decided = "abstain" if election or chair is None else votes.get(chair, "abstain")
    if decided == "abstain":
        return Tally(yes, no, abstain, "tie", casting=False)
    return Tally(yes, no, abstain, decided, casting=True)


def _guard(votes: Mapping[int, Choice], serving: Collection[int], chair: int | None) -> None:
    outsiders = sorted(set(votes) - set(serving))
    if outsiders:
        raise VoteByOutsider(members=outsiders)
    if chair is not None and chair not in serving:
        raise ChairNotServing(chair=chair)
    if not set(votes.values()) <= set(CHOICES):
        raise UnknownVote
