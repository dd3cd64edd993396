"""Finding what an address of the weighing is about, for those who may weigh."""

from django.http import Http404

from cases import access
from cases.models import Comment, ReferralRound
from organisation.http import SignedInRequest

OF_ROUND = ("case", "unit", "version")
# The rest is fetched when it is shown: a dozen joins take the database longer to plan than to run.
OF_COMMENT = ("round__case", "round__unit", "round__version", "answer", "item", "section_version")


def find_round(request: SignedInRequest, public_id: str) -> ReferralRound:
    """A sent round whose comments the person may weigh; else 404."""
    found: ReferralRound = access.find_any(
        request.user, ReferralRound, "weigh", related=OF_ROUND, public_id=public_id
    )
    if found.state == ReferralRound.State.DRAFT:
        raise Http404
    return found


def find_comment(request: SignedInRequest, public_id: str) -> Comment:
    """A comment the person may weigh, with everything its page shows; else 404."""
    found: Comment = access.find_any(request.user, Comment, "weigh", related=OF_COMMENT, public_id=public_id)
    return found


def may_work(referral_round: ReferralRound) -> bool:
    """Whether comments may be marked and weighed now: the answering time has ended, the weighing has not."""
    return referral_round.state == ReferralRound.State.COMPILED
