"""Recording what a group said about the proposal (ställningstagande): kept as such, never a decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import outcome
from cases.forms.outcome import EndorsementForm
from cases.views.rounds.editing import save
from cases.views.support import posted, run_once
from organisation.http import SignedInRequest, form_page

from .places import find_round, leave_unless_closed, too_late


@form_page
def round_endorse(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Which group, when, what it said, and on which condition."""
    referral_round = find_round(request, public_id, "manage_round")
    if gone := leave_unless_closed(request, referral_round):
        return gone
    form = EndorsementForm(posted(request))
    if request.method == "POST" and save(
        form,
        lambda: run_once(
            request,
            lambda: outcome.endorse(referral_round, by=request.user, **form.cleaned_data),
            name="endorse",
        ),
    ):
        messages.success(request, _("Ställningstagandet är registrerat."))
        return redirect("round_outcome", public_id)
    if request.method == "POST" and (gone := too_late(request, referral_round)):
        return gone
    context = {
        "round": referral_round,
        "form": form,
        "heading": _("Registrera ställningstagande"),
        "lede": _(
            "En grupp kan ställa sig bakom förslaget men inte besluta om det. "
            "Beslutet fattas av en namngiven person."
        ),
    }
    return render(request, "outcome/endorse.html", context)
