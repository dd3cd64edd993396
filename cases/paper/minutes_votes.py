"""A vote on paper: each name with its vote, the sums, and the casting vote."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.paper.minutes_parts import PaperBallot, PaperVote
from cases.paper.prose import Tree, from_plain


def ballots_blocks(ballots: Sequence[PaperBallot]) -> Tree:
    """Every vote of an item in order, as blocks."""
    return [block for ballot in ballots for block in _ballot(ballot)]


def _ballot(ballot: PaperBallot) -> Tree:
    means = " ".join(_means(ballot))
    return [
        *from_plain(ballot.question),
        *from_plain(means),
        ["grid", [_("Ledamot"), _("Röst")], [[vote.name, _choices()[vote.choice]] for vote in ballot.votes]],
        ["p", [["strong", [_sums(ballot.votes)]]]],
        *from_plain(_casting(ballot)),
        *from_plain(ballot.result),
    ]


def _choices() -> dict[Any, str]:
    return {"yes": _("Ja"), "no": _("Nej"), "abstain": _("Avstår")}


def _means(ballot: PaperBallot) -> list[str]:
    yes, no = ballot.yes_means, ballot.no_means
    said = [_("Ja betyder: %(meaning)s") % {"meaning": yes.rstrip(".") + "."}] if yes else []
    return said + ([_("Nej betyder: %(meaning)s") % {"meaning": no.rstrip(".") + "."}] if no else [])


def _sums(votes: Sequence[PaperVote]) -> str:
    counted = Counter(vote.choice for vote in votes)
    return _("Ja %(yes)d, nej %(no)d, avstår %(abstain)d") % {
        "yes": counted["yes"],
        "no": counted["no"],
        "abstain": counted["abstain"],
    }


def _casting(ballot: PaperBallot) -> str:
    if not ballot.casting:
        return ""
    vote = _choices()[ballot.casting].lower()
    if not ballot.casting_by:
        return _("Ordförandens utslagsröst: %(vote)s.") % {"vote": vote}
    return _("Ordförandens utslagsröst (%(name)s): %(vote)s.") % {"name": ballot.casting_by, "vote": vote}
