"""The ledger of comments: every one of them, what became of it, and how much is left."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import boxes, ledger_of_comments
from cases.models import Recipient, ReferralRound
from organisation.http import SignedInRequest

from .choice import Choice, Option, Row, statuses
from .finding import find_round, may_work
from .listing import Listing, next_unweighed


@require_safe
def round_comments(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The comments that match, a page at a time; all of them to print."""
    referral_round = find_round(request, public_id)
    asked = request.GET.get("sida", "")
    whole = request.GET.get("visa") == "allt"
    listing = Listing(referral_round, Choice.of(request.GET), request.user, asked=asked, whole=whole)
    return render(request, "weighing/ledger.html", around(listing))


def around(listing: Listing) -> dict[str, Any]:
    """What stands around the list: progress, filters, what keeps the round from being closed."""
    referral_round, choice = listing.round, listing.choice
    progress = ledger_of_comments.progress(referral_round)
    unread = sum(1 for box in boxes.of_round(referral_round) if not box.is_read)
    return {
        "round": referral_round,
        "choice": choice,
        "listing": listing,
        "progress": progress,
        "unread": unread,
        "statuses": statuses(_every(referral_round)),
        "sections": _sections(referral_round),
        "units": _units(referral_round),
        "next": next_unweighed(referral_round, choice, listing.user),
        "is_ready": not (unread or progress.left or listing.clashing),
        "may_work": may_work(referral_round),
    }


def _every(referral_round: ReferralRound) -> list[Row]:
    rows = ledger_of_comments.comments(referral_round)
    return list(rows.values_list("state", "disposition__outcome", "is_current"))


def _sections(referral_round: ReferralRound) -> list[Option]:
    rows = referral_round.version.sections.values_list("position", "heading")
    whole = Option("0", _("Utkastet som helhet"))
    return [*(Option(str(at), heading) for at, heading in rows), whole]


def _units(referral_round: ReferralRound) -> list[Option]:
    said = Recipient.objects.filter(comments__round=referral_round).distinct().order_by("position", "pk")
    return [Option(public_id, name) for public_id, name in said.values_list("public_id", "unit__name")]
