"""Who loses sight of a case's § when it is marked: said before the mark is set, so that somebody can be let in."""

from dataclasses import dataclass

from cases import access, secrecy
from cases.models import AgendaItem, Body, Case
from organisation.models import User


@dataclass(frozen=True)
class Loses:
    """A body that takes the case up: those who keep its meetings and read nothing of it unless they are let in."""

    body: str
    paragraphs: list[str]
    keepers: list[str]
    members: int


def losers(case: Case) -> list[Loses]:
    """Every body with the case on an agenda, in the order of their names."""
    items = AgendaItem.objects.filter(case=case).select_related("meeting").order_by("meeting__on", "pk")
    bodies = Body.objects.filter(pk__in=items.values("body")).select_related("unit").order_by("unit__name")
    own = {user.pk for user in (*secrecy.own_people(case), *_named(case))}
    return [
        Loses(
            body=body.unit.name,
            paragraphs=[_called(item) for item in items if item.body_id == body.pk and item.meeting],
            keepers=[user.name for user in access.holders("keep_meetings", body.unit) if user.pk not in own],
            members=body.members.filter(ends_on=None).count(),
        )
        for body in bodies
    ]


def _named(case: Case) -> list[User]:
    return list(secrecy.readers_of(case)) if case.secrecy_provision else []


def _called(item: AgendaItem) -> str:
    """ "2026-11-23 § 62", or the day alone while it has no §."""
    day = item.meeting.on.isoformat() if item.meeting else ""
    return f"{day} § {item.paragraph}" if item.paragraph else day
