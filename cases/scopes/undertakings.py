"""Which of the things that were ordered a right opens."""

from django.db.models import Q

from cases.models import Undertaking

from .right import Right, Scopes, in_units, no_secret


def _ordered(right: Right) -> Q:
    """What the unit has ordered; what a secret case's decision ordered is read with its right alone."""
    by_item = Q(point__item__case__isnull=True) | no_secret(right, "point__item__case__")
    by_official = Q(point__decision__case__isnull=True) | no_secret(right, "point__decision__case__")
    return in_units(right, "giver") & by_item & by_official


def _taken(right: Right) -> Q:
    return Q(to_user=right.user_id) | in_units(right, "to_unit")


SCOPES: Scopes = {
    (Undertaking, "keep_meetings"): _ordered,
    (Undertaking, "see_meeting"): _ordered,
    (Undertaking, "report_undertaking"): _taken,
}
