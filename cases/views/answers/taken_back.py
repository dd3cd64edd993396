"""Who was asked for a part and no longer is: told why, with the words that were being written."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases import access, answers
from cases.models import ItemRequest, Recipient
from organisation.http import SignedInRequest
from organisation.models import User

from .over import why_over
from .words import NotYours, texts_of

View = Callable[..., HttpResponse]


def told_when_taken_back(view: View) -> View:
    """Instead of a 404, a colleague whose part was taken back reads why; nobody else learns of the page.

    A part that only went back to those who write the answer is told of where words would be lost by silence.
    """

    @wraps(view)
    def found(request: SignedInRequest, public_id: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, public_id, **kwargs)
        except Http404:
            place = _once_asked(request.user, public_id)
            if place is None or not (request.method == "POST" or why_over(place)):
                raise
            return _told(request, place, as_json="field" in kwargs)

    return found


def _once_asked(user: User, public_id: str) -> Recipient | None:
    """The place where this person was asked for a part that was taken back, and still works."""
    asked = ItemRequest.objects.filter(
        colleague=user.pk, withdrawn_at__isnull=False, item__answer__parties__recipient__public_id=public_id
    )
    found = asked.select_related("item__answer").first()
    place = answers.recipient_of(found.item.answer) if found else None
    return place if place and access.people_of(place.unit).filter(pk=user.pk).exists() else None


def _told(request: SignedInRequest, place: Recipient, *, as_json: bool) -> HttpResponse:
    why = why_over(place)
    if as_json:
        return JsonResponse({"message": why or str(NotYours())}, status=400)
    said = why or _("Delen av svaret som du blev tillfrågad om är tillbaka hos dem som skriver det.")
    context = {"message": said, "text": texts_of(request)}
    return render(
        request, "answers/taken_back.html", context, status=409 if request.method == "POST" else 200
    )
