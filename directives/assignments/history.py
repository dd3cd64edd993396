"""What has happened to an assignment, as sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from directives.models import Assignment
from ledger.models import Event
from organisation.models import User

from .asked_names import Asked

SENTENCES = {
    "assignment.drafted": _("Ett uppdrag påbörjades"),
    "assignment.changed": _("Uppdragets uppgifter ändrades"),
    "assignment.offered": _("Uppdraget erbjöds"),
    "assignment.accepted": _("Uppdraget togs emot"),
    "assignment.declined": _("Uppdraget togs inte emot"),
    "assignment.adjusted": _("Uppdraget ändrades"),
    "assignment.adjustment_dropped": _("En påbörjad ändring av uppdraget slängdes"),
    "assignment.acknowledged": _("Uppdragstagaren bekräftade ändringen"),
    "assignment.status": _("En lägesrapport lämnades"),
    "assignment.status_answered": _("Uppdragsgivaren svarade på en lägesrapport"),
    "assignment.part_added": _("En del av uppdraget lades till"),
    "assignment.part_done": _("En del av uppdraget blev klar"),
    "assignment.part_dropped": _("En del av uppdraget togs bort"),
    "assignment.time_asked": _("Uppdragstagaren bad om mer tid"),
    "assignment.time_granted": _("Uppdragstagaren fick mer tid"),
    "assignment.time_refused": _("Uppdragstagaren fick inte mer tid"),
    "assignment.reported": _("Slutrapporten lämnades"),
    "assignment.returned": _("Slutrapporten lämnades tillbaka"),
    "assignment.fulfilled": _("Uppdraget förklarades fullgjort"),
    "assignment.withdrawn": _("Uppdraget togs tillbaka"),
    "assignment.paused": _("Uppdraget pausades"),
    "assignment.resumed": _("Uppdraget återupptogs"),
    "assignment.transferred": _("Uppdraget gick vidare till en ny uppdragstagare"),
    "assignment.offer_moved": _("Frågan om uppdraget gick till någon annan"),
    "assignment.transfer_begun": _("%(who)s tillfrågades om att ta över uppdraget"),
    "assignment.taken_over": _("Uppdraget fick en ny uppdragstagare"),
    "assignment.giver_changed": _("Uppdraget fick en ny uppdragsgivare"),
    "assignment.transfer_declined": _("%(who)s tackade nej till att ta över uppdraget"),
    "assignment.transfer_withdrawn": _("Frågan om att ta över uppdraget togs tillbaka"),
    "assignment.transfer_lapsed": _("Frågan om att ta över uppdraget gäller inte längre"),
    "assignment.reopened": _("Uppdraget öppnades igen"),
    "assignment.term_begun": _("Nästa omgång av uppdraget påbörjades"),
    "staff.function_added": _("En funktion lades till"),
    "staff.function_dropped": _("En funktion togs bort"),
    "staff.staffed": _("En funktion bemannades"),
    "staff.left": _("Någon lämnade en funktion"),
    "situation.recipient_added": _("En mottagare av lägesbilden lades till"),
    "situation.recipient_dropped": _("En mottagare av lägesbilden togs bort"),
    "situation.sent": _("En lägesbild skickades"),
}
# the same things told to somebody else: their own news say them, the timelines say each thing once
BESIDE = {
    "assignment.transfer_asked": _("Frågan om att ta över uppdraget ställdes till %(whom)s"),
    "assignment.transfer_recalled": _("Frågan till %(whom)s om att ta över uppdraget togs tillbaka"),
    "assignment.left": _("Någon annan tog över uppdraget"),
}
MOST = 100


@dataclass(frozen=True)
class Line:
    """One thing that happened: when, what, why, who did it, its kind, and the point that did it where one did.

    ``decision`` and ``href`` are filled in for whoever reads it: what the point is called, and where it is read.
    """

    at: datetime
    text: str
    about: str
    by: str
    kind: str
    point: int | None = None
    decision: str = ""
    href: str = ""


def lines(assignment: Assignment, reader: User | None = None) -> list[Line]:
    """What happened to it, the newest first; what is about ``reader`` says "du"."""
    found = Event.objects.filter(
        subject_type="directives.assignment", subject_id=assignment.pk, kind__in=SENTENCES
    ).order_by("-at", "-pk")
    return shown(list(found[:MOST]), SENTENCES, reader)


def shown(events: Sequence[Event], sentences: Mapping[str, Any], reader: User | None = None) -> list[Line]:
    """Each event in its sentence, with who did it and for whom."""
    ids = {pk for event in events for pk in (event.actor_id, event.on_behalf_of_id) if pk}
    people = User.objects.in_bulk(ids)
    asked = Asked.of(events, reader)
    return [
        Line(
            event.at,
            asked.in_words(str(sentences[event.kind]), event),
            str(event.data.get("reason", "")),
            _by(people.get(event.actor_id or 0), people.get(event.on_behalf_of_id or 0)),
            event.kind,
            event.data.get("point"),
        )
        for event in events
    ]


def _by(actor: User | None, stood_in_for: User | None) -> str:
    if actor is None:
        return ""
    if stood_in_for is None:
        return actor.name
    return str(_("%(name)s för %(other)s") % {"name": actor.name, "other": stood_in_for.name})
