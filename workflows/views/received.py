"""Registering answers that came by post or mail, from those who were asked and from others."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases import received
from cases.compilation import WAITED_FOR
from cases.errors import RecipientHasEnded, Refused, RoundNotOpen
from cases.file_kinds import ALLOWED
from cases.forms.received import ReceiveForm, UnaskedForm
from cases.models import Answer, Recipient, ReferralRound
from cases.uploads import MOST_MEGABYTES
from cases.views.support import posted
from ledger.work import work
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit
from workflows import engine
from workflows.views import managing

TAKES_MAIL = (*WAITED_FOR, Recipient.State.WITHDRAWN)
TAKES_NONE = {ReferralRound.State.DRAFT, ReferralRound.State.CANCELLED}


@form_page
def place_receive(request: SignedInRequest, public_id: str, recipient_id: str) -> HttpResponse:
    """Register the answer of a recipient that sent it some other way."""
    place = managing.find_place(request, public_id, recipient_id)
    ended = None if place.state in WAITED_FOR else RecipientHasEnded()
    if gone := managing.leave(request, place.round, _why_none(place.round) or ended):
        return gone
    form = ReceiveForm(posted(request), request.FILES or None, referral_round=place.round)
    done = managing.take(
        request,
        form,
        lambda: engine.receive_answer(place, by=request.user, **form.facts()),
        name="receive_answer",
        success=_registered(place.unit.name),
        go_to=managing.page_of(place.round),
    )
    return done or _show(request, place.round, form, place=place)


@form_page
def round_unasked(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Register an answer from somebody who was never asked."""
    referral_round = managing.find_round(request, public_id)
    if gone := managing.leave(request, referral_round, _why_none(referral_round)):
        return gone
    form = UnaskedForm(
        posted(request),
        request.FILES or None,
        referral_round=referral_round,
        units=Unit.objects.order_by("name", "pk"),
        answered=set(referral_round.recipients.exclude(state__in=TAKES_MAIL).values_list("unit", flat=True)),
    )
    done = managing.take(
        request,
        form,
        lambda: _receive_unasked(request, referral_round, form),
        name="receive_unasked",
        success=_("Svaret är registrerat."),
        go_to=managing.page_of(referral_round),
    )
    return done or _show(request, referral_round, form, heading="unasked")


def _receive_unasked(request: SignedInRequest, referral_round: ReferralRound, form: UnaskedForm) -> Answer:
    with work():
        place = received.place_for(referral_round, form.cleaned_data["unit"])
        return engine.receive_answer(place, by=request.user, **form.facts())


def _show(
    request: SignedInRequest, referral_round: ReferralRound, form: ReceiveForm, **context: Any
) -> HttpResponse:
    files = {"allowed_files": ALLOWED, "most_megabytes": MOST_MEGABYTES}
    return managing.show(request, "receive", referral_round, form, **files, **context)


def _why_none(referral_round: ReferralRound) -> Refused | None:
    return RoundNotOpen() if referral_round.state in TAKES_NONE else None


def _registered(name: str) -> str:
    return _("Svaret från %(unit)s är registrerat.") % {"unit": name}
