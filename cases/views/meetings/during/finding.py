"""Finding the item or point an address of a running meeting is about, for whoever keeps the body's meetings."""

from django.http import Http404

from cases import access, opened
from cases.models import AgendaItem, Point
from organisation.http import SignedInRequest

OF_ITEM = (
    "meeting__body__unit",
    "meeting__case",
    "meeting__chair",
    "body__unit",
    "case",
    "occasion",
    "chair",
)


def find_item(request: SignedInRequest, public_id: str, item_id: str) -> AgendaItem:
    """An item on the meeting's agenda, when the person keeps the meeting; else 404."""
    found: AgendaItem = access.find_any(
        request.user,
        AgendaItem,
        "keep_meetings",
        related=OF_ITEM,
        public_id=item_id,
        meeting__public_id=public_id,
    )
    opened.note(request, found, found.case)
    return found


def find_point(item: AgendaItem, public_id: str) -> Point:
    """A point of the item; else 404."""
    found = item.points.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
