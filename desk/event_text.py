"""Events as sentences a colleague would say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ledger.models import Event
from organisation.models import Unit, User

SENTENCES = {
    "case.registered": _("Ärendet registrerades"),
    "document.registered": _("En handling registrerades"),
    "round.created": _("En remissrunda påbörjades"),
    "round.changed": _("Rundans uppgifter ändrades"),
    "draft.changed": _("Utkastet ändrades"),
    "recipients.chosen": _("Mottagarna valdes"),
    "round.dispatched": _("Remissrundan skickades ut"),
    "round.received": _("Remissrundan kom in"),
    "recipient.acknowledged": _("%(unit)s bekräftade mottagandet"),
    "answer.coordinated": _("Samordningen av svaret togs över"),
    "answer.colleague_asked": _("En kollega ombads svara på ett avsnitt"),
    "answer.submitted": _("Svaret skickades för godkännande"),
    "answer.approved": _("Svaret godkändes"),
    "answer.returned": _("Svaret skickades tillbaka för ändring"),
    "answer.released": _("%(unit)s lämnade sitt svar"),
    "answer.abstained": _("%(unit)s avstod från att svara"),
    "answer.given": _("Svaret lämnades"),
    "answer.declined": _("Förvaltningen avstod från att svara"),
    "round.compiled": _("Svaren sammanställdes"),
}


@dataclass(frozen=True)
class Line:
    """One row of a timeline."""

    at: datetime
    text: str
    by: str


def lines(events: Iterable[Event]) -> list[Line]:
    """Events as timeline rows; names are looked up in two queries however many rows there are."""
    events = list(events)
    people = User.objects.in_bulk({pk for event in events for pk in _people(event)})
    units = Unit.objects.in_bulk({event.unit_id for event in events if event.unit_id})
    return [Line(event.at, _text(event, units), _by(event, people)) for event in events]


def _people(event: Event) -> list[int]:
    return [pk for pk in (event.actor_id, event.on_behalf_of_id) if pk]


def _text(event: Event, units: dict[int, Unit]) -> str:
    unit = units.get(event.unit_id or 0)
    return str(SENTENCES.get(event.kind, event.kind)) % {"unit": unit.name if unit else ""}


def _by(event: Event, people: dict[int, User]) -> str:
    actor = people.get(event.actor_id or 0)
    behalf = people.get(event.on_behalf_of_id or 0)
    if actor and behalf:
        return str(_("%(actor)s för %(behalf)s")) % {"actor": actor.name, "behalf": behalf.name}
    return actor.name if actor else ""
