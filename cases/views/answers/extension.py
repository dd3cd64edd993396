"""Asking the sender for more time (anstånd)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases import extensions
from cases.errors import AlreadyAsked, DayHasPassed, DayNotLater, ReasonMissing, Refused
from cases.forms.given import ExtensionForm
from cases.models import Recipient
from cases.standing import Standing
from cases.views.support import posted, run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

from .places import find_place
from .show import show

FIELD_OF: dict[type[Refused], str] = {DayHasPassed: "day", DayNotLater: "day", ReasonMissing: "reason"}


@form_page
def extension(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The form, or why there is none; what was typed stays when the wish is refused."""
    place = find_place(request.user, public_id, "prepare_answer")
    form = ExtensionForm(posted(request), place=place)
    if request.method == "POST" and form.is_valid() and _asked(request, place, form):
        messages.success(request, _("Avsändaren har fått er begäran. Svaret kommer hit och med e-post."))
        return redirect("answer", place.public_id)
    return show(
        request,
        "extension",
        place,
        Standing(place, request.user).present,
        form=form,
        heading=_("Be om anstånd"),
    )


def _asked(request: SignedInRequest, place: Recipient, form: ExtensionForm) -> bool:
    try:
        run_once(
            request, lambda: extensions.ask(place, by=request.user, **form.cleaned_data), name="ask_extension"
        )
    except KeyUsedForOtherContent:
        form.add_error(None, str(AlreadyAsked()))
    except Refused as refusal:
        form.add_error(FIELD_OF.get(type(refusal)), str(refusal))
    else:
        return True
    return False
