"""By which seat somebody acts, and whom they stand in for when they do."""

from django.db.models import QuerySet

from cases.actions import ACTIONS
from organisation import roles
from organisation.models import Unit, UnitGrant, User

from .reach import covers, parts_of_seats
from .rights import granted


def acting_for(user: User, action: str, unit: Unit) -> User | None:
    """The person ``user`` stands in for when doing ``action``; None when the right is their own."""
    seats = [seat for seat in roles.seats(user) if covers(seat, action, unit)]
    behalf = _held_for(seats)
    return None if behalf is None or unit.pk in granted(user, action, UnitGrant) else behalf


def keeping_for(user: User | None, unit: Unit) -> User | None:
    """Whom ``user`` stands in for as the secretary of ``unit``; None when the right is their own."""
    return acting_for(user, "keep_meetings", unit) if user is not None else None


def stood_in_for(user: User | None, unit: Unit) -> User | None:
    """Whom ``user`` goes in for in the unit, whatever is done there; None when they have a seat of their own."""
    here = {unit.pk, *unit.lineage}
    seats = [seat for seat in roles.seats(user) if seat.unit_id in here] if user is not None else []
    return _held_for(seats)


def _held_for(seats: list[roles.Seat]) -> User | None:
    """Whom the seats are held for; None without a seat, or when one of them is the holder's own."""
    if not seats or any(seat.for_user_id is None for seat in seats):
        return None
    return User.objects.filter(pk__in=[seats[0].for_user_id]).first()


def stands_in(user: User) -> dict[tuple[int, str], str]:
    """Whom ``user`` goes in for today, by unit and role; seats of their own are left out."""
    seats = roles.seats(user)
    own = {(seat.unit_id, seat.role) for seat in seats if seat.for_user_id is None}
    found = {(seat.unit_id, seat.role): seat.for_user_id for seat in seats if seat.for_user_id}
    names = dict(User.objects.filter(pk__in=found.values()).values_list("pk", "name")) if found else {}
    return {place: names[pk] for place, pk in found.items() if place not in own}


def is_substitute(user: User) -> bool:
    """Whether ``user`` goes in for anybody today."""
    return any(seat.for_user_id is not None for seat in roles.seats(user))


def role_for(user: User | None, action: str, unit: Unit) -> str:
    """The role by which ``user`` may do ``action`` in the unit itself, by a seat of their own; else empty."""
    seats = roles.seats(user) if user is not None else ()
    own = (seat for seat in seats if seat.for_user_id is None and seat.unit_id == unit.pk)
    return next((seat.role for seat in own if seat.role in ACTIONS[action].roles), "")


def has_place(user: User) -> bool:
    """Whether somebody works here today: active, with a seat of their own."""
    return any(seat.for_user_id is None for seat in roles.seats(user))


def seats_for(user: User, action: str) -> QuerySet[Unit]:
    """The units where a seat ``user`` holds today carries ``action``, without what they reach, by name."""
    held = {seat.unit_id for seat in roles.seats(user) if seat.role in ACTIONS[action].roles}
    return Unit.objects.filter(pk__in=held).order_by("name", "pk")


def led_by(user: User, action: str) -> QuerySet[Unit]:
    """The units that ``user`` reaches with ``action`` by seats of their own; what is held for another is not passed on.

    Only for a right that reaches within an authority.
    """
    seats = [seat for seat in roles.seats(user) if seat.role in ACTIONS[action].roles]
    own = [seat for seat in seats if seat.for_user_id is None]
    return Unit.objects.filter(pk__in=parts_of_seats(own))
