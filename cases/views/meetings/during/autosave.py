"""Saving one text of an item while it is being written."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from cases.meetings import choosing, points, texts
from cases.models import AgendaItem, ItemText
from cases.views.saving import Save, save_text
from organisation.http import SignedInRequest

from .finding import find_item, find_point

OUTCOME = "outcome"


def item_text_autosave(request: SignedInRequest, public_id: str, item_id: str, field: str) -> HttpResponse:
    """Save one running text of the item, or the outcome that is chosen for it."""
    item = find_item(request, public_id, item_id)
    if field == OUTCOME:
        return _answer(request, item, partial(choosing.choose, item))
    if field not in ItemText.Field.values:
        raise Http404
    return _answer(request, item, partial(texts.save_text, item, field, by=request.user))


def point_autosave(request: SignedInRequest, public_id: str, item_id: str, point_id: str) -> HttpResponse:
    """Save one decision point's wording."""
    item = find_item(request, public_id, item_id)
    point = find_point(item, point_id)
    return _answer(request, item, partial(points.save_text, point, by=request.user))


def _answer(request: SignedInRequest, item: AgendaItem, save: Save) -> HttpResponse:
    """Whoever comes by a link, or back from logging in, lands on the item."""
    if request.method != "POST":
        return redirect("agenda_item", item.meeting.public_id, item.public_id)  # type: ignore[union-attr]
    return save_text(request, save)
