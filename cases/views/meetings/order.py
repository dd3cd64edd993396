"""The order of an agenda: dragged, moved by keys, or a step at a time by buttons."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cases.errors import Refused
from cases.meetings import agenda
from cases.meetings.paper_errors import OrderOvertaken
from cases.models import AgendaItem, Meeting
from cases.text import normalise
from cases.views.meetings import finding
from organisation.http import SignedInRequest

STEPS = {"up": -1, "down": 1}


@require_POST
def meeting_order(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Store a new order (a script's request) or move one row a step (a button) and go back."""
    meeting = finding.kept_meeting(request, public_id)
    if request.headers.get("X-Requested-With") != "fetch":
        _step(request, meeting)
        return redirect(_back(request, meeting))
    try:
        _reorder(request, meeting)
    except OrderOvertaken as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    return HttpResponse(status=204)


def _step(request: SignedInRequest, meeting: Meeting) -> None:
    code, _space, way = normalise(request.POST.get("move", "")).partition(" ")
    rows = _movable(meeting)
    here = next((place for place, row in enumerate(rows) if row.public_id == code), None)
    step = STEPS.get(way)
    if here is None or step is None or not 0 <= here + step < len(rows):
        return
    rows.insert(here + step, rows.pop(here))
    _store(request, meeting, rows)


def _reorder(request: SignedInRequest, meeting: Meeting) -> None:
    rows = _movable(meeting)
    codes = [row.public_id for row in rows]
    order, was = (normalise(request.POST.get(name, "")).split(",") for name in ("order", "was"))
    if was != codes or sorted(order) != sorted(codes):
        raise OrderOvertaken
    places = {row.public_id: row for row in rows}
    _store(request, meeting, [places[code] for code in order])


def _store(request: SignedInRequest, meeting: Meeting, rows: list[AgendaItem]) -> None:
    """What is closed keeps its place; the others take the places that are left, in their order."""
    moved = iter(rows)
    everything = meeting.items.order_by("position")
    order = [next(moved) if item.state == AgendaItem.State.LISTED else item for item in everything]
    agenda.order_agenda(meeting, order, by=request.user)


def _movable(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.filter(state=AgendaItem.State.LISTED).order_by("position"))


def _back(request: HttpRequest, meeting: Meeting) -> str:
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return came_from
    return reverse("meeting", args=[meeting.public_id])
