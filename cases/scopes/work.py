"""Which items a right opens to those who manage where the work belongs."""

from django.db.models import Q

from cases.models import WorkItem
from organisation.models import Unit

from .right import Right, Scopes, in_units


def _managed(right: Right) -> Q:
    """What waits in the person's units: for a role there, or for somebody whose work belongs there."""
    return in_units(right, "unit")


def _lies_with(right: Right) -> Q:
    """What lies with the person by name."""
    own = Q(user=right.user_id, given_to__isnull=True)
    return own | Q(given_to=right.user_id)


SCOPES: Scopes = {
    (Unit, "see_balance"): lambda right: Q(pk__in=right.units),
    (WorkItem, "see_balance"): _managed,
    (WorkItem, "hold_work"): _lies_with,
}
