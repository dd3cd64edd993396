"""What a mail says, one row per kind of event; a kind that is not here is told in the app only.

Words may use ``title``, ``unit``, ``short``, ``sender``, ``actor``, ``day`` and ``meeting``. They say
what happened and what to do; what somebody wrote in an answer is never among them.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from ledger.models import Event
from notifications.about_plans import AboutPlan
from notifications.letter import Letter
from notifications.matters import Matter
from organisation import clock

from . import answers, assignments, meetings, plans, processes, rounds, steering, transfers, work

LETTERS: dict[str, Letter] = {
    **rounds.LETTERS,
    **answers.LETTERS,
    **meetings.LETTERS,
    **work.LETTERS,
    **assignments.LETTERS,
    **transfers.LETTERS,
    **processes.LETTERS,
    **steering.LETTERS,
    **plans.LETTERS,
}
# A case with a secrecy mark gives a mail nothing but its number and the day.
SEALED = Letter(
    _("nytt i ärendet"),
    _("Något har hänt i ärendet"),
    _("Det finns ett meddelande till dig i Samråd. Vad det gäller står inte här."),
    _("Logga in för att läsa det."),
    _("Öppna Samråd"),
    "answer",
)

Variant = Callable[[Event, Matter], str]


def _late(event: Event, known: Matter) -> str:
    return ", late" if known.last_day and known.last_day < clock.today() else ""


def _released(event: Event, known: Matter) -> str:
    if event.data.get("replaces"):
        return ", replaces"
    return ", after" if event.data.get("after_compilation") else ", first"


def _followed(event: Event, known: Matter) -> str:
    return ", followed" if isinstance(known, AboutPlan) else ""


VARIANTS: dict[str, Variant] = {
    "revision.begun": _followed,
    "reminder.due": _late,
    "recipient.reminded": _late,
    "answer.released": _released,
    "feedback.sent": lambda event, known: ", final" if event.data.get("stage") == "final" else "",
    "feedback.answered": lambda event, known: "" if event.data.get("meant") else ", not meant",
}


def letter(event: Event, known: Matter) -> Letter | None:
    """The words for ``event``; None when it is not worth a mail."""
    variant = VARIANTS.get(event.kind, lambda *_: "")
    return LETTERS.get(event.kind + variant(event, known))
