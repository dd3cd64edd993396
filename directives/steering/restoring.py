"""An end that was a mistake is taken back: the document is valid again, and what happened stays told."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.reasons import said
from directives.assignments import history
from directives.models import SteeringCard, SteeringDocument
from directives.steering import reviews
from directives.steering.cards import locked_card, tell
from directives.steering.ending import begin_again
from directives.steering.errors import CardHasNotEnded
from directives.steering.tree import above, lock_tree
from ledger.models import Event
from ledger.work import work
from organisation.models import User

ENDED = ("steering.replaced", "steering.repealed")
SENTENCES = {
    "steering.replaced": _("Dokumentet ersattes"),
    "steering.repealed": _("Dokumentet upphävdes"),
    "steering.restored": _("Slutet rättades: dokumentet gäller igen"),
}


def restore(card: SteeringCard, *, by: User, reason: str) -> SteeringCard:
    """Take the end back, saying why; all is as before it. Raises ReasonMissing, CardHasNotEnded."""
    why = said(reason)
    with work():
        lock_tree()
        locked = locked_card(card)
        if locked.ended_on is None:
            raise CardHasNotEnded
        end = _told(locked, *ENDED).first()
        known: dict[str, Any] = end.data if end else {}
        heir = locked.replaced_by
        locked.edition += 1
        begin_again(locked)
        _let_wording_go_on(locked, known.get("until", ""))
        if heir is not None:
            _take_back(locked, heir, known.get("below", []))
        tell("steering.restored", locked, by, reason=why)
        reviews.ask_again(locked)
        return locked


def told_of(card: SteeringCard) -> list[history.Line]:
    """When the document ended and was restored, the newest first; nothing where no end was ever taken back."""
    rows = list(_told(card, *SENTENCES))
    was_mended = any(row.kind == "steering.restored" for row in rows)
    return history.shown(rows, SENTENCES) if was_mended else []


def _told(card: SteeringCard, *kinds: str) -> Any:
    about = Event.objects.filter(subject_type="directives.steeringcard", subject_id=card.pk)
    return about.filter(kind__in=kinds).order_by("-pk")


def _let_wording_go_on(card: SteeringCard, until: str) -> None:
    """The latest wording is valid as long as it was to be."""
    latest = SteeringDocument.objects.filter(document=card.document_id).order_by("-valid_from", "-pk").first()
    if latest is not None:
        latest.valid_to = date.fromisoformat(until) if until else None
        latest.save(update_fields=["valid_to"])


def _take_back(card: SteeringCard, heir: SteeringCard, below: list[int]) -> None:
    """What lay below the document, and still lies where its successor got it, lies below it again."""
    rows = SteeringCard.objects.filter(pk__in=below, parent=heir)
    rows.exclude(pk__in=above(card)).update(parent=card)
