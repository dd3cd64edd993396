"""Saving one text of a draft while it is being written; a colleague's newer text is answered, never replaced."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.meetings import points, texts
from cases.meetings.drafting import OFFICERS, still
from cases.meetings.errors import TextOvertaken
from cases.models import AgendaItem, ItemText, Point
from cases.templatetags.text_tags import clock_time
from organisation import clock
from organisation.http import SignedInRequest

from .places import find_draft

Save = Callable[[str, int], ItemText | Point]


def draft_text_autosave(request: SignedInRequest, public_id: str, field: str) -> HttpResponse:
    """Save one running text."""
    item = find_draft(request, public_id)
    if field not in ItemText.Field.values:
        raise Http404

    def save(text: str, edition: int) -> ItemText:
        return texts.save_text(item, field, by=request.user, text=text, edition=edition)

    return _answer(request, item, save)


def draft_point_autosave(request: SignedInRequest, public_id: str, point_id: str) -> HttpResponse:
    """Save one point's wording."""
    item = find_draft(request, public_id)
    point = item.points.filter(public_id=point_id).first()
    if point is None:
        raise Http404

    def save(text: str, edition: int) -> Point:
        return points.save_text(point, by=request.user, text=text, edition=edition)

    return _answer(request, item, save)


def _answer(request: SignedInRequest, item: AgendaItem, save: Save) -> HttpResponse:
    """Whoever comes by a link, or back from logging in, lands on the draft."""
    if request.method != "POST":
        return redirect("item", item.public_id)
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        return JsonResponse({"message": _("Sidan är för gammal. Ladda om den.")}, status=400)
    try:
        with still(item, *OFFICERS):
            row = save(request.POST.get("value", ""), int(version))
    except TextOvertaken as refusal:
        return _conflict(refusal)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    at = clock_time(clock.now())
    said = _("Sparat %(when)s") % {"when": at}
    return JsonResponse({"version": row.edition, "saved_at": at, "message": said})


def _conflict(refusal: TextOvertaken) -> JsonResponse:
    theirs = {
        "version": refusal.edition,
        "theirs": refusal.theirs,
        "by": _("En kollega"),
        "message": str(refusal),
    }
    return JsonResponse(theirs, status=409)
