"""People and units by the names a file has for them, found all at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext as _

from cases.takers import name_of_person, name_of_unit
from organisation.models import Unit, User

MOST_EXAMPLES = 4


class Names:
    """Who or what each of some names means; two queries, however many names."""

    def __init__(self, people: Iterable[str], units: Iterable[str]) -> None:
        self._people = _found(_people(people), _names_of_person)
        self._units = _found(_units(units), _names_of_unit)

    def person(self, name: str) -> User | None:
        """The only person of that name or title, or whose log-in it is."""
        found = self._people.get(name.casefold(), [])
        return found[0] if len(found) == 1 else None

    def unit(self, name: str) -> Unit | None:
        """The only unit of that name."""
        found = self._units.get(name.casefold(), [])
        return found[0] if len(found) == 1 else None

    def problem(self, name: str, *, unit: bool = False) -> str:
        """Why a name says nobody: unknown, or shared."""
        found = (self._units if unit else self._people).get(name.casefold(), [])
        if not found:
            return _("”%(name)s” finns inte i organisationen.") % {"name": name}
        sure: list[str] = [_surest(one) for one in found[:MOST_EXAMPLES]]
        return _("Flera heter ”%(name)s”. Skriv %(examples)s.") % {"name": name, "examples": " / ".join(sure)}


def written(people: Iterable[User], units: Iterable[Unit]) -> tuple[dict[int, str], dict[int, str]]:
    """The name a file gives each person and unit: as people say it when it says who, else what is unique."""
    everybody, everything = {one.pk: one for one in people}, {one.pk: one for one in units}
    names = Names(map(name_of_person, everybody.values()), (one.name for one in everything.values()))
    return (
        {pk: _shortest(one, name_of_person(one), names.person) for pk, one in everybody.items()},
        {pk: _shortest(one, one.name, names.unit) for pk, one in everything.items()},
    )


def _shortest(one: Any, name: str, find: Any) -> str:
    return name if find(name) == one else _surest(one)


def _surest(one: User | Unit) -> str:
    return one.username if isinstance(one, User) else one.public_id


def _people(names: Iterable[str]) -> Iterable[User]:
    wanted = _lowered(names)
    if not wanted:
        return []
    both = Concat(Lower("name"), Value(", "), Lower("title"))
    known = User.objects.annotate(n=Lower("name"), t=Lower("title"), u=Lower("username"), both=both)
    asked = Q(n__in=wanted) | Q(u__in=wanted) | Q(both__in=wanted) | Q(t__in=wanted, is_active=True)
    return known.filter(asked).order_by("pk")


def _units(names: Iterable[str]) -> Iterable[Unit]:
    wanted = _lowered(names)
    if not wanted:
        return []
    full = Concat(Lower("name"), Value(" ("), Lower("parent__short_name"), Value(")"))
    known = Unit.objects.annotate(n=Lower("name"), s=Lower("short_name"), full=full, key=F("public_id"))
    asked = Q(n__in=wanted) | Q(s__in=wanted) | Q(full__in=wanted) | Q(key__in=wanted)
    return known.filter(asked).select_related("parent").order_by("pk")


def _names_of_person(user: User) -> Iterator[tuple[str, ...]]:
    """Surest first: a name of a later kind counts only when nobody has it of an earlier kind."""
    yield (user.username,)
    yield (name_of_person(user), user.name)
    yield (user.title,) if user.is_active and user.title else ()


def _names_of_unit(unit: Unit) -> Iterator[tuple[str, ...]]:
    yield (unit.public_id,)
    yield (unit.name, name_of_unit(unit, full=True))
    yield (unit.short_name,) if unit.short_name else ()


def _found(things: Iterable[Any], names_of: Any) -> dict[str, list[Any]]:
    levels: list[dict[str, list[Any]]] = [defaultdict(list) for _level in range(3)]
    for thing in things:
        for level, names in zip(levels, names_of(thing), strict=True):
            for name in {name.casefold() for name in names}:
                level[name].append(thing)
    return levels[2] | levels[1] | levels[0]


def _lowered(names: Iterable[str]) -> list[str]:
    return sorted({name.lower() for name in names if name})
