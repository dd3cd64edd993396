"""The one place that says who may see or do what; nothing else reads seats or grants.

Three questions: ``can(user, action, obj)``, ``visible_to(user, Model, action)`` and
``holders(action, unit)``. ``can`` is defined by ``visible_to``, so a list and a page never
disagree. Without a right a thing does not exist: views answer 404. ``is_superuser`` gives nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from organisation import clock, roles
from organisation.models import Unit, UnitGrant, User

from .actions import ACTIONS
from .models import Case, CaseGrant
from .scopes import SCOPES, Right
from .scopes.right import no_secret


def can(user: User, action: str, obj: Model) -> bool:
    """Whether ``user`` may do ``action`` to ``obj`` today."""
    return visible_to(user, type(obj), action).filter(pk=obj.pk).exists()


def visible_to(user: User, model: type[Model], action: str) -> QuerySet[Any]:
    """Every row of ``model`` on which ``user`` may do ``action`` today."""
    if not (user.is_authenticated and user.is_active):
        return model._default_manager.none()
    condition = SCOPES[model, action](right_of(user, action))
    return model._default_manager.filter(condition)


def find(user: User, model: type[Model], action: str, **lookup: Any) -> Any:
    """The row; Http404 both when it is missing and when ``user`` has no right to it."""
    return find_any(user, model, action, **lookup)


def find_any(
    user: User, model: type[Model], *actions: str, related: tuple[str, ...] = (), **lookup: Any
) -> Any:
    """The row on which ``user`` may do one of ``actions``, fetched with ``related``; else Http404."""
    rows = visible_by_any(user, model, *actions).filter(**lookup)
    found = (rows.select_related(*related) if related else rows).first()
    if found is None:
        raise Http404
    return found


def visible_by_any(user: User, model: type[Model], *actions: str) -> QuerySet[Any]:
    """Every row of ``model`` on which ``user`` may do at least one of ``actions``."""
    if not (user.is_authenticated and user.is_active):
        return model._default_manager.none()
    condition = Q(pk__in=[])
    for action in actions:
        condition |= SCOPES[model, action](right_of(user, action))
    return model._default_manager.filter(condition)


def right_of(user: User, action: str) -> Right:
    """Where ``user`` holds ``action`` today: by seat (units) and by personal grant (units, cases)."""
    return _remembered(user, f"right to {action}", lambda: _right(user, action))


def _right(user: User, action: str) -> Right:
    return Right(
        user_id=user.pk,
        units=_units(user, action),
        cases=_granted(user, action, CaseGrant),
        secret_units=_remembered(user, "secrets", lambda: _units(user, "read_secret")),
        secret_cases=_granted(user, "read_secret", CaseGrant),
        homes=_remembered(user, "homes", lambda: _homes(user)),
        covered=covered(user, action),
    )


def _remembered(user: User, name: str, find: Callable[[], Any]) -> Any:
    """What ``find`` answers, asked once per request and day."""
    memory = user.__dict__.setdefault("_rights", {})
    key = (name, clock.today())
    if key not in memory:
        memory[key] = find()
    return memory[key]


def holders(action: str, unit: Unit) -> QuerySet[User]:
    """Everybody whose own seat gives ``action`` on ``unit`` today."""
    return roles.holders(ACTIONS[action].roles, _seated_for(action, unit))


def on_duty(action: str, units: Iterable[Unit]) -> QuerySet[User]:
    """Everybody who may do ``action`` on one of ``units`` today, by a seat of their own or standing in."""
    places = reduce(or_, (_seated_for(action, unit) for unit in units), Q(pk__in=[]))
    names = ACTIONS[action].roles
    return roles.holders(names, places) | roles.substitutes(names, places)


def on_duty_in(action: str, units: Iterable[Unit]) -> dict[int, list[User]]:
    """The same for each of ``units``, by its id, in two queries however many they are."""
    wanted = {unit.pk: unit for unit in units}
    reached = {
        "exact": Q(pk__in=wanted),
        "down": Q(pk__in={above for unit in wanted.values() for above in unit.lineage}),
        "up": Q(lineage__overlap=list(wanted)),
    }
    reached["within"] = reached["down"]
    seated = roles.seated(ACTIONS[action].roles, reached[ACTIONS[action].reach]) if wanted else []
    people = User.objects.filter(is_active=True).in_bulk({user for user, _seat in seated})
    found: dict[int, dict[int, User]] = {pk: {} for pk in wanted}
    for user, seat in seated:
        for unit in _reached(seat, action, wanted):
            if user in people:
                found[unit.pk][user] = people[user]
    return {pk: list(users.values()) for pk, users in found.items()}


def substitutes_of(people: Iterable[int], action: str) -> list[tuple[int, int, int]]:
    """Who stands in today for one of ``people`` by a seat that carries ``action``: (substitute, covered, unit)."""
    return roles.substitutes_of(people, ACTIONS[action].roles)


def _reached(seat: roles.Seat, action: str, units: Mapping[int, Unit]) -> list[Unit]:
    """Those of ``units`` the seat covers; only a right that reaches down has to look at them all."""
    near = (
        units if ACTIONS[action].reach in {"down", "within"} else [pk for pk in seat.lineage if pk in units]
    )
    return [units[pk] for pk in near if _covers(seat, action, units[pk])]


def _seated_for(action: str, unit: Unit) -> Q:
    """The units where a seat gives ``action`` on ``unit``."""
    reach = {
        "exact": Q(pk=unit.pk),
        "down": Q(pk__in=unit.lineage),
        "up": _part_of(unit),
        "within": Q(pk__in=unit.lineage) & _of_authority(unit),
    }
    return reach[ACTIONS[action].reach]


def is_substitute(user: User) -> bool:
    """Whether ``user`` goes in for anybody today."""
    return any(seat.for_user_id is not None for seat in roles.seats(user))


def keeping_for(user: User | None, unit: Unit) -> User | None:
    """Whom ``user`` stands in for as the secretary of ``unit``; None when the right is their own."""
    return acting_for(user, "keep_meetings", unit) if user is not None else None


def stands_in(user: User) -> dict[tuple[int, str], str]:
    """Whom ``user`` goes in for today, by unit and role; seats of their own are left out."""
    seats = roles.seats(user)
    own = {(seat.unit_id, seat.role) for seat in seats if seat.for_user_id is None}
    found = {(seat.unit_id, seat.role): seat.for_user_id for seat in seats if seat.for_user_id}
    names = dict(User.objects.filter(pk__in=found.values()).values_list("pk", "name")) if found else {}
    return {place: names[pk] for place, pk in found.items() if place not in own}


def covered(user: User, action: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Those ``user`` stands in for today by a seat that carries ``action``, each with the units of these seats."""
    found: dict[int, tuple[int, ...]] = {}
    for seat in roles.seats(user):
        if seat.for_user_id is not None and seat.role in ACTIONS[action].roles:
            found[seat.for_user_id] = (*found.get(seat.for_user_id, ()), seat.unit_id)
    return tuple(found.items())


