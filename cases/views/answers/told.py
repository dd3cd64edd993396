""" "Ni tyckte – så gjorde vi": the newest letter in full, and whether we understood."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access, feedback, told, told_paper
from cases.errors import NotAllowed, Refused
from cases.models import Document, DocumentFile, Feedback, Recipient
from cases.outcome_errors import AlreadyReplied
from cases.standing import Standing
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

from .places import address, find_place
from .show import show

LONGEST_REMARK = 5000
REPLIES = {"yes": True, "no": False}


@dataclass(frozen=True)
class Typed:
    """A reply that was not taken: what was typed, and why not."""

    remark: str = ""
    error: str = ""


@form_page
def answer_feedback(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The letter, the earlier ones, and the question whether it was what the administration meant."""
    place = find_place(request.user, public_id, "prepare_answer")
    letters = _letters(request, place)
    if not letters:
        messages.info(request, _("Avsändaren har inte skickat ”ni tyckte – så gjorde vi” ännu."))
        return redirect("answer", public_id)
    if request.method == "POST":
        return _reply(request, place, letters)
    return _page(request, place, letters)


@require_safe
def answer_feedback_file(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A letter as a PDF, to keep or to send on within the administration."""
    place = find_place(request.user, public_id, "prepare_answer")
    letters = _letters(request, place)
    if not letters:
        raise Http404
    answer_at = settings.SITE_URL + reverse("answer_feedback", args=[public_id])
    content = told_paper.pdf(_told(place, _chosen(request, letters)), place.round, answer_at=answer_at)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="sa-gjorde-vi.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _letters(request: SignedInRequest, place: Recipient) -> list[Feedback]:
    """Every letter to the place, newest first, for whoever may read its answer."""
    letters = access.visible_to(request.user, Feedback, "read_draft").filter(recipient=place)
    related = ("recipient__unit", "answer", "document__case", "responded_by")
    return list(letters.select_related(*related).order_by("-pk"))


def _chosen(request: SignedInRequest, letters: list[Feedback]) -> Feedback:
    """The letter the address names, else the newest."""
    named = [letter for letter in letters if letter.public_id == request.GET.get("brev")]
    return named[0] if named else letters[0]


def _told(place: Recipient, letter: Feedback) -> told.Told:
    return told.tell(letter, feedback.told_in(letter), place.round)


def _page(
    request: SignedInRequest, place: Recipient, letters: list[Feedback], typed: Typed | None = None
) -> HttpResponse:
    letter = _chosen(request, letters)
    return show(
        request,
        "feedback",
        place,
        Standing(place, request.user).given,
        letter=letter,
        is_newest=letter == letters[0],
        others=[one for one in letters if one != letter],
        told=_told(place, letter),
        still_holds=told.still_holds(letter, place.round),
        typed=typed or Typed(),
        compiled=_may_read_compiled(request, place),
    )


def _may_read_compiled(request: SignedInRequest, place: Recipient) -> bool:
    files = access.visible_to(request.user, DocumentFile, "read_shared")
    return files.filter(document__case=place.round.case_id, document__kind=Document.Kind.COMPILATION).exists()


def _reply(request: SignedInRequest, place: Recipient, letters: list[Feedback]) -> HttpResponse:
    letter, typed = letters[0], _typed(request, letters[0])
    if typed.error:
        return _page(request, place, letters, typed)
    try:
        run_once(
            request,
            lambda: feedback.reply(
                letter, by=request.user, meant=REPLIES[request.POST["meant"]], remark=typed.remark
            ),
            name="reply_to_feedback",
        )
    except NotAllowed as error:
        raise Http404 from error
    except (Refused, KeyUsedForOtherContent) as refusal:
        return _refused(request, place, typed, refusal)
    messages.success(request, _("Tack! Avsändaren ser ert svar."))
    return redirect("answer_feedback", place.public_id)


def _typed(request: SignedInRequest, newest: Feedback) -> Typed:
    remark = request.POST.get("remark", "")
    if request.POST.get("letter", newest.public_id) != newest.public_id:
        return Typed(remark, _("Det har kommit ett nyare brev. Läs det och svara sedan."))
    if request.POST.get("meant") not in REPLIES:
        return Typed(remark, _("Välj ja eller nej."))
    if len(remark) > LONGEST_REMARK:
        said = _("Texten är för lång. Skriv högst %(n)d tecken.") % {"n": LONGEST_REMARK}
        return Typed(remark, said)
    return Typed(remark)


def _refused(request: SignedInRequest, place: Recipient, typed: Typed, refusal: Exception) -> HttpResponse:
    """A colleague was first: what was typed here is shown, to be taken along."""
    said = str(refusal) if isinstance(refusal, Refused) else str(AlreadyReplied())
    if not typed.remark.strip():
        messages.info(request, said)
        return redirect("answer_feedback", place.public_id)
    back = address(place, "sa-gjorde-vi/")
    return render(
        request, "errors/409.html", {"message": said, "text": typed.remark, "back": back}, status=409
    )
