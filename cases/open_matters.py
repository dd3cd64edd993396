"""Open matters (öppna ärenden): what is open, late or due soon for a person or a unit, read from items alone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from organisation import clock
from organisation.models import Unit, User

from . import access, waiting
from .models import WorkItem

PAGE = 50
COUNT_CAP = 1000
SOON = timedelta(days=7)
RELATED = ("case", "unit", "user", "given_to", "given_by", "asked_by", "asked_from")

THING = ("target_type", "target_id", "kind", "unit_id")

Rows = QuerySet[WorkItem]
Place = tuple[date, int]


@dataclass(frozen=True)
class Figures:
    """The numbers on top, each counted to 1,000 at most."""

    open: int
    late: int
    soon: int
    waiting: int


def held_by(user: User) -> Rows:
    """Everything ``user`` can do now: as on their start page."""
    return WorkItem.objects.filter(pk__in=waiting.held(user))


def waited_for_by(user: User) -> Rows:
    """What others have to do first: what ``user`` asked for, and what was theirs and lies with a colleague."""
    asked = Q(asked_by=user, done_at=None) & ~Q(pk__in=waiting.held(user))
    return without_twins(WorkItem.objects.filter(asked | Q(pk__in=waiting.lent(user))))


def of_unit(unit: Unit) -> Rows:
    """Everything that waits in the unit or in a part of it, whoever it waits for."""
    return WorkItem.objects.filter(unit__in=access.parts_of(unit), done_at=None)


def waited_for_from(unit: Unit) -> Rows:
    """What the unit has asked others for."""
    asked = WorkItem.objects.filter(asked_from__in=access.parts_of(unit), done_at=None)
    return without_twins(asked.exclude(unit__in=access.parts_of(unit)))


def without_twins(rows: Rows) -> Rows:
    """One row for what waits for two roles of a unit."""
    earlier = WorkItem.objects.filter(
        target_type=OuterRef("target_type"),
        target_id=OuterRef("target_id"),
        kind=OuterRef("kind"),
        unit=OuterRef("unit"),
        user=None,
        done_at=None,
        pk__lt=OuterRef("pk"),
    )
    return rows.filter(~Exists(earlier) | Q(user__isnull=False))


def late(today: date) -> Q:
    """It should have been done by now."""
    return Q(due_on__lt=today)


def soon(today: date) -> Q:
    """Its day comes within a week."""
    return Q(due_on__gte=today, due_on__lte=today + SOON)


def figures(rows: Rows, others: Rows) -> Figures:
    """The numbers on top, in two statements."""
    today, most = clock.today(), COUNT_CAP + 1
    counted = by_day(rows)[:most].aggregate(
        open=Count("pk"), late=Count("pk", filter=late(today)), soon=Count("pk", filter=soon(today))
    )
    return Figures(**counted, waiting=others.order_by()[:most].count())


def by_day(rows: Rows) -> Rows:
    """The most urgent first, what has no day last."""
    return rows.annotate(day=Coalesce("due_on", Value(date.max))).order_by("day", "pk")


def page(rows: Rows, *, after: Place | None, limit: int = PAGE) -> list[WorkItem]:
    """The next rows after the place (day, id) of the last row seen."""
    ordered = by_day(rows)
    if after:
        ordered = ordered.filter(Q(day__gt=after[0]) | Q(day=after[0], pk__gt=after[1]))
    return list(ordered.select_related(*RELATED)[:limit])


def most_overdue(user: User, *, limit: int) -> list[WorkItem]:
    """What ``user`` should have done by now, the oldest day first."""
    return page(held_by(user).filter(late(clock.today())), after=None, limit=limit)


def kinds_in(rows: Rows) -> list[tuple[str, int]]:
    """Which kinds there are, and how many of each."""
    return list(rows.order_by("kind").values_list("kind").annotate(Count("pk")))


def lying_with(user: User) -> Q:
    """What lies with one person by name."""
    return Q(given_to=user) | Q(user=user, given_to=None)


def without_a_person(role: str) -> Q:
    """What waits for whoever holds a role."""
    return Q(role=role, given_to=None)


def roles_of(items: list[WorkItem]) -> dict[int, list[str]]:
    """The roles each item waits for, by its id: the twins of a row are not shown, their roles are."""
    shown = [item for item in items if item.role]
    twins = WorkItem.objects.filter(
        done_at=None,
        role__gt="",
        target_id__in={item.target_id for item in shown},
        kind__in={item.kind for item in shown},
    )
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for *thing, role in twins.order_by("role").values_list(*THING, "role"):
        found[tuple(thing)].append(role)
    return {item.pk: found[tuple(getattr(item, name) for name in THING)] for item in shown}
