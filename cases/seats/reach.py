"""How far a seat reaches among the units: what it covers, above and below, within its authority."""

from django.db.models import Q, QuerySet

from cases.actions import ACTIONS
from organisation import roles
from organisation.models import Unit, User


def covers(seat: roles.Seat, action: str, unit: Unit) -> bool:
    """Whether the seat gives ``action`` on ``unit``: carried by its role, and within reach."""
    rule = ACTIONS[action]
    if seat.role not in rule.roles:
        return False
    return {
        "exact": seat.unit_id == unit.pk,
        "down": seat.unit_id in unit.lineage,
        "up": unit.pk in seat.lineage and unit.authority_id_or_own == seat.authority_id,
        "within": seat.unit_id in unit.lineage and unit.authority_id_or_own == seat.authority_id,
    }[rule.reach]


def units_by_seat(user: User, action: str) -> tuple[int, ...]:
    """The units, by id, that ``user`` reaches with ``action`` by seats of any kind."""
    rule = ACTIONS[action]
    seats = [seat for seat in roles.seats(user) if seat.role in rule.roles]
    if rule.reach == "up":
        return within_authority(seats)
    if rule.reach == "within":
        return parts_of_seats(seats)
    own = {seat.unit_id for seat in seats}
    if rule.reach == "exact" or not own:
        return tuple(own)
    below = Unit.objects.filter(lineage__overlap=list(own))
    return tuple(below.values_list("pk", flat=True))


def seated_for(action: str, unit: Unit) -> Q:
    """The units where a seat gives ``action`` on ``unit``."""
    reach = {
        "exact": Q(pk=unit.pk),
        "down": Q(pk__in=unit.lineage),
        "up": part_of(unit),
        "within": Q(pk__in=unit.lineage) & _of_authority(unit),
    }
    return reach[ACTIONS[action].reach]


def parts_of(unit: Unit) -> QuerySet[Unit]:
    """The unit and the parts of it in the same authority."""
    return Unit.objects.filter(part_of(unit))


def within_authority(seats: list[roles.Seat]) -> tuple[int, ...]:
    """The seats' units and those above them in the same authority: no further (TF 2:9)."""
    above = Unit.objects.filter(pk__in={unit for seat in seats for unit in seat.lineage})
    authority = {unit.pk: unit.authority_id_or_own for unit in above.only("authority")} if seats else {}
    return tuple({unit for seat in seats for unit in seat.lineage if authority[unit] == seat.authority_id})


def parts_of_seats(seats: list[roles.Seat]) -> tuple[int, ...]:
    """The seats' units and their parts, each in the seat's own authority."""
    pairs = {(seat.unit_id, seat.authority_id) for seat in seats}
    below = Unit.objects.filter(lineage__overlap=[unit for unit, _authority in pairs]) if pairs else []
    return tuple(
        part.pk for part in below if any((unit, part.authority_id_or_own) in pairs for unit in part.lineage)
    )


def part_of(unit: Unit) -> Q:
    """The unit and the parts of it that belong to the same authority."""
    return Q(lineage__contains=[unit.pk]) & _of_authority(unit)


def _of_authority(unit: Unit) -> Q:
    """The units of the same authority."""
    authority = unit.authority_id_or_own
    return Q(authority=authority) | Q(pk=authority)
