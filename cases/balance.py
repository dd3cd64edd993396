"""Open matters per person (balans per handläggare), and per role for what waits for nobody by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from organisation import absences, clock, roles
from organisation.models import Unit, User

from . import access
from .open_matters import SOON, Rows, late, of_unit, soon, without_twins

Seats = dict[tuple[int, str], list[User]]


@dataclass
class Load:
    """What lies with one person, or waits for some roles of a unit."""

    user: User | None = None
    away: date | None = None
    unit: Unit | None = None
    roles: tuple[str, ...] = ()
    people: list[User] = field(default_factory=list)
    open: int = 0
    late: int = 0
    soon: int = 0

    @property
    def nobody(self) -> bool:
        """Whether it waits for a role that nobody holds today."""
        return self.user is None and not self.people


def per_person(unit: Unit) -> list[Load]:
    """Everybody who works in the unit or holds something there, the most burdened first."""
    today = clock.today()
    named = without_twins(of_unit(unit)).annotate(lies_with=Coalesce("given_to", "user"))
    counted = named.filter(lies_with__isnull=False).order_by().values_list("lies_with")
    rows = counted.annotate(
        Count("pk"), late=Count("pk", filter=late(today)), soon=Count("pk", filter=soon(today))
    )
    counts = {holder: numbers for holder, *numbers in rows}
    people = list(access.people_of(unit).union(User.objects.filter(pk__in=counts)))
    away = absences.until(user.pk for user in people)
    found = [Load(user, away.get(user.pk), None, (), [], *counts.get(user.pk, ())) for user in people]
    return sorted(found, key=lambda load: (-load.late, -load.open, load.user.name if load.user else ""))


def per_role(unit: Unit) -> list[Load]:
    """What waits for roles, a row for each set of roles that share it; those nobody holds come first."""
    units = {part.pk: part for part in access.parts_of(unit)}
    loads: dict[tuple[int, tuple[str, ...]], Load] = {}
    for place, names, due in _shared(of_unit(unit)):
        load = loads.setdefault((place, names), Load(unit=units[place], roles=names))
        _count(load, due, clock.today())
    seated = _seated(loads)
    for (place, names), load in loads.items():
        load.people = sorted(
            {user for name in names for user in seated.get((place, name), [])}, key=lambda user: user.name
        )
    return sorted(loads.values(), key=lambda load: (not load.nobody, -load.late, -load.open, load.roles))


def counts(rows: Rows) -> Counter[int]:
    """How many of the open ``rows`` each person has, by name or by a role they hold, as their own list says."""
    named = without_twins(rows).annotate(lies_with=Coalesce("given_to", "user"))
    found = Counter[int](
        dict(named.filter(lies_with__isnull=False).order_by().values_list("lies_with").annotate(Count("pk")))
    )
    shared = [(place, names) for place, names, _due in _shared(rows)]
    seated = _seated(shared)
    for place, names in shared:
        found.update({user.pk for name in names for user in seated.get((place, name), [])})
    return found


def _shared(rows: Rows) -> Iterator[tuple[int, tuple[str, ...], date | None]]:
    """Unit, roles and day of each thing that waits for nobody by name."""
    waiting = rows.filter(user=None, given_to=None).order_by()
    things = waiting.values("unit_id", "target_type", "target_id", "kind")
    grouped = things.annotate(names=ArrayAgg("role", order_by="role"), due=Min("due_on"))
    for place, names, due in grouped.values_list("unit_id", "names", "due"):
        yield place, tuple(names), due


def _count(load: Load, due: date | None, today: date) -> None:
    load.open += 1
    if due is not None and due < today:
        load.late += 1
    elif due is not None and due <= today + SOON:
        load.soon += 1


def _seated(places: Iterable[tuple[int, tuple[str, ...]]]) -> Seats:
    """Who holds or stands in for each role of these units today."""
    wanted = list(places)
    names = frozenset(name for _unit, roles_ in wanted for name in roles_)
    pairs = roles.seated(names, Q(pk__in={unit for unit, _roles in wanted})) if wanted else []
    people = User.objects.filter(is_active=True).in_bulk({user for user, _seat in pairs})
    found: Seats = defaultdict(list)
    for user, seat in pairs:
        if user in people:
            found[seat.unit_id, seat.role].append(people[user])
    return found
