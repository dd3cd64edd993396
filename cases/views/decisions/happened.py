"""What has happened to an item, in a colleague's words: who wrote it, sent it on, gave it back and why."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import AgendaItem
from ledger.models import Event
from organisation.models import User

SENT_BACK = "item.sent_back"
SENTENCES = {
    "item.drafted": _("Utkastet påbörjades"),
    "item.sent_for_review": _("Skickat för granskning"),
    SENT_BACK: _("Skickat tillbaka"),
    "item.announced": _("Anmält"),
    "item.listed": _("Uppsatt på dagordningen"),
    "item.closed": _("Avslutat på mötet"),
    "item.reopened": _("Öppnat igen"),
}


@dataclass(frozen=True)
class Line:
    """A row of the timeline."""

    at: datetime
    text: str
    by: str
    about: str = ""


def lines(item: AgendaItem) -> list[Line]:
    """What happened, newest first, a reason beside it."""
    events = list(_events(item).filter(kind__in=SENTENCES).order_by("-id"))
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    return [
        Line(
            event.at,
            str(SENTENCES[event.kind]),
            people[event.actor_id].name if event.actor_id in people else "",
            event.data.get("reason", ""),
        )
        for event in events
    ]


def sent_back(item: AgendaItem) -> Line | None:
    """Why a draft came back, as long as it has not been sent on again."""
    if item.state != AgendaItem.State.DRAFTED:
        return None
    return next((line for line in lines(item) if line.text == str(SENTENCES[SENT_BACK])), None)


def _events(item: AgendaItem) -> QuerySet[Event]:
    return Event.objects.filter(subject_type=item._meta.label_lower, subject_id=item.pk)
