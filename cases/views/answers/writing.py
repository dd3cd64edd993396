"""Writing the answer: the page, the save button, and saving while somebody types."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import answers
from cases.errors import ColleagueWasFaster, Refused
from cases.models import Answer, AnswerItem, Recipient
from cases.standing import Standing
from cases.urls_parameters import SECTION
from cases.views import saving
from organisation.http import SignedInRequest

from .over import why_over
from .pages import read
from .places import address, find_place, find_row, only_post, with_answer
from .show import May, show, show_answer
from .stages import moment
from .taken_back import told_when_taken_back
from .words import take_form, texts_of

TILES = re.compile(r"i\d{1,18}-stance")


@require_safe
@told_when_taken_back
def answer(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The landing of every link: whoever comes is led to what waits for them."""
    place = find_place(request.user, public_id, "read_draft")
    found = Standing(place, request.user).present
    if found is None:
        return show(request, "acknowledge", place, None)
    section = _section(request)
    if found.state == Answer.State.STOPPED:
        return show(request, "given", place, found, page=read(place, found, request.user), landing=True)
    if not found.is_open:
        return HttpResponseRedirect(address(place, "kvitto/") + section)
    may = May(request.user, place)
    if found.state == Answer.State.SUBMITTED and may.approve and not may.write:
        return HttpResponseRedirect(address(place, "godkannande/") + section)
    return HttpResponseRedirect(address(place) + section) if section else show_answer(request, place, found)


def _section(request: SignedInRequest) -> str:
    """The section a mail's link named: the part after # is lost while somebody logs in, so it comes as a field."""
    number = request.GET.get(SECTION, "")
    return f"#s{int(number)}" if number.isascii() and number.isdigit() and len(number) < 5 else ""


@told_when_taken_back
@with_answer("read_draft")
@only_post
def save(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """Save everything on the page, with or without JavaScript, and go where the button leads."""
    return kept(request, place, answer) or _saved(request, place)


def kept(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse | None:
    """None when every word of the form is saved; else the page that shows what is not, and why."""
    try:
        taken = take_form(request, place, answer)
    except Refused as refusal:
        return closed(request, place, str(refusal))
    return None if taken.is_whole else show_answer(request, place, answer, taken)


def closed(request: SignedInRequest, place: Recipient, message: str) -> HttpResponse:
    """Too late to write: says so and shows what was written, so that it can be taken along."""
    said = why_over(place) or message
    context = {"message": said, "text": texts_of(request), "back": address(place)}
    return render(request, "errors/409.html", context, status=409)


def _saved(request: SignedInRequest, place: Recipient) -> HttpResponse:
    go = request.POST.get("go", "")
    if go == "granska":
        return HttpResponseRedirect(address(place, "granska/"))
    messages.success(request, _("Allt är sparat."))
    cleared = TILES.fullmatch(request.POST.get("clear", ""))
    return HttpResponseRedirect(address(place) + (f"#{cleared[0]}-choice" if cleared else ""))


@told_when_taken_back
@with_answer("read_draft")
@only_post
def autosave(request: SignedInRequest, place: Recipient, answer: Answer, pk: int, field: str) -> HttpResponse:
    """Save one field while it is being written; a colleague's newer text is answered, never replaced."""
    if field not in AnswerItem.FIELDS:
        raise Http404
    item = find_row(place, pk, request.user)
    version = saving.edition_of(request)
    if version is None:
        return saving.page_too_old()
    try:
        value = request.POST.get("value", "")
        saved = answers.save_field(item, field, value, version=version, by=request.user)
    except ColleagueWasFaster as refusal:
        return _conflict(item, field, refusal)
    except Refused as refusal:
        return saving.refused(str(refusal))
    item.refresh_from_db(fields=["saved_at"])
    return saving.stored(saved, at=item.saved_at, said=moment(item.saved_at))


@with_answer("write_answer")
@only_post
def level(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """Save which form the answer has; the newest choice holds, so there is no version to compare."""
    value = request.POST.get("value", "")
    if value not in Answer.Level.values:
        return saving.refused(_("Välj ett av alternativen i listan."))
    try:
        answers.set_level(answer, value, by=request.user)
    except Refused as refusal:
        return saving.refused(str(refusal))
    return JsonResponse({"version": 0, "saved_at": "", "message": _("Sparat")})


def _conflict(item: AnswerItem, field: str, refusal: ColleagueWasFaster) -> JsonResponse:
    theirs, version = getattr(item, field), getattr(item, f"{field}_version")
    return saving.overtaken(refusal, theirs=theirs, version=version, by=str(refusal.facts["name"]))