def parts_of(unit: Unit) -> QuerySet[Unit]:
    """The unit and the parts of it in the same authority."""
    return Unit.objects.filter(_part_of(unit))


def seats_for(user: User, action: str) -> QuerySet[Unit]:
    """The units where a seat ``user`` holds today carries ``action``, without what they reach, by name."""
    held = {seat.unit_id for seat in roles.seats(user) if seat.role in ACTIONS[action].roles}
    return Unit.objects.filter(pk__in=held).order_by("name", "pk")


def led_by(user: User, action: str) -> QuerySet[Unit]:
    """The units that ``user`` reaches with ``action`` by seats of their own: what is held for somebody is
    not passed on. Only for a right that reaches within an authority."""
    own = (seat for seat in roles.seats(user) if seat.for_user_id is None)
    return Unit.objects.filter(pk__in=_parts([seat for seat in own if seat.role in ACTIONS[action].roles]))


def secret_to(user: User, cases: Iterable[int]) -> set[int]:
    """Those of ``cases``, by id, whose secrecy mark ``user`` may not read past."""
    asked = set(cases)
    if not asked:
        return set()
    open_ones = Case.objects.filter(no_secret(right_of(user, "see_case")), pk__in=asked)
    return asked - set(open_ones.values_list("pk", flat=True))


def people_of(unit: Unit) -> QuerySet[User]:
    """Everybody with a seat of any kind in the unit or in a part of it today."""
    return roles.holders(frozenset(roles.ROLES), _part_of(unit))


def acting_for(user: User, action: str, unit: Unit) -> User | None:
    """The person ``user`` stands in for when doing ``action``; None when the right is their own."""
    seats = [seat for seat in roles.seats(user) if _covers(seat, action, unit)]
    if not seats or any(seat.for_user_id is None for seat in seats):
        return None
    if unit.pk in _granted(user, action, UnitGrant):
        return None
    return User.objects.filter(pk__in=[seats[0].for_user_id]).first()


