"""A round on a plan's changed parts is a part of the plan's revision: its text is decided with the plan."""

from django.urls import reverse

from cases.models import ReferralRound
from cases.wholes import Whole
from directives.models import Revision


def revision_of(referral_round: ReferralRound) -> Whole | None:
    """The revision the round was sent for, and its plan; None for any other round."""
    found = Revision.objects.select_related("plan", "draft").filter(round=referral_round).first()
    if found is None:
        return None
    return Whole(
        name=found.name,
        of=found.plan.name,
        href=reverse("revision", args=[found.public_id]),
        of_href=reverse("plan", args=[found.plan.public_id]),
        text_id=found.draft.text_id if found.draft else None,
    )
