"""The item that is on: one form that saves everything typed before it does what its button says."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.meetings import chosen_approvers
from cases.meetings.whereabouts import where
from cases.models import AgendaItem, Meeting
from cases.views.meetings.during import words
from cases.views.meetings.during.agenda import Agenda, item_address
from cases.views.meetings.during.finding import find_item, find_point
from cases.views.meetings.during.item_shown import ShownItem
from cases.views.meetings.during.showing import show
from cases.views.meetings.during.trouble import Problem, Tried
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

from . import item_steps
from .side_steps import Misfit

NOT_YET = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.CANCELLED)
KEPT = ("outcome", "immediate", "confirmed")


@form_page
def agenda_item(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """The item on the agenda; closed ones are read. Every button saves all texts first."""
    item = find_item(request, public_id, item_id)
    meeting: Any = item.meeting
    if item.kind == AgendaItem.Kind.BREAK or meeting.state in NOT_YET:
        return redirect("meeting_during", public_id)
    if request.method == "POST":
        return _take(request, item)
    return _show(request, ShownItem(item, request.user, Tried(request.GET)))


def _show(request: SignedInRequest, page: ShownItem, status: int = 200) -> HttpResponse:
    return show(request, "item", page.agenda, status=status, page=page, item=page.item, tried=page.tried)


def _take(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    page = ShownItem(item, request.user, Tried(request.POST))
    do = request.POST.get("do", "save")
    try:
        problems = words.take(page.item, request.POST, by=request.user, strict=do == "close")
    except Refused as refusal:
        return _too_late(request, item, str(refusal))
    if not problems and do == "close":
        problems = _stale(request, page) or _unelected(request, page)
    if problems:
        return _again(request, item, problems, status=409)
    return _step(request, page, do)


def _step(request: SignedInRequest, page: ShownItem, do: str) -> HttpResponse:
    item = page.found
    try:
        done = run_once(request, lambda: item_steps.take(page, request.POST, do), name="agenda_item")
    except KeyUsedForOtherContent:
        message = _("Sidan var redan skickad. Texterna är sparade; gör om det sista du gjorde.")
        return _again(request, item, [Problem("", message)])
    except Misfit as refusal:
        return _again(request, item, [Problem(refusal.field, str(refusal))])
    except Refused as refusal:
        return _refused(request, item, str(refusal))
    return _onward(request, page, do, str(done or ""))


def _refused(request: SignedInRequest, item: AgendaItem, message: str) -> HttpResponse:
    """What cannot be done to the item as it is now; one that a colleague has closed is shown as it became."""
    if not find_item(request, item.meeting.public_id, item.public_id).is_closed:  # type: ignore[union-attr]
        return _again(request, item, [Problem("", message)])
    return _too_late(request, item, message)


def _again(
    request: SignedInRequest, item: AgendaItem, problems: list[Problem], status: int = 200
) -> HttpResponse:
    """The page with what was typed and the reasons, read anew."""
    fresh = find_item(request, item.meeting.public_id, item.public_id)  # type: ignore[union-attr]
    return _show(request, ShownItem(fresh, request.user, Tried(request.POST, problems)), status)


def _stale(request: SignedInRequest, page: ShownItem) -> list[Problem]:
    """A colleague changed points, jäv, votes or the outcome since the page was opened: read before it is closed."""
    if page.found.is_closed:
        return []
    if page.chosen_since:
        chosen = _("En kollega har valt ”%(outcome)s” sedan du öppnade sidan. Välj utfall och avsluta igen.")
        return [Problem("outcome", chosen % {"outcome": page.chosen_since})]
    if request.POST.get("shape") in (None, page.shape):
        return []
    message = _("En kollega har ändrat i ärendet sedan du öppnade sidan. Läs igenom det och avsluta igen.")
    return [Problem("", message)]


def _unelected(request: SignedInRequest, page: ShownItem) -> list[Problem]:
    """An election that names nobody is closed only when it is said that nobody was elected."""
    decides = request.POST.get("outcome") in chosen_approvers.DECIDED
    if not decides or request.POST.get("nobody") or not chosen_approvers.elects_nobody(page.found):
        return []
    message = _(
        "Det står inte vem som valdes. Lägg till en beslutspunkt med namnen, eller bocka för att ingen valdes."
    )
    return [Problem("nobody", message)]


def _too_late(request: SignedInRequest, item: AgendaItem, message: str) -> HttpResponse:
    """Nothing can be written any more: says why and shows what was written, so that it can be taken along."""
    fresh = find_item(request, item.meeting.public_id, item.public_id)  # type: ignore[union-attr]
    context = {
        "message": where(fresh) if fresh.is_closed else message,
        "text": words.words_of(request.POST),
        "back": item_address(fresh.meeting, fresh),  # type: ignore[arg-type]
        "onward": _("Läs § %(number)s") % {"number": fresh.paragraph} if fresh.paragraph else "",
    }
    return render(request, "errors/409.html", context, status=409)


def _onward(request: SignedInRequest, page: ShownItem, do: str, done: str) -> HttpResponse:
    if do == "close":
        return _next(request, page)
    if do == "vote":
        return redirect("item_vote", page.meeting.public_id, page.found.public_id)
    if do == "elect":
        return redirect("item_election", page.meeting.public_id, page.found.public_id)
    if do.startswith("link "):
        return redirect("point", find_point(page.found, do.partition(" ")[2]).public_id)
    if do == "save":
        messages.success(request, _("Allt är sparat."))
    kept: dict[str, Any] = {name: request.POST.getlist(name) for name in KEPT if request.POST.get(name)}
    query = f"?{urlencode(kept, doseq=True)}" if kept else ""
    return redirect(item_address(page.meeting, page.found) + query + item_steps.anchor(do, done))


def _next(request: SignedInRequest, page: ShownItem) -> HttpResponse:
    """The § is given: on to the next open item, or to the end of the meeting."""
    closed = find_item(request, page.meeting.public_id, page.found.public_id)
    agenda = Agenda(page.meeting, request.user, closed)
    facts = {"name": agenda.name(closed), "outcome": closed.get_outcome_display()}
    said = (
        _("%(name)s är avslutad: %(outcome)s.")
        if closed.paragraph
        else _("%(name)s är avslutat: %(outcome)s.")
    )
    messages.success(request, capfirst(said % facts).replace("….", "…"))
    onward = agenda.next_open
    if onward is None:
        return redirect(reverse("meeting_end", args=[page.meeting.public_id]))
    return redirect(item_address(page.meeting, onward))
