"""Is this the valid one? What anybody may ask about a wording, by its address or the first signs of its hash."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from directives.models import SteeringCard, SteeringDocument
from directives.steering.validity import public

FEWEST_SIGNS = 6
SIGNS = re.compile(r"[0-9a-f]+")
MOST_STEPS = 20


@dataclass(frozen=True)
class Status:
    """One wording on a day: ``state`` is "valid", "coming" or "ended"; ``now`` is what is valid instead."""

    wording: SteeringDocument
    state: str
    now: SteeringDocument | None
    repealed_on: date | None


def status(wording: SteeringDocument, day: date) -> Status:
    """Whether the wording is the valid one on a day, and which is when it is not."""
    if wording.steers_on(day):
        return Status(wording, "valid", None, None)
    if day < wording.valid_from:
        return Status(wording, "coming", _valid(wording.document_id, day), None)
    card: SteeringCard = wording.document.steering_card
    now = _valid_in_line(card, day)
    repealed = (
        card.ended_on if card.ended_on and card.ended_on <= day and card.replaced_by_id is None else None
    )
    return Status(wording, "ended", now, repealed)


def signs(typed: str) -> str:
    """What somebody typed of a hash, as it is stored: spaces and capitals do not count; "" for anything else."""
    kept = re.sub(r"\s", "", typed).lower()
    return kept if FEWEST_SIGNS <= len(kept) <= 64 and SIGNS.fullmatch(kept) else ""


def with_signs(prefix: str) -> QuerySet[SteeringDocument]:
    """The public wordings whose hash begins so."""
    return public().filter(version__content_hash__startswith=prefix)


def _valid_in_line(card: SteeringCard, day: date) -> SteeringDocument | None:
    """The valid wording of the document, or of what has taken its place."""
    for _step in range(MOST_STEPS):
        found = _valid(card.document_id, day)
        if found is not None or card.replaced_by is None:
            return found
        card = card.replaced_by
    return None


def _valid(document_id: int, day: date) -> SteeringDocument | None:
    wordings = public().filter(document=document_id, valid_from__lte=day).order_by("-valid_from", "-pk")
    return next((row for row in wordings if row.steers_on(day)), None)
