"""Who orders what a point orders: only the same authority declares it fulfilled."""

from cases.models import Point
from organisation.models import Unit


def giver_of(point: Point) -> Unit:
    """The body, the authority an official decides for, or whoever decided it before this diary was kept."""
    if point.item is not None:
        return point.item.body.unit
    if point.decision is not None:
        return point.decision.authority
    if point.earlier is not None:
        return point.earlier.unit
    raise ValueError("a point belongs to one decision")


def ordered_within(point: Point, unit: Unit) -> bool:
    """Whether what the point orders is ordered by the unit's own authority."""
    return giver_of(point).authority_id_or_own == unit.authority_id_or_own
