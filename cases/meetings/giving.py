"""Who orders what a point orders: only the same authority declares it fulfilled, and a body's order only a body."""

from cases.models import Body, Point
from organisation.models import Unit

from .errors import OrderedByAnother, OrderedByBody


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


def refuse_foreign(ordered: Point, unit: Unit, *, alone: bool) -> None:
    """Refuse that ``unit`` declares fulfilled what it may not; ``alone`` when an official decides for it.

    What a body has ordered is its own to end, or its authority's; an official ends what officials have ordered.
    Raises OrderedByAnother, OrderedByBody.
    """
    giver = giver_of(ordered)
    if not ordered_within(ordered, unit):
        raise OrderedByAnother(giver=giver.name)
    if _is_bodys(ordered, giver) and (alone or unit.pk not in {giver.pk, giver.authority_id_or_own}):
        raise OrderedByBody(body=giver.name)


def is_foreign(ordered: Point, unit: Unit, *, alone: bool) -> bool:
    """Whether ``refuse_foreign`` refuses it."""
    try:
        refuse_foreign(ordered, unit, alone=alone)
    except OrderedByAnother:
        return True
    return False


def _is_bodys(ordered: Point, giver: Unit) -> bool:
    """Ordered by a § of a body; of a decision from before this diary, by its § or in the body's name."""
    if ordered.earlier is not None:
        return ordered.earlier.paragraph is not None or Body.objects.filter(unit=giver).exists()
    return ordered.item is not None
