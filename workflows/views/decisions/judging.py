"""What others do with an officer's item: a manager approves it, the secretary puts it on an agenda, both send back."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.meetings import agenda, preparing
from cases.models import AgendaItem
from cases.text import normalise
from cases.views.decisions.places import Place, item_address
from cases.views.support import perform
from organisation.http import SignedInRequest


def take(request: SignedInRequest, place: Place, do: str) -> HttpResponse | None:
    """Take the step; None when its reason is missing."""
    return STEPS[do](request, place)


def _approve(request: SignedInRequest, place: Place) -> HttpResponse:
    if not place.may_review:
        raise Http404
    return perform(
        request,
        lambda: preparing.review(place.item, by=request.user),
        name="review_item",
        success=_("Ärendet är granskat och anmält till sekreteraren."),
        go_to=item_address(place.item),
    )


def _send_back(request: SignedInRequest, place: Place) -> HttpResponse | None:
    in_review = place.item.state == AgendaItem.State.REVIEW
    if not (place.may_review if in_review else place.may_keep):
        raise Http404
    reason = normalise(request.POST.get("reason", "")).strip()
    if not reason:
        return None
    return perform(
        request,
        lambda: preparing.send_back(place.item, by=request.user, reason=reason),
        name="send_back",
        success=_("Ärendet är skickat tillbaka, med din motivering."),
        go_to=item_address(place.item) if place.may_prepare else resolve_url(settings.LOGIN_REDIRECT_URL),
        back_to=item_address(place.item),
    )


def _put_on_agenda(request: SignedInRequest, place: Place) -> HttpResponse:
    if not place.may_keep:
        raise Http404
    wanted = normalise(request.POST.get("meeting", ""))
    held = place.item.body.meetings.filter(public_id=wanted).first()
    if held is None:
        raise Http404
    return perform(
        request,
        lambda: agenda.put_on_agenda(place.item, held, by=request.user),
        name="put_on_agenda",
        success=_("”%(title)s” är på dagordningen.") % {"title": place.item.title},
        go_to=reverse("meeting", args=[held.public_id]),
        back_to=item_address(place.item),
    )


STEPS: dict[str, Callable[[SignedInRequest, Place], HttpResponse | None]] = {
    "approve": _approve,
    "send_back": _send_back,
    "put_on_agenda": _put_on_agenda,
}
