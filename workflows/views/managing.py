"""What the owner's small pages have in common: finding, taking the step once, refusals at their field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from cases import access
from cases.circle import UnitOfAnotherAuthority
from cases.compilation import WAITED_FOR
from cases.errors import (
    AlreadyRecipient,
    DayHasPassed,
    DayNotLater,
    NotAllowed,
    OriginalMissing,
    ReasonMissing,
    ReceivedInFuture,
    RecipientHasEnded,
    Refused,
    RoundNotOpen,
    UnknownStance,
)
from cases.models import Recipient, ReferralRound
from cases.uploads import UploadRefused
from cases.views import support
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest

FIELD_OF: dict[type[Refused], str] = {
    DayHasPassed: "day",
    DayNotLater: "day",
    ReasonMissing: "reason",
    AlreadyRecipient: "unit",
    RecipientHasEnded: "unit",
    UnitOfAnotherAuthority: "unit",
    OriginalMissing: "original",
    UploadRefused: "original",
    ReceivedInFuture: "received_on",
    UnknownStance: "stance",
}
HEADINGS = {
    "extend": gettext_lazy("Ge anstånd"),
    "extend_all": gettext_lazy("Flytta sista svarsdag för alla"),
    "decide": gettext_lazy("Svara på begäran om anstånd"),
    "add": gettext_lazy("Lägg till mottagare"),
    "replace": gettext_lazy("Ersätt mottagare"),
    "withdraw": gettext_lazy("Ta bort mottagare"),
    "remind": gettext_lazy("Påminn"),
    "remind_all": gettext_lazy("Påminn alla som inte svarat"),
    "hand_over": gettext_lazy("Lämna över rundan"),
    "cancel": gettext_lazy("Avbryt rundan"),
    "receive": gettext_lazy("Registrera svar"),
    "unasked": gettext_lazy("Registrera spontant svar"),
}
ROUND = ("case__diary", "unit")
PLACE = ("round__case", "round__unit", "unit", "coordinator")


def find_round(request: SignedInRequest, public_id: str) -> ReferralRound:
    """The round the person manages; 404 for everybody else."""
    found: ReferralRound = access.find_any(
        request.user, ReferralRound, "manage_round", related=ROUND, public_id=public_id
    )
    return found


def find_place(request: SignedInRequest, public_id: str, recipient_id: str) -> Recipient:
    """A recipient of a round the person manages; 404 for everybody else."""
    found: Recipient = access.find_any(
        request.user,
        Recipient,
        "manage_round",
        related=PLACE,
        public_id=recipient_id,
        round__public_id=public_id,
    )
    return found


def take(
    request: SignedInRequest,
    form: forms.Form,
    verb: Callable[[], Any],
    *,
    name: str,
    success: str,
    go_to: str,
) -> HttpResponse | None:
    """Take the step once and go on; None when there is something to put right, said in the form.

    What was typed stays: a refusal is an error of the field it is about, or of the whole form.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        support.run_once(request, verb, name=name)
    except NotAllowed as error:
        raise Http404 from error
    except KeyUsedForOtherContent:
        return render(request, "errors/409.html", {"text": _typed(form), "back": go_to}, status=409)
    except Refused as refusal:
        form.add_error(_field_of(refusal, form), str(refusal))
        return None
    messages.success(request, success)
    return redirect(go_to)


def show(
    request: SignedInRequest, name: str, referral_round: ReferralRound, form: forms.Form, **context: Any
) -> HttpResponse:
    """A small page: what will happen, the form, the button."""
    context |= {"round": referral_round, "form": form, "back": page_of(referral_round)}
    context["heading"] = _heading(context.get("heading", name), context)
    return render(request, f"rounds/manage/{name}.html", context)


def page_of(referral_round: ReferralRound) -> str:
    """Where every step leads back to."""
    return reverse("round_manage", args=[referral_round.public_id])


def leave(
    request: SignedInRequest, referral_round: ReferralRound, why: Refused | None
) -> HttpResponse | None:
    """A page about something that is over says so instead; a form sent too late is shown with its words."""
    if why is None or request.method == "POST":
        return None
    messages.info(request, str(why))
    return redirect(page_of(referral_round))


def why_closed(referral_round: ReferralRound) -> Refused | None:
    """Why the circle and its days cannot be changed; None while the round is open."""
    return None if referral_round.state == ReferralRound.State.OPEN else RoundNotOpen()


def why_not_waited_for(place: Recipient) -> Refused | None:
    """Why nothing is asked of the recipient; None while an answer is waited for."""
    closed = why_closed(place.round)
    if closed is not None:
        return closed
    return None if place.state in WAITED_FOR else RecipientHasEnded()


def _heading(name: str, context: dict[str, Any]) -> str:
    """What is done, and to whom when it concerns one recipient."""
    place = context.get("place")
    return f"{HEADINGS[name]}: {place.unit.name}" if place else str(HEADINGS[name])


def _field_of(refusal: Refused, form: forms.Form) -> str | None:
    names = [name for kind, name in FIELD_OF.items() if isinstance(refusal, kind)]
    return next((name for name in names if name in form.fields), None)


def _typed(form: forms.Form) -> str:
    return "\n".join(str(value) for value in form.cleaned_data.values() if value)
