"""Reading what was answered: all answers with how far each is read, and one answer to mark in."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases.errors import Refused
from cases.models import ReferralRound
from organisation.http import SignedInRequest, form_page

from . import given as given_answers
from . import marks, reading_page
from .finding import find_round, may_work
from .given import Given
from .reading_page import Typed


@require_safe
def round_reading(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every answer with its progress, and where to go on."""
    referral_round = find_round(request, public_id)
    given = given_answers.of_round(referral_round)
    context = {
        "round": referral_round,
        "given": given,
        "silent": given_answers.silent(referral_round, given),
        "read": sum(one.read for one in given),
        "total": sum(one.total for one in given),
        "marked": sum(one.marked for one in given),
        "next": next((one for one in given if not one.is_read), None),
        "may_work": may_work(referral_round),
    }
    return render(request, "weighing/reading.html", context)


@form_page
def round_reading_answer(request: SignedInRequest, public_id: str, recipient_id: str) -> HttpResponse:
    """One answer with all its boxes; marking in it comes back to the same box."""
    referral_round = find_round(request, public_id)
    all_given = given_answers.of_round(referral_round)
    one = _of_recipient(all_given, recipient_id)
    if request.method != "POST":
        return _page(request, referral_round, all_given, one)
    if request.POST.get("do") == "read_all":
        return _read_all(request, one)
    key, refused = marks.take(request, one)
    if refused and may_work(referral_round) and key in {box.key for box in one.boxes}:
        return _page(request, referral_round, all_given, one, key, refused)
    if refused:
        return _too_late(request, refused)
    return HttpResponseRedirect(f"{request.path}#ruta-{key}")


def _of_recipient(all_given: list[Given], recipient_id: str) -> Given:
    for one in all_given:
        if recipient_id in {place.public_id for place in one.recipients}:
            return one
    raise Http404


def _read_all(request: SignedInRequest, one: Given) -> HttpResponse:
    if "sure" not in request.POST:
        messages.error(request, _("Kryssa i att du har läst hela svaret."))
        return HttpResponseRedirect(f"{request.path}#resten")
    try:
        count = marks.read_all(request, one)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    said = ngettext("%(n)d ruta är markerad som läst.", "%(n)d rutor är markerade som lästa.", count)
    messages.success(request, said % {"n": count})
    return redirect(request.path)


def _too_late(request: SignedInRequest, refused: Typed) -> HttpResponse:
    """Nothing can be marked there any more: what was written is shown to be kept."""
    text = "\n\n".join(filter(None, (refused.quote, refused.place, refused.reason)))
    context = {"message": refused.message, "text": text, "back": request.path}
    return render(request, "errors/409.html", context, status=409)


def _page(
    request: SignedInRequest,
    referral_round: ReferralRound,
    all_given: list[Given],
    one: Given,
    key: str = "",
    refused: Typed | None = None,
) -> HttpResponse:
    at = all_given.index(one)
    context = {
        "round": referral_round,
        "one": one,
        "page": reading_page.read(one, referral_round, {key: refused} if refused else {}),
        "refused": refused,
        "refused_box": key,
        "earlier": all_given[at - 1] if at else None,
        "later": all_given[at + 1] if at + 1 < len(all_given) else None,
        "next_unread": next((other for other in _after(all_given, at) if not other.is_read), None),
        "may_work": may_work(referral_round),
    }
    return render(request, "weighing/answer.html", context)


def _after(all_given: list[Given], at: int) -> list[Given]:
    """The other answers, from the next one round to the one before."""
    return [*all_given[at + 1 :], *all_given[:at]]
