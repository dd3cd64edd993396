"""Every letter "ni tyckte – så gjorde vi" with its reply: did we understand what the administration meant?"""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import access, feedback
from cases.models import Feedback, Recipient, ReferralRound
from cases.text import normalise
from cases.views.support import run_once
from organisation.http import SignedInRequest, form_page

from .places import find_round

REPLIES = {"ja": True, "nej": False, "obesvarade": None}


@form_page
def round_feedback(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The letters with their replies; POST takes a "no" that has been read off the list of tasks."""
    referral_round = find_round(request, public_id, "manage_round")
    if request.method == "POST":
        return _mark_read(request, referral_round)
    letters = list(_letters(request, referral_round))
    wanted = request.GET.get("visa", "")
    unread = feedback.unread_replies(referral_round)
    context = {
        "round": referral_round,
        "filters": _filters(letters, wanted),
        "letters": [
            {"letter": letter, "is_unread": letter.meant is False and letter.recipient_id in unread}
            for letter in letters
            if wanted not in REPLIES or letter.meant is REPLIES[wanted]
        ],
        "sent": len(letters),
    }
    return render(request, "outcome/feedback.html", context)


def _letters(request: SignedInRequest, referral_round: ReferralRound) -> Any:
    letters = access.visible_to(request.user, Feedback, "manage_round")
    related = ("recipient__unit", "responded_by", "document")
    return (
        letters.filter(recipient__round=referral_round)
        .select_related(*related)
        .order_by("recipient__position", "recipient_id", "-pk")
    )


def _mark_read(request: SignedInRequest, referral_round: ReferralRound) -> HttpResponse:
    place: Recipient = access.find(
        request.user,
        Recipient,
        "manage_round",
        public_id=normalise(request.POST.get("recipient", "")),
        round=referral_round,
    )
    run_once(request, lambda: feedback.mark_read(place, by=request.user), name="feedback_read")
    messages.success(request, _("Markerat som läst."))
    return redirect("round_feedback", referral_round.public_id)


def _filters(letters: list[Feedback], wanted: str) -> list[dict[str, Any]]:
    """The choices with how many letters each holds."""
    counts = Counter(letter.meant for letter in letters)
    named = [
        ("", _("Alla"), len(letters)),
        ("obesvarade", _("Inte besvarade"), counts[None]),
        ("nej", _("Nej"), counts[False]),
        ("ja", _("Ja"), counts[True]),
    ]
    chosen = wanted if wanted in REPLIES else ""
    return [
        {"code": code, "label": label, "count": count, "chosen": code == chosen}
        for code, label, count in named
    ]
