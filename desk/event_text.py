"""Events as the rows of a timeline: when, what and by whom, each named as its reader may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases import access
from cases.meetings.names import item_name
from cases.models import AgendaItem, Case
from desk.event_sentences import SENTENCES
from directives.assignments.asked_names import Asked
from directives.models import Process, ProcessPart
from directives.views.orders import Origin, decisions
from directives.views.plans.finding import readable_plans
from ledger.models import Event
from organisation.models import Unit, User

APPOINTED = "process.owner_appointed"
BY_POINT = ("assignment.fulfilled", "assignment.withdrawn", "undertaking.fulfilled")
BY_PARAGRAPH = ("revision.adopted", "plan.version_adopted")


@dataclass(frozen=True)
class Line:
    """One row of a timeline; ``about`` names the case when the list spans several, ``decision`` what did it."""

    at: datetime
    text: str
    by: str
    about: str = ""
    decision: str = ""
    href: str = ""


def lines(
    events: Iterable[Event], *, names_for: User | None = None, reader: User | None = None
) -> list[Line]:
    """Events as timeline rows, a run of the same event told once; cases are named as ``names_for`` may read.

    A decision that did it is named, and led to where ``reader`` may read it.

    Names are looked up in a constant number of queries however many rows there are.
    """
    told = _without_repeats(events)
    people = User.objects.in_bulk({pk for event in told for pk in _people(event)})
    units = Unit.objects.in_bulk({event.unit_id for event in told if event.unit_id})
    titles = _titles(told, names_for) if names_for else {}
    plans = _plans(told, names_for) if names_for else {}
    processes = _processes(told)
    paragraphs = _paragraphs(told)
    asked = Asked.of(told, names_for)
    points = decisions({key for event in told if (key := _point(event))}, reader or names_for)
    nothing = Origin("", "")
    return [
        Line(
            event.at,
            _text(event, units, asked),
            _by(event, people, paragraphs),
            titles.get(event.case_id, "")
            or plans.get(event.data.get("plan") or 0, "")
            or processes.get(event.pk, ""),
            points.get(_point(event), nothing).name,
            points.get(_point(event), nothing).href,
        )
        for event in told
    ]


def _without_repeats(events: Iterable[Event]) -> list[Event]:
    """Drop an event that only repeats the one before it: the same kind by the same person about the same."""
    told: list[Event] = []
    for event in events:
        if not told or _sameness(event) != _sameness(told[-1]):
            told.append(event)
    return told


def _sameness(event: Event) -> tuple[object, ...]:
    about = event.pk if event.kind == "document.registered" else event.subject_id
    return (event.kind, event.actor_id, event.case_id, event.unit_id, about)


def _titles(events: list[Event], reader: User) -> dict[int | None, str]:
    """What each case is called; one with a secrecy mark is its number to whoever may not read past it."""
    found = Case.objects.filter(pk__in={event.case_id for event in events if event.case_id})
    cases = list(found.only("title", "number", "secrecy_provision"))
    secret = access.secret_to(reader, [case.pk for case in cases if case.secrecy_provision])
    return {case.pk: (case.number or "") if case.pk in secret else case.title for case in cases}


def _plans(events: list[Event], reader: User) -> dict[int, str]:
    """What each plan is called that ``reader`` may read, for events that are of no case."""
    asked = {event.data["plan"] for event in events if event.case_id is None and event.data.get("plan")}
    return {plan.pk: plan.name for plan in readable_plans(reader).filter(pk__in=asked)} if asked else {}


def _processes(events: list[Event]) -> dict[int, str]:
    """Which process, or which part of one, each appointment of an owner was to: everybody reads the map."""
    told = [event for event in events if event.kind == APPOINTED]
    if not told:
        return {}
    names = Process.objects.in_bulk({event.subject_id for event in told})
    parts = ProcessPart.objects.in_bulk({event.data.get("part") for event in told} - {None})
    return {
        event.pk: " – ".join(
            row.name
            for row in (names.get(event.subject_id or 0), parts.get(event.data.get("part") or 0))
            if row is not None
        )
        for event in told
    }


def _point(event: Event) -> int:
    """The point of a decision that ended it."""
    return (event.data.get("point") or 0) if event.kind in BY_POINT else 0


def _people(event: Event) -> list[int]:
    return [pk for pk in (event.actor_id, event.on_behalf_of_id) if pk]


def _text(event: Event, units: dict[int, Unit], asked: Asked) -> str:
    unit = units.get(event.unit_id or 0)
    if event.kind == APPOINTED and asked.reader is not None and event.data.get("owner") == asked.reader.pk:
        return str(_("Du är utsedd till processägare"))
    return asked.in_words(str(SENTENCES.get(event.kind, event.kind)), event, unit=unit.name if unit else "")


def _paragraphs(events: list[Event]) -> dict[int, AgendaItem]:
    """The § behind what a body did, which is no doing of whoever approved its minutes last."""
    wanted = {event.data["item"] for event in events if event.kind in BY_PARAGRAPH and event.data.get("item")}
    return AgendaItem.objects.select_related("body__unit", "meeting", "case").in_bulk(wanted)


def _by(event: Event, people: dict[int, User], paragraphs: dict[int, AgendaItem]) -> str:
    item = paragraphs.get(event.data.get("item", 0)) if event.kind in BY_PARAGRAPH else None
    if item is not None:
        return item_name(item)
    actor = people.get(event.actor_id or 0)
    behalf = people.get(event.on_behalf_of_id or 0)
    if actor and behalf:
        return str(_("%(actor)s för %(behalf)s")) % {"actor": actor.name, "behalf": behalf.name}
    return actor.name if actor else ""
