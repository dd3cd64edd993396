"""Rows of "A för B": which seats somebody could let another hold, and the times when somebody does."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from . import clock
from .models import Membership, Substitution, User

PLACES = ("memberships__group__unit_role__unit", "memberships__user")


def seats_of(user: User) -> QuerySet[Membership]:
    """The seats ``user`` holds today or will hold, each with its unit and role; never one held for another."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    rows = user.memberships.filter(lasting, group__unit_role__isnull=False)
    return rows.select_related("group__unit_role__unit", "user").order_by(
        "group__unit_role__unit__name", "pk"
    )


def cover(
    seats: Iterable[Membership], substitute: User, *, starts_on: date, ends_on: date, by: User
) -> Substitution:
    """Let ``substitute`` hold these seats too, from a day to and with another."""
    row = Substitution.objects.create(substitute=substitute, starts_on=starts_on, ends_on=ends_on, made_by=by)
    row.memberships.set(seats)
    return row


def end(substitution: Substitution, *, by: User) -> bool:
    """End it at once; False when it was over already."""
    lasting = Substitution.objects.filter(
        pk=substitution.pk, ended_at__isnull=True, ends_on__gte=clock.today()
    )
    return bool(lasting.update(ended_at=clock.now(), ended_by=by))


def covering(user: User) -> QuerySet[Substitution]:
    """Every time somebody holds a seat of ``user``, the latest first."""
    return _with_places(Substitution.objects.filter(memberships__user=user))


def covered_by(user: User) -> QuerySet[Substitution]:
    """Every time ``user`` holds somebody else's seat, today or ahead, the soonest first."""
    rows = Substitution.objects.filter(substitute=user, ends_on__gte=clock.today(), ended_at__isnull=True)
    return _with_places(rows).order_by("starts_on", "pk")


def overlapping(
    seats: Iterable[Membership], substitute: User, *, starts_on: date, ends_on: date
) -> QuerySet[Substitution]:
    """When this very person holds one of these seats some of that time already."""
    same = Substitution.objects.filter(memberships__in=seats, substitute=substitute, ended_at__isnull=True)
    return same.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


def _with_places(rows: QuerySet[Substitution]) -> QuerySet[Substitution]:
    related = rows.distinct().select_related("substitute", "made_by", "ended_by")
    return related.prefetch_related(*PLACES).order_by("-starts_on", "-pk")
