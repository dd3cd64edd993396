"""Finding the round an address is about, and leaving pages whose time has not come or is over."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import access
from cases.models import ReferralRound
from cases.models.referral import ENDED_TIME
from cases.outcome_errors import RoundNotClosed
from cases.views.support import written
from organisation.http import SignedInRequest

State = ReferralRound.State
HIDDEN = {"read_hash", "read"}
RELATED = ("case", "unit__authority", "version__document", "revised_version__document", "closed_by")


def find_round(request: SignedInRequest, public_id: str, *actions: str) -> ReferralRound:
    """The round on which the person may do one of ``actions``; else 404."""
    found: ReferralRound = access.find_any(
        request.user, ReferralRound, *actions, related=RELATED, public_id=public_id
    )
    return found


def leave_unless_closed(request: SignedInRequest, referral_round: ReferralRound) -> HttpResponse | None:
    """Where to go from a page about the proposal when there is none, or when the decision is made.

    A form is not turned away here: its verb answers a second click, or refuses and the words are shown.
    """
    if referral_round.state == State.CLOSED or request.method == "POST":
        return None
    return redirect("round_outcome", referral_round.public_id)


def too_late(request: SignedInRequest, referral_round: ReferralRound) -> HttpResponse | None:
    """The page that shows what was written when the round was opened again or decided meanwhile."""
    referral_round.refresh_from_db()
    if referral_round.state == State.CLOSED:
        return None
    return words_kept(request, referral_round)


def words_kept(request: SignedInRequest, referral_round: ReferralRound) -> HttpResponse:
    """Say that the time for this is over, with everything that was typed."""
    typed = [value for name, values in written(request).items() if name not in HIDDEN for value in values]
    context = {
        "message": str(RoundNotClosed()),
        "text": "\n".join(value for value in typed if value.strip()),
        "back": reverse("round", args=[referral_round.public_id]),
    }
    return render(request, "errors/409.html", context, status=409)


def leave_unless_weighed(referral_round: ReferralRound) -> HttpResponse | None:
    """Where to go from a page about the answers while they are still coming in."""
    if referral_round.state in ENDED_TIME:
        return None
    return redirect("round", referral_round.public_id)
