"""How those who are told are looked up: by duty, by name, by both; many events cost as many queries as one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ledger.models import Event
from organisation.models import Unit, User

from .about_meetings import AboutMeeting


@dataclass
class Asked:
    """What is to be looked up for many events: units by action, and people by id."""

    units: dict[str, dict[int, Unit]] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Found:
    """The people on duty by action and unit, and those that were named."""

    on_duty: dict[str, dict[int, list[User]]]
    people: dict[int, User]


Audience = Callable[[Event, Any, Asked], Callable[[Found], list[User]]]


def on_duty(action: str, where: Callable[[Any], list[Unit]]) -> Audience:
    """Everybody who may do ``action`` today on one of the units that are concerned."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        units = {unit.pk: unit for unit in where(known)}
        asked.units.setdefault(action, {}).update(units)
        return lambda found: list(dict.fromkeys(one for pk in units for one in found.on_duty[action][pk]))

    return ask


def named(fact: str) -> Audience:
    """The person whose id the event holds under this name."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        person = event.data.get(fact)
        asked.people |= {person} - {None}
        return lambda found: [found.people[person]] if person in found.people else []

    return ask


def all_named(fact: str) -> Audience:
    """The persons whose ids the event holds under this name."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        people = event.data.get(fact) or []
        asked.people |= set(people)
        return lambda found: [found.people[person] for person in people if person in found.people]

    return ask


def any_of(*audiences: Audience) -> Audience:
    """Everybody in at least one of them, once."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        answers = [audience(event, known, asked) for audience in audiences]
        return lambda found: list(dict.fromkeys(one for answer in answers for one in answer(found)))

    return ask


def by_name_or_seat(fact: str, action: str, where: Callable[[Any], list[Unit]]) -> Audience:
    """The person the event names under ``fact``; where it names nobody, those who may do ``action`` there."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        audience = named(fact) if event.data.get(fact) else on_duty(action, where)
        return audience(event, known, asked)

    return ask


def when(fact: str, audience: Audience) -> Audience:
    """The same people, where the event says that ``fact`` is so; else nobody."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        return audience(event, known, asked) if event.data.get(fact) else lambda found: []

    return ask


def by_name_or_seat_of_event(fact: str, unit: str, action: str) -> Audience:
    """The person the event names under ``fact``, else those who may do ``action`` in the unit it names."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        places = list(Unit.objects.filter(pk=event.data.get(unit) or 0))
        return by_name_or_seat(fact, action, lambda _known: places)(event, known, asked)

    return ask


def sender_of(known: AboutMeeting) -> list[Unit]:
    """The unit it comes from."""
    return [known.sender]


def told(known: AboutMeeting) -> list[Unit]:
    """The unit it is about or goes to, where there is one."""
    return [known.unit] if known.unit else []
