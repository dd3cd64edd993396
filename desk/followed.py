"""Rounds and revisions of plans a person is responsible for and that are under way: how far each has come."""

from django.db.models import Count, Q, QuerySet

from cases import access
from cases.compilation import ENDED
from cases.models import Recipient, ReferralRound
from directives.models import Revision
from organisation.models import User

MOST = 10


def rounds(user: User) -> QuerySet[ReferralRound]:
    """Open rounds ``user`` manages, the earliest last day first, with ``asked`` and ``answered``."""
    asked = Q(recipients__listed=True) & ~Q(recipients__state=Recipient.State.WITHDRAWN)
    answered = asked & Q(recipients__state__in=ENDED)
    return (
        access.visible_to(user, ReferralRound, "manage_round")
        .filter(state=ReferralRound.State.OPEN)
        .select_related("case", "version")
        .annotate(asked=Count("recipients", filter=asked), answered=Count("recipients", filter=answered))
        .order_by("last_day", "pk")[:MOST]
    )


def revisions(user: User) -> QuerySet[Revision]:
    """Revisions under way of the plans ``user`` keeps, the one decided on first at the top."""
    rows: QuerySet[Revision] = access.visible_to(user, Revision, "keep_plan")
    ended = (Revision.State.PLANNED, Revision.State.PUBLISHED, Revision.State.CANCELLED)
    return rows.exclude(state__in=ended).select_related("plan", "round").order_by("decide_on", "pk")[:MOST]
