"""Steps that concern the round as a whole: another owner, and the end of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, circle_view
from cases.errors import RoundNotOpen
from cases.forms.circle import HandOverForm
from cases.forms.fields import ReasonForm
from cases.models import ReferralRound
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page
from workflows import engine
from workflows.views import managing

OVER = {ReferralRound.State.DECIDED, ReferralRound.State.CANCELLED}


@form_page
def round_hand_over(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let another unit own the round; whoever clicks twice has no right left, and lands in the same place."""
    try:
        referral_round = managing.find_round(request, public_id)
    except Http404:
        if request.method == "POST" and circle_view.was_handed_over(public_id, by=request.user):
            return redirect("rounds")
        raise
    if gone := managing.leave(request, referral_round, _why_kept(referral_round)):
        return gone
    units = circle_view.could_own(referral_round)
    owned = {unit.pk for unit in units if access.holders("manage_round", unit).exists()}
    form = HandOverForm(posted(request), units=units, manned=owned)
    done = managing.take(
        request,
        form,
        lambda: engine.reassign(
            referral_round, form.cleaned_data["unit"], by=request.user, reason=form.cleaned_data["reason"]
        ),
        name="reassign",
        success=_("Rundan är överlämnad. Den nya ägaren får veta det nu."),
        go_to=reverse("rounds"),
    )
    return done or managing.show(request, "hand_over", referral_round, form)


@form_page
def round_cancel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Cancel the open round, saying why."""
    referral_round = managing.find_round(request, public_id)
    if gone := managing.leave(request, referral_round, managing.why_closed(referral_round)):
        return gone
    form = ReasonForm(posted(request))
    done = managing.take(
        request,
        form,
        lambda: engine.cancel(referral_round, by=request.user, **form.cleaned_data),
        name="cancel",
        success=_("Rundan är avbruten. Alla mottagare får veta det nu."),
        go_to=reverse("round", args=[public_id]),
    )
    waiting = circle_view.silent(referral_round)
    return done or managing.show(request, "cancel", referral_round, form, waiting=waiting)


def _why_kept(referral_round: ReferralRound) -> RoundNotOpen | None:
    return RoundNotOpen() if referral_round.state in OVER else None
