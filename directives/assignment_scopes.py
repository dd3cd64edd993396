"""Which assignments a right opens; a part of ``directives.scopes``."""

from django.db.models import Q, QuerySet

from cases.scopes import Right, Scopes
from cases.scopes.right import in_units, no_secret
from directives.models import Assignment, AssignmentTemplate, StaffFunction
from organisation import clock
from organisation.models import Unit

WAS_OFFERED = Q(offered_at__isnull=False)


def _commissioned(right: Right) -> Q:
    """The commissioner's unit: its own drafts too."""
    return in_units(right, "unit") & no_secret(right, "case__")


def _asked(right: Right) -> Q:
    """Whoever is asked, by name or by a seat in the unit that is: from the moment it is offered."""
    by_seat = in_units(right, "taker_unit") & (Q(taker_user=None) | no_secret(right, "case__"))
    return (Q(taker_user=right.user_id) | by_seat) & WAS_OFFERED


def _held(right: Right) -> QuerySet[StaffFunction]:
    """The functions the person holds today."""
    today = clock.today()
    lasts = Q(holders__ends_on=None) | Q(holders__ends_on__gt=today)
    return StaffFunction.objects.filter(lasts, holders__user=right.user_id, holders__starts_on__lte=today)


def _seen(right: Right) -> Q:
    """Those who commission or take it or what it stands below, hold a function, do a part, are sent its reports."""
    own = Q(taker_user=right.user_id)
    inside = (
        own
        | in_units(right, "unit")
        | in_units(right, "taker_unit")
        | in_units(right, "parent__unit")
        | in_units(right, "root__unit")
        | Q(functions__in=_held(right))
        | Q(parts__user=right.user_id)
        | Q(situation_recipients__user=right.user_id)
        | in_units(right, "situation_recipients__unit")
    )
    found = Assignment.objects.filter(inside).values("pk")
    return Q(pk__in=found) & WAS_OFFERED & (no_secret(right, "case__") | own)


SCOPES: Scopes = {
    (Unit, "commission"): lambda right: Q(pk__in=right.units),
    (AssignmentTemplate, "commission"): lambda right: in_units(right, "unit"),
    (Assignment, "commission"): _commissioned,
    (Assignment, "take_assignment"): _asked,
    (Assignment, "see_assignment"): _seen,
}
