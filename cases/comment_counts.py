"""How many comments each recipient's answer holds, section by section, for those who may know."""

from collections import Counter

from organisation.models import User

from . import access, ledger_of_comments
from .matrix import OVERALL, Counts
from .models import Comment, ReferralRound
from .models.referral import WEIGHED


def counts(user: User, referral_round: ReferralRound) -> Counts | None:
    """Comments by recipient and section; None as long as ``user`` may not know them.

    What is being marked is the sender's own work; when the weighing is closed it is for everybody.
    """
    if referral_round.state not in WEIGHED and not _is_marking(user, referral_round):
        return None
    active = ledger_of_comments.comments(referral_round).filter(state=Comment.State.ACTIVE, is_current=True)
    places = active.values_list("recipient_id", "section_version__position")
    return Counter((recipient, position or OVERALL) for recipient, position in places)


def _is_marking(user: User, referral_round: ReferralRound) -> bool:
    compiled = referral_round.state == ReferralRound.State.COMPILED
    return compiled and access.can(user, "weigh", referral_round)