def stood_in_for(user: User | None, unit: Unit) -> User | None:
    """Whom ``user`` goes in for in the unit, whatever is done there; None when they have a seat of their own."""
    here = {unit.pk, *unit.lineage}
    seats = [seat for seat in roles.seats(user) if seat.unit_id in here] if user is not None else []
    if not seats or any(seat.for_user_id is None for seat in seats):
        return None
    return User.objects.filter(pk__in=[seats[0].for_user_id]).first()


def role_for(user: User | None, action: str, unit: Unit) -> str:
    """The role by which ``user`` may do ``action`` in the unit itself, by a seat of their own; else empty."""
    seats = roles.seats(user) if user is not None else ()
    own = (seat for seat in seats if seat.for_user_id is None and seat.unit_id == unit.pk)
    return next((seat.role for seat in own if seat.role in ACTIONS[action].roles), "")


def is_held(role: str, unit: Unit) -> bool:
    """Whether somebody holds the role in the unit today."""
    return roles.holders(frozenset({role}), Q(pk=unit.pk)).exists()


def has_place(user: User) -> bool:
    """Whether somebody works here today: active, with a seat of their own."""
    return any(seat.for_user_id is None for seat in roles.seats(user))


def forget(user: User) -> None:
    """Drop what was remembered for this request; call it when seats change under way."""
    user.__dict__.pop("_rights", None)
    user._seats = None  # type: ignore[attr-defined]


def _covers(seat: roles.Seat, action: str, unit: Unit) -> bool:
    rule = ACTIONS[action]
    if seat.role not in rule.roles:
        return False
    return {
        "exact": seat.unit_id == unit.pk,
        "down": seat.unit_id in unit.lineage,
        "up": unit.pk in seat.lineage and unit.authority_id_or_own == seat.authority_id,
        "within": seat.unit_id in unit.lineage and unit.authority_id_or_own == seat.authority_id,
    }[rule.reach]


def _units(user: User, action: str) -> tuple[int, ...]:
    return (*_units_by_seat(user, action), *_granted(user, action, UnitGrant))


def _units_by_seat(user: User, action: str) -> tuple[int, ...]:
    rule = ACTIONS[action]
    seats = [seat for seat in roles.seats(user) if seat.role in rule.roles]
    if rule.reach == "up":
        return _within_authority(seats)
    if rule.reach == "within":
        return _parts(seats)
    own = {seat.unit_id for seat in seats}
    if rule.reach == "exact" or not own:
        return tuple(own)
    below = Unit.objects.filter(lineage__overlap=list(own))
    return tuple(below.values_list("pk", flat=True))


def _within_authority(seats: list[roles.Seat]) -> tuple[int, ...]:
    """The seats' units and those above them in the same authority: no further (TF 2:9)."""
    above = Unit.objects.filter(pk__in={unit for seat in seats for unit in seat.lineage})
    authority = {unit.pk: unit.authority_id_or_own for unit in above.only("authority")} if seats else {}
    return tuple({unit for seat in seats for unit in seat.lineage if authority[unit] == seat.authority_id})


def _parts(seats: list[roles.Seat]) -> tuple[int, ...]:
    """The seats' units and their parts, each in the seat's own authority."""
    pairs = {(seat.unit_id, seat.authority_id) for seat in seats}
    below = Unit.objects.filter(lineage__overlap=[unit for unit, _authority in pairs]) if pairs else []
    return tuple(
        part.pk for part in below if any((unit, part.authority_id_or_own) in pairs for unit in part.lineage)
    )


def _part_of(unit: Unit) -> Q:
    """The unit and the parts of it that belong to the same authority."""
    return Q(lineage__contains=[unit.pk]) & _of_authority(unit)


def _of_authority(unit: Unit) -> Q:
    """The units of the same authority."""
    authority = unit.authority_id_or_own
    return Q(authority=authority) | Q(pk=authority)


def _homes(user: User) -> tuple[int, ...]:
    """The units somebody works in by a seat of their own, whatever its role."""
    return _within_authority([seat for seat in roles.seats(user) if seat.for_user_id is None])


def _granted(user: User, action: str, model: type) -> tuple[int, ...]:
    held = _remembered(user, model.__name__, lambda: roles.grants(user, model))
    return held.get(action, ())
