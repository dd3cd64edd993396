"""Saving one text of a draft while it is being written."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from cases.meetings import points, texts
from cases.meetings.drafting import OFFICERS, still
from cases.models import AgendaItem, ItemText
from cases.views.saving import Save, Stored, save_text
from organisation.http import SignedInRequest

from .places import find_draft


def draft_text_autosave(request: SignedInRequest, public_id: str, field: str) -> HttpResponse:
    """Save one running text."""
    item = find_draft(request, public_id)
    if field not in ItemText.Field.values:
        raise Http404
    return _answer(request, item, partial(texts.save_text, item, field, by=request.user))


def draft_point_autosave(request: SignedInRequest, public_id: str, point_id: str) -> HttpResponse:
    """Save one point's wording."""
    item = find_draft(request, public_id)
    point = item.points.filter(public_id=point_id).first()
    if point is None:
        raise Http404
    return _answer(request, item, partial(points.save_text, point, by=request.user))


def _answer(request: SignedInRequest, item: AgendaItem, save: Save) -> HttpResponse:
    """Whoever comes by a link, or back from logging in, lands on the draft."""
    if request.method != "POST":
        return redirect("item", item.public_id)

    def while_drafted(*, text: str, edition: int) -> Stored:
        with still(item, *OFFICERS):
            return save(text=text, edition=edition)

    return save_text(request, while_drafted)
