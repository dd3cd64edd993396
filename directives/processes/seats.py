"""Seats that follow from the map: given from a day, ended with a day, never twice at once."""

from datetime import date

from django.db.models import Q

from organisation import roles
from organisation.models import Unit, User


def give(user: User, role: str, unit: Unit, *, starts_on: date) -> None:
    """Seat ``user`` from a day, unless a seat held then already goes on."""
    if not holds(user, role, unit, starts_on):
        roles.seat(user, role, unit, starts_on=starts_on)


def take(user: User, role: str, unit: Unit, *, ends_on: date) -> None:
    """End the seat with a day."""
    roles.unseat(user, role, unit, ends_on=ends_on)


def holds(user: User, role: str, unit: Unit, day: date) -> bool:
    """Whether ``user`` has such a seat on ``day`` that nobody has set an end to."""
    held = user.memberships.filter(Q(starts_on__lte=day), ends_on=None)
    return held.filter(group__unit_role__unit=unit, group__unit_role__role=role).exists()


def works_here(user: User) -> bool:
    """Whether ``user`` has a seat today in a unit of the organisation itself."""
    units = [seat.unit_id for seat in roles.seats(user)]
    return Unit.objects.filter(pk__in=units).exclude(kind=Unit.Kind.EXTERNAL).exists()


def home_of(user: User) -> Unit | None:
    """The unit of the person's first seat today."""
    seats = roles.seats(user)
    return Unit.objects.get(pk=seats[0].unit_id) if seats else None
