"""To whom a situation report went: the list as it stood that day, and everybody who was told."""

from dataclasses import dataclass

from directives.models import SituationReport
from ledger.models import Event
from organisation.models import Unit, User


@dataclass(frozen=True)
class Receivers:
    """The units on the list, and every person the report was sent to."""

    units: list[str]
    people: list[str]


def receivers_of(report: SituationReport) -> Receivers:
    """As the event of its sending keeps them; a report sent before the units were kept names its people."""
    about = Event.objects.filter(subject_type="directives.assignment", subject_id=report.assignment_id)
    sent = about.filter(kind="situation.sent", data__report=report.pk).first()
    told = sent.data if sent is not None else {}
    units = Unit.objects.filter(pk__in=told.get("units", [])).order_by("name", "pk")
    people = User.objects.filter(pk__in=told.get("people", [])).order_by("name", "pk")
    return Receivers([unit.name for unit in units], [user.name for user in people])
