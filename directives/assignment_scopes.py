"""Which assignments a right opens; a part of ``directives.scopes``."""

from django.db.models import Q, QuerySet

from cases.scopes import Right, Scopes
from cases.scopes.right import in_units, no_secret
from directives.models import Assignment, AssignmentTemplate, StaffFunction, Transfer
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


def _inside(right: Right) -> QuerySet[Assignment]:
    """Those who commission or take it or what it stands below, hold a function, do a part, are sent its reports."""
    inside = (
        Q(taker_user=right.user_id)
        | in_units(right, "unit")
        | in_units(right, "taker_unit")
        | in_units(right, "parent__unit")
        | in_units(right, "root__unit")
        | Q(functions__in=_held(right))
        | Q(parts__user=right.user_id)
        | Q(situation_recipients__user=right.user_id)
        | in_units(right, "situation_recipients__unit")
    )
    return Assignment.objects.filter(inside)


def _asked_to_take_over(right: Right) -> Q:
    """Questions nobody has answered: to the person by name, or to a unit the right reaches."""
    by_seat = in_units(right, "to_unit") & (Q(to_user=None) | no_secret(right, "assignment__case__"))
    return (Q(to_user=right.user_id) | by_seat) & Q(state=Transfer.State.ASKED)


def _had_before(right: Right) -> Q:
    """Changes by which the person, or a unit the right reaches, no longer has it."""
    by_seat = in_units(right, "from_unit") & no_secret(right, "assignment__case__")
    return (Q(from_user=right.user_id) | by_seat) & Q(state=Transfer.State.ACCEPTED)


def _lets_in(right: Right) -> QuerySet[Transfer]:
    """What lets somebody read who is in it no other way."""
    return Transfer.objects.filter(_asked_to_take_over(right) | _had_before(right))


def _seen(right: Right) -> Q:
    """Whoever is inside, whoever is asked to take it over, and whoever had it before."""
    inside = Q(pk__in=_inside(right).values("pk"))
    open_to = inside & (no_secret(right, "case__") | Q(taker_user=right.user_id))
    return WAS_OFFERED & (open_to | Q(pk__in=_lets_in(right).values("assignment")))


def _lets_in_alone(right: Right) -> Q:
    """Changes of taker that are all that lets the person read the assignment."""
    found = _asked_to_take_over(right) | _had_before(right)
    return found & ~Q(assignment__in=_inside(right).values("pk"))


SCOPES: Scopes = {
    (Unit, "commission"): lambda right: Q(pk__in=right.units),
    (AssignmentTemplate, "commission"): lambda right: in_units(right, "unit"),
    (Assignment, "commission"): _commissioned,
    (Assignment, "take_assignment"): _asked,
    (Assignment, "see_assignment"): _seen,
    (Transfer, "take_assignment"): _asked_to_take_over,
    (Transfer, "see_assignment"): _lets_in_alone,
}
