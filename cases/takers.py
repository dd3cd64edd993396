"""Who is given an assignment: a unit or a person by name, else the words as they stand ("berörda förvaltningar")."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.models import Unit, User

from .errors import Refused
from .text import normalise

LONGEST = 200
MOST_OFFERED = 500
MOST_ALIKE = 3
LIKE_ENOUGH = 0.75


class TakerUnclear(Refused):
    """Several share the name."""

    message = _("Flera heter %(name)s. Skriv %(examples)s.")


@dataclass(frozen=True)
class Taker:
    """One of the three."""

    unit: Unit | None = None
    user: User | None = None
    words: str = ""

    def facts(self) -> dict[str, Any]:
        """As a point stores it."""
        return {"to_unit": self.unit, "to_user": self.user, "to_words": self.words}


def find_taker(text: str) -> Taker:
    """Whom the words name: "SkaS", "Kansliet (SkaS)", a person's name or title. Raises TakerUnclear."""
    words = " ".join(normalise(text).split())[:LONGEST]
    if not words:
        return Taker()
    units = _units(words)
    if len(units) > 1:
        raise TakerUnclear(name=words, examples=" / ".join(name_of_unit(unit, full=True) for unit in units))
    if units:
        return Taker(unit=units[0])
    people = _people(words)
    if len(people) > 1:
        raise TakerUnclear(name=words, examples=" / ".join(name_of_person(user) for user in people))
    return Taker(user=people[0]) if people else Taker(words=words)


def written(point: Any) -> str:
    """The words that find the point's taker again."""
    if point.to_unit is not None:
        shared = Unit.objects.filter(name__iexact=point.to_unit.name).count() > 1
        return name_of_unit(point.to_unit, full=shared)
    return name_of_person(point.to_user) if point.to_user else str(point.to_words)


def offered() -> list[str]:
    """What a field suggests: every unit, and those who are named with a title."""
    units = [unit.name for unit in Unit.objects.order_by("name", "pk")[:MOST_OFFERED]]
    people = User.objects.filter(is_active=True).exclude(title="").order_by("name", "pk")[:MOST_OFFERED]
    return list(dict.fromkeys([*units, *map(name_of_person, people)]))


def alike(words: str) -> list[str]:
    """Names that ``words`` may be a slip of the pen for, the likest first; at most three."""
    names = {name.casefold(): name for name in offered()}
    found = get_close_matches(words.casefold(), names, n=MOST_ALIKE, cutoff=LIKE_ENOUGH)
    return [names[name] for name in found]


def name_of_unit(unit: Unit, *, full: bool = False) -> str:
    """ "Kansliet (SkaS)" when there are several."""
    return f"{unit.name} ({unit.parent.short_name})" if full and unit.parent else unit.name


def name_of_person(user: User) -> str:
    """ "Namn, titel"."""
    return f"{user.name}, {user.title}" if user.title else user.name


def _units(words: str) -> list[Unit]:
    """At most four units of that name or short name, or the one whose parent is named behind it."""
    named = Unit.objects.select_related("parent").order_by("pk")
    found = list(named.filter(name__iexact=words)[:4]) or list(named.filter(short_name__iexact=words)[:4])
    if found or not words.endswith(")"):
        return found
    name, _paren, parent = words[:-1].rpartition(" (")
    return list(named.filter(name__iexact=name, parent__short_name__iexact=parent)[:4])


def _people(words: str) -> list[User]:
    """At most four people of that name, perhaps with the title behind it, or the only one with that title."""
    known = User.objects.filter(is_active=True).order_by("pk")
    name, _comma, title = words.rpartition(", ")
    named = Q(name__iexact=words) | (Q(name__iexact=name, title__iexact=title) if name else Q(pk__in=[]))
    entitled = list(known.filter(title__iexact=words)[:2])
    return list(known.filter(named)[:4]) or (entitled if len(entitled) == 1 else [])
