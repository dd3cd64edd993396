"""Taking a step of an answer from the form that asks for it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.errors import AlreadyDone, AnswerClosed, NotAllowed, Refused
from cases.models import Recipient
from cases.views.answers.places import address
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest

TOO_LATE = (AlreadyDone, AnswerClosed, KeyUsedForOtherContent)


def take(
    request: SignedInRequest,
    place: Recipient,
    form: forms.Form,
    step: Callable[[], Any],
    *,
    name: str,
    success: str,
    go_to: str = "",
) -> HttpResponse | None:
    """Take the step once and go on; None when the form is not sent, not right, or refused (it says why).

    Whoever comes second is led to where the answer stands now, with what they wrote in hand.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        run_once(request, step, name=name)
    except NotAllowed as error:
        raise Http404 from error
    except TOO_LATE:
        return _somebody_was_first(request, place)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, success)
    return redirect(address(place, go_to))


def _somebody_was_first(request: SignedInRequest, place: Recipient) -> HttpResponse:
    typed = request.POST.get("comment") or request.POST.get("reason")
    said = _("Det här är redan gjort. Så här står svaret nu.")
    if not typed:
        messages.info(request, said)
        return redirect("answer", place.public_id)
    said = _("Det här är redan gjort. Det du skrev finns kvar här.")
    context = {"message": said, "text": typed, "back": address(place)}
    return render(request, "errors/409.html", context, status=409)
