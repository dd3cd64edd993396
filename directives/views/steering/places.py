"""Finding the wording an address is about, and the card its keeper may change; everybody else meets 404."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cases import access, opened
from cases.text import normalise
from directives.models import SteeringCard, SteeringDocument
from directives.steering import readable_by, shelf
from organisation.http import SignedInRequest


def find_wording(request: SignedInRequest, public_id: str) -> SteeringDocument:
    """A wording the person may read."""
    found = get_object_or_404(readable_by(request.user), public_id=public_id)
    opened.note(request, found, found.document.case)
    return found


def find_kept(request: SignedInRequest, public_id: str) -> tuple[SteeringDocument, SteeringCard]:
    """The same, with the card the person keeps."""
    found = find_wording(request, public_id)
    related = ("unit", "owner", "process", "parent", "document__case")
    card: SteeringCard = access.find_any(
        request.user, SteeringCard, "keep_steering", related=related, document=found.document_id
    )
    return found, card


def other_cards(request: SignedInRequest, card: SteeringCard) -> QuerySet[SteeringCard]:
    """Every other document the person may read, to choose among."""
    return shelf.asked_cards(readable_by(request.user)).exclude(pk=card.pk)


def typed(request: HttpRequest, name: str, longest: int = 100) -> str:
    """A word of the query, cleaned."""
    return normalise(request.GET.get(name, "")).strip()[:longest]
