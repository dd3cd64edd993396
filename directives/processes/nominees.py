"""Whom an administration may name: its own people, each once, no more than there are seats."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases import access
from directives.models import Nomination
from organisation import roles
from organisation.models import Unit, User

from .errors import NamedTwice, NobodyNamed, NothingToReplace, NotOfUnit, TooManyNamed

SEAT = "representative"


@dataclass(frozen=True)
class Named:
    """One person as an administration names them: by log-in, or by name and e-mail."""

    user: User | None = None
    name: str = ""
    email: str = ""
    replaces: User | None = None

    @property
    def called(self) -> str:
        """The name to speak of."""
        return self.user.name if self.user else self.name


def refuse_unfit(nomination: Nomination, named: Sequence[Named]) -> None:
    """Raises NobodyNamed, TooManyNamed, NamedTwice, NotOfUnit, NothingToReplace."""
    unit = nomination.unit
    if not named:
        raise NobodyNamed
    if len(named) > nomination.request.seats:
        raise TooManyNamed(seats=nomination.request.seats)
    names = [one.user.pk if one.user else (one.name.casefold(), one.email.casefold()) for one in named]
    replaced = [one.replaces.pk for one in named if one.replaces]
    for place, one in enumerate(named):
        if names[place] in names[:place]:
            raise NamedTwice(name=one.called)
        if one.user and not works_in(one.user, unit):
            raise NotOfUnit(name=one.user.name, unit=unit.name)
        if one.replaces and not speaking_for(unit).filter(pk=one.replaces.pk).exists():
            raise NothingToReplace(name=one.replaces.name, unit=unit.name)
    if len(set(replaced)) < len(replaced):
        raise NothingToReplace(name=next(one.replaces.name for one in named if one.replaces), unit=unit.name)


def speaking_for(unit: Unit) -> QuerySet[User]:
    """Who is seated as a representative in the unit itself today."""
    return roles.holders(frozenset({SEAT}), Q(pk=unit.pk)).order_by("name", "pk")


def works_in(user: User, unit: Unit) -> bool:
    """Whether ``user`` has a seat in the unit or a part of it today."""
    return access.people_of(unit).filter(pk=user.pk).exists()
