"""Roles and seats: who may be what where. Only this module and ``cases.access`` read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from guardian.shortcuts import assign_perm, remove_perm

from . import clock
from .models import Membership, Substitution, Unit, UnitRole, User

SEAT = ("unit_id", "role", "unit__lineage", "unit__authority_id")
ROLES = {
    "process_owner": _("processägare"),
    "representative": _("förvaltningsföreträdare"),
    "manager": _("chef som godkänner"),
    "head": _("förvaltningschef"),
    "officer": _("handläggare"),
    "secretary": _("nämndsekreterare"),
    "registrar": _("registrator"),
    "director": _("direktör"),
    "member": _("medarbetare"),
}


@dataclass(frozen=True)
class Seat:
    """A role in a unit that somebody holds today, perhaps for somebody else."""

    unit_id: int
    lineage: tuple[int, ...]
    role: str
    authority_id: int
    for_user_id: int | None = None


def group_for(unit: Unit, role: str) -> Group:
    """The one Group of this unit and role, made when first needed."""
    if role not in ROLES:
        raise ValueError(f"unknown role {role!r}")
    found = UnitRole.objects.filter(unit=unit, role=role).select_related("group").first()
    if found:
        return found.group
    group, _made = Group.objects.get_or_create(name=f"{role}@{unit.public_id}")
    UnitRole.objects.get_or_create(unit=unit, role=role, defaults={"group": group})
    return group


def seat(user: User, role: str, unit: Unit, *, starts_on: date, ends_on: date | None = None) -> Membership:
    """Give ``user`` the role in the unit from a day, to and with another."""
    return Membership.objects.create(
        user=user, group=group_for(unit, role), starts_on=starts_on, ends_on=ends_on
    )


def unseat(user: User, role: str, unit: Unit, *, ends_on: date) -> None:
    """Let every such seat in the unit end with a day, if it lasts longer."""
    held = Membership.objects.filter(
        user=user, group__unit_role__in=UnitRole.objects.filter(unit=unit, role=role)
    )
    held.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on), starts_on__lte=ends_on).update(
        ends_on=ends_on
    )


def seats(user: User) -> tuple[Seat, ...]:
    """Every seat ``user`` holds today: own ones first, then those held by substitution."""
    if not (user.is_authenticated and user.is_active):
        return ()
    today = clock.today()
    cached = getattr(user, "_seats", None)
    if cached is None or cached[0] != today:
        found = sorted(_seats_today(user, today), key=lambda seat: seat.for_user_id or 0)
        cached = (today, tuple(found))
        user._seats = cached  # type: ignore[attr-defined]
    return cached[1]


def holders(role_names: frozenset[str], units: Q) -> QuerySet[User]:
    """Active users with one of the roles in a unit that meets ``units`` (a condition on Unit), today."""
    held = _held(role_names, units, clock.today())
    return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


def substitutes(role_names: frozenset[str], units: Q) -> QuerySet[User]:
    """Active users who stand in, today, for somebody who holds one of the roles in such a unit."""
    today = clock.today()
    covers = _covering(today).filter(memberships__in=_held(role_names, units, today))
    return User.objects.filter(is_active=True, pk__in=covers.values("substitute_id"))


def substitutes_of(people: Iterable[int], role_names: frozenset[str]) -> list[tuple[int, int, int]]:
    """Who stands in today for one of ``people`` in such a role: substitute, covered and unit, by their ids."""
    today, place = clock.today(), "group__unit_role"
    held = _current(Membership.objects.filter(user__in=set(people)), today)
    held = held.filter(**{f"{place}__role__in": role_names})
    covered = _covering(today).filter(memberships__in=held)
    found = covered.values_list("substitute_id", "memberships__user_id", f"memberships__{place}__unit_id")
    return list(found.distinct())


def seated(role_names: frozenset[str], units: Q) -> list[tuple[int, Seat]]:
    """Who holds one of the roles in such a unit today, by id: by a seat of their own or standing in."""
    today = clock.today()
    held = _held(role_names, units, today)
    covered = _covering(today).filter(memberships__in=held)
    place = [f"group__unit_role__{name}" for name in SEAT]
    own = held.values_list("user_id", *place)
    stands_in = covered.values_list("substitute_id", *(f"memberships__{name}" for name in place))
    return [
        (user, Seat(unit, tuple(lineage), role, authority or unit))
        for user, unit, role, lineage, authority in own.union(stands_in)
    ]


def homes(people: Iterable[int]) -> dict[int, str]:
    """The name of the unit of each person's first seat of their own today, by the person's id; one query."""
    held = _current(Membership.objects.filter(user__in=set(people)), clock.today())
    places = held.order_by("-pk").values_list("user_id", "group__unit_role__unit__name")
    return dict(places)


def grant(
    user: User, action: str, obj: Any, *, source: str, giver: User | None, expires_on: date | None = None
) -> None:
    """Give ``user`` a personal right on one object, naming source, giver and last day."""
    permission: Any = assign_perm(action, user, obj)
    permission.source, permission.giver, permission.expires_on = source, giver, expires_on
    permission.save(update_fields=["source", "giver", "expires_on"])


def revoke(user: User, action: str, obj: Any) -> None:
    """Take a personal right back."""
    remove_perm(action, user, obj)


def grants(user: User, model: Any) -> dict[str, tuple[int, ...]]:
    """The personal rights ``user`` holds today: ids of objects by action, in one query."""
    rows = model._default_manager.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=clock.today()), user=user
    )
    found: dict[str, tuple[int, ...]] = {}
    for action, pk in rows.values_list("permission__codename", "content_object_id"):
        found[action] = (*found.get(action, ()), pk)
    return found


def _seats_today(user: User, today: date) -> Iterator[Seat]:
    """The seats in one narrow statement by hand: every page waits for it."""
    for place in UnitRole.objects.raw(SEATS_TODAY, {"user": user.pk, "today": today}):
        authority_id = place.authority_id or place.unit_id  # type: ignore[attr-defined]
        yield Seat(place.unit_id, tuple(place.lineage), place.role, authority_id, place.for_user_id)  # type: ignore[attr-defined]


SEATS_TODAY = """
WITH held AS (
    SELECT group_id, NULL::bigint AS for_user_id, starts_on, ends_on
    FROM organisation_membership WHERE user_id = %(user)s
    UNION
    SELECT seat.group_id, seat.user_id, seat.starts_on, seat.ends_on
    FROM organisation_substitution AS cover
    JOIN organisation_substitution_memberships AS covered ON covered.substitution_id = cover.id
    JOIN organisation_membership AS seat ON seat.id = covered.membership_id
    WHERE cover.substitute_id = %(user)s AND cover.ended_at IS NULL
        AND %(today)s BETWEEN cover.starts_on AND cover.ends_on
)
SELECT place.id, place.unit_id, place.role, unit.lineage, unit.authority_id, held.for_user_id
FROM held
JOIN organisation_unitrole AS place ON place.group_id = held.group_id
JOIN organisation_unit AS unit ON unit.id = place.unit_id
WHERE held.starts_on <= %(today)s AND (held.ends_on IS NULL OR held.ends_on >= %(today)s)
"""


def _held(role_names: frozenset[str], units: Q, today: date) -> QuerySet[Membership]:
    places = UnitRole.objects.filter(role__in=role_names, unit__in=Unit.objects.filter(units))
    return _current(Membership.objects.filter(group__unit_role__in=places), today)


def _covering(today: date) -> QuerySet[Substitution]:
    return Substitution.objects.filter(starts_on__lte=today, ends_on__gte=today, ended_at__isnull=True)


def _current(rows: Any, today: date) -> QuerySet[Membership]:
    held = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return rows.filter(held, starts_on__lte=today, group__unit_role__isnull=False)
