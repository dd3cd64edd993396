"""The covering letter (följebrev), the last day, and who may read the answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import readiness, rounds
from cases.forms.letter import LetterForm
from cases.models import ReferralRound
from cases.templatetags.text_tags import long_day
from cases.views.rounds import editing
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page


@form_page
def round_letter(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the letter and choose the last day; a red day is said together with what it becomes."""
    referral_round = editing.find_round(request, public_id)
    if gone := editing.leave_if_sent(request, referral_round):
        return gone
    form = LetterForm(posted(request), instance=_copy(referral_round))
    if request.method == "POST" and editing.save(
        form, lambda: rounds.change_round(referral_round, by=request.user, **form.cleaned_data)
    ):
        if moved := moved_text(referral_round):
            messages.info(request, moved)
        return editing.saved(request, referral_round, "round_letter")
    return editing.page(
        request,
        referral_round,
        "round_letter",
        form=form,
        moved=moved_text(referral_round),
        absences=readiness.absent_representatives(referral_round),
    )


def moved_text(referral_round: ReferralRound) -> str:
    """ "Lördag 19 december är ingen arbetsdag, sista svarsdag blir måndag 21 december.", or nothing."""
    red = readiness.red_day(referral_round)
    if not red:
        return ""
    day = long_day(referral_round.last_day)
    facts = {"day": capfirst(day), "red": red, "last": long_day(readiness.rolled_last_day(referral_round))}
    if red in day:
        return _("%(day)s är ingen arbetsdag, sista svarsdag blir %(last)s.") % facts
    return _("%(day)s (%(red)s) är ingen arbetsdag, sista svarsdag blir %(last)s.") % facts


def _copy(referral_round: ReferralRound) -> ReferralRound:
    """A form writes in its instance even when it is refused; the page must show what is saved."""
    return ReferralRound.objects.get(pk=referral_round.pk)
