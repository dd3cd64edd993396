"""The owner's page of a round that is out: every recipient, what waits for a yes or no, what can be done."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases import circle_view, deadlines
from cases.forms.circle import DecideForm
from cases.models import ReferralRound
from organisation import clock
from organisation.http import SignedInRequest
from workflows import beside
from workflows.views import managing

STATE = ReferralRound.State


@require_safe
def round_manage(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every recipient and how far it has come; wishes for more time first, the steps as links."""
    referral_round = managing.find_round(request, public_id)
    if referral_round.state == STATE.DRAFT:
        return redirect("round", public_id)
    found = circle_view.rows(request.user, referral_round)
    asked, answered = circle_view.asked_and_answered(found)
    by_unit, general = _notes(referral_round, {row.recipient.unit_id for row in found})
    context = {
        "round": referral_round,
        "rows": [(row, by_unit[row.recipient.unit_id]) for row in found],
        "general": general,
        "asked": asked,
        "answered": answered,
        "silent": len([row for row in found if row.is_waited_for]),
        "wishes": [
            (wish, DecideForm(wish=wish, auto_id=f"id_{wish.public_id}_%s"))
            for wish in circle_view.wishes(request.user, referral_round)
        ],
        "is_open": referral_round.state == STATE.OPEN,
        "takes_answers": referral_round.state != STATE.CANCELLED,
        "days_left": deadlines.days_left(referral_round.last_day or clock.today(), clock.today()),
    }
    return render(request, "rounds/manage/page.html", context)


def _notes(
    referral_round: ReferralRound, units: set[int]
) -> tuple[dict[int, list[beside.Note]], list[beside.Note]]:
    """What is said beside each unit of the round, and what is about none of them."""
    by_unit: dict[int, list[beside.Note]] = defaultdict(list)
    general = []
    for note in beside.notes(referral_round):
        if note.unit_id in units:
            by_unit[note.unit_id].append(note)
        else:
            general.append(note)
    return by_unit, general
