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


class LotMissing(VotesRefused):
    """An election ended even: whom the lot fell on is noted; ``facts["tied"]`` has the names."""

    message = _("Det blev lika mellan %(names)s. Dra lott och ange vem lotten föll på.")


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


def elected(counts: Mapping[str, int], *, drawn: str = "") -> tuple[str, bool]:
    """Who is elected with closed ballots, and whether by lot: most votes, and on a tie whom the lot fell on.

    Nobody has a casting vote in an election (KL 5:54). Raises LotMissing for a tie that is not drawn.
    """
    most = max(counts.values())
    tied = [name for name, votes in counts.items() if votes == most]
    if len(tied) == 1:
        return tied[0], False
    if drawn not in tied:
        raise LotMissing(names=", ".join(tied), tied=tied)
    return drawn, True


def _guard(votes: Mapping[int, Choice], serving: Collection[int], chair: int | None) -> None:
    outsiders = sorted(set(votes) - set(serving))
    if outsiders:
        raise VoteByOutsider(members=outsiders)
    if chair is not None and chair not in serving:
        raise ChairNotServing(chair=chair)
    if not set(votes.values()) <= set(CHOICES):
        raise UnknownVote
