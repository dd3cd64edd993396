"""Who is away and until when, so that it is seen before a day is set or somebody is asked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from . import clock
from .models import Absence, User


def until(people: Iterable[int]) -> dict[int, date]:
    """The last day each of ``people`` (ids) who is away today stays away."""
    today = clock.today()
    rows = Absence.objects.filter(user__in=set(people), starts_on__lte=today, ends_on__gte=today)
    return dict(rows.order_by().values_list("user").annotate(Max("ends_on")))


def ahead(people: Iterable[int] | QuerySet[Any], *, to: date | None = None) -> QuerySet[Absence]:
    """Absences of ``people`` (ids, or a query for them) that go on or begin by ``to``, the soonest first."""
    wanted = people if isinstance(people, QuerySet) else set(people)
    rows = Absence.objects.filter(user__in=wanted, ends_on__gte=clock.today())
    if to is not None:
        rows = rows.filter(starts_on__lte=to)
    return rows.select_related("user").order_by("starts_on", "user__name", "pk")


def note(user: User, *, starts_on: date, ends_on: date, by: User) -> Absence:
    """Note that somebody is away from a day to and with another."""
    return Absence.objects.create(user=user, starts_on=starts_on, ends_on=ends_on, noted_by=by)
