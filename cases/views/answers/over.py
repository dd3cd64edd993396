"""Why nothing can be written or sent any more, in words."""

from django.utils.translation import gettext as _

from cases.models import Recipient, ReferralRound
from cases.templatetags.text_tags import long_day


def why_over(place: Recipient) -> str:
    """Who ended it, when and why; "" while answers are taken."""
    if place.round.state == ReferralRound.State.CANCELLED:
        said = _("Remissrundan avbröts %(day)s: %(reason)s")
        return said % {"day": long_day(place.round.cancelled_at), "reason": place.round.cancel_reason}
    if place.state == Recipient.State.WITHDRAWN:
        said = _("%(unit)s togs bort ur remissrundan %(day)s: %(reason)s")
        return said % {
            "unit": place.unit.name,
            "day": long_day(place.withdrawn_at),
            "reason": place.withdrawn_reason,
        }
    return ""
