"""More time: for one recipient, for everybody, or as an answer to a wish."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases import access, circle_view, readiness
from cases.errors import AlreadyDone
from cases.forms.circle import DecideForm, ExtendForm
from cases.models import Extension, Recipient
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page
from workflows import engine
from workflows.views import managing


@form_page
def place_extend(request: SignedInRequest, public_id: str, recipient_id: str) -> HttpResponse:
    """Give one recipient a later last day."""
    place = managing.find_place(request, public_id, recipient_id)
    if gone := managing.leave(request, place.round, managing.why_not_waited_for(place)):
        return gone
    form = ExtendForm(posted(request), referral_round=place.round)
    done = managing.take(
        request,
        form,
        lambda: engine.extend(place, by=request.user, **form.cleaned_data),
        name="extend",
        success=_("%(unit)s har fått anstånd och får veta det nu.") % {"unit": place.unit.name},
        go_to=managing.page_of(place.round),
    )
    return done or managing.show(request, "extend", place.round, form, place=place, **_away([place]))


@form_page
def round_extend_all(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Move the last day for everybody."""
    referral_round = managing.find_round(request, public_id)
    if gone := managing.leave(request, referral_round, managing.why_closed(referral_round)):
        return gone
    form = ExtendForm(posted(request), referral_round=referral_round)
    done = managing.take(
        request,
        form,
        lambda: engine.extend_all(referral_round, by=request.user, **form.cleaned_data),
        name="extend_all",
        success=_("Sista svarsdag är flyttad. De som inte har svarat får veta det nu."),
        go_to=managing.page_of(referral_round),
    )
    waiting = circle_view.silent(referral_round)
    return done or managing.show(
        request, "extend_all", referral_round, form, waiting=waiting, **_away(waiting)
    )


@form_page
def extension_decide(request: SignedInRequest, public_id: str, extension_id: str) -> HttpResponse:
    """Say yes or no to a wish for more time."""
    wish = _find_wish(request, public_id, extension_id)
    place = wish.recipient
    decided = AlreadyDone() if wish.state != Extension.State.ASKED else None
    why = managing.why_not_waited_for(place) or decided
    if gone := managing.leave(request, place.round, why):
        return gone
    form = DecideForm(posted(request), wish=wish)
    done = managing.take(
        request,
        form,
        lambda: engine.decide_extension(wish, by=request.user, **form.cleaned_data),
        name="decide_extension",
        success=_answered(form) % {"unit": place.unit.name},
        go_to=managing.page_of(place.round),
    )
    return done or managing.show(
        request, "decide", place.round, form, place=place, wish=wish, **_away([place])
    )


def _away(places: list[Recipient]) -> dict[str, Any]:
    """Who is away among those who write, so that it is seen before a day is set."""
    return {"absences": readiness.away_in([place.unit_id for place in places])}


def _find_wish(request: SignedInRequest, public_id: str, extension_id: str) -> Extension:
    found: Extension = access.find_any(
        request.user,
        Extension,
        "manage_round",
        related=("recipient__round__case", "recipient__round__unit", "recipient__unit", "asked_by"),
        public_id=extension_id,
        recipient__round__public_id=public_id,
    )
    return found


def _answered(form: DecideForm) -> str:
    if form.says_no:
        return _("%(unit)s får veta att svaret är nej, med din motivering.")
    return _("%(unit)s har fått anstånd och får veta det nu.")
