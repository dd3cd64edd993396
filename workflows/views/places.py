"""Who is asked: one more, another, one less; and a reminder by hand."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import circle, circle_view
from cases.errors import RecipientHasAnswered, Refused
from cases.forms.circle import AddForm, ReplaceForm
from cases.forms.fields import ReasonForm
from cases.models import Recipient, ReferralRound
from cases.text import normalise
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page
from workflows import engine
from workflows.views import managing


@form_page
def round_add(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send the round to one more."""
    referral_round = managing.find_round(request, public_id)
    if gone := managing.leave(request, referral_round, managing.why_closed(referral_round)):
        return gone
    chosen = {"unit": normalise(request.GET.get("enhet", ""))}
    form = AddForm(posted(request), initial=chosen, **_circle(referral_round))
    done = managing.take(
        request,
        form,
        lambda: engine.add_recipient(
            referral_round,
            form.cleaned_data["unit"],
            by=request.user,
            last_day=form.cleaned_data["day"],
        ),
        name="add_recipient",
        success=_("Rundan är skickad till en mottagare till."),
        go_to=managing.page_of(referral_round),
    )
    return done or managing.show(request, "add", referral_round, form)


@form_page
def place_replace(request: SignedInRequest, public_id: str, recipient_id: str) -> HttpResponse:
    """Let another unit answer instead."""
    place = managing.find_place(request, public_id, recipient_id)
    if gone := managing.leave(request, place.round, _why_it_stays(place)):
        return gone
    form = ReplaceForm(posted(request), **_circle(place.round))
    done = managing.take(
        request,
        form,
        lambda: engine.replace_recipient(
            place,
            form.cleaned_data["unit"],
            by=request.user,
            reason=form.cleaned_data["reason"],
            last_day=form.cleaned_data["day"],
        ),
        name="replace_recipient",
        success=_("%(unit)s är ersatt. Båda får veta det nu.") % {"unit": place.unit.name},
        go_to=managing.page_of(place.round),
    )
    return done or managing.show(request, "replace", place.round, form, place=place)


@form_page
def place_withdraw(request: SignedInRequest, public_id: str, recipient_id: str) -> HttpResponse:
    """Take a recipient out of the round."""
    place = managing.find_place(request, public_id, recipient_id)
    if gone := managing.leave(request, place.round, _why_it_stays(place)):
        return gone
    form = ReasonForm(posted(request))
    done = managing.take(
        request,
        form,
        lambda: engine.withdraw_recipient(place, by=request.user, **form.cleaned_data),
        name="withdraw_recipient",
        success=_("%(unit)s är borttagen ur rundan och får veta det nu.") % {"unit": place.unit.name},
        go_to=managing.page_of(place.round),
    )
    return done or managing.show(request, "withdraw", place.round, form, place=place)


@form_page
def place_remind(request: SignedInRequest, public_id: str, recipient_id: str) -> HttpResponse:
    """Remind one recipient."""
    place = managing.find_place(request, public_id, recipient_id)
    if gone := managing.leave(request, place.round, managing.why_not_waited_for(place)):
        return gone
    return _remind(request, place.round, [place], place=place)


@form_page
def round_remind_all(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Remind everybody who has not answered."""
    referral_round = managing.find_round(request, public_id)
    if gone := managing.leave(request, referral_round, managing.why_closed(referral_round)):
        return gone
    return _remind(request, referral_round, circle_view.silent(referral_round), heading="remind_all")


def _remind(
    request: SignedInRequest, referral_round: ReferralRound, waiting: list[Recipient], **context: Any
) -> HttpResponse:
    form = forms.Form(posted(request))
    count = len(waiting)
    done = managing.take(
        request,
        form,
        lambda: circle.remind(referral_round, waiting, by=request.user),
        name="remind",
        success=ngettext("%(n)d mottagare är påmind.", "%(n)d mottagare är påminda.", count) % {"n": count},
        go_to=managing.page_of(referral_round),
    )
    return done or managing.show(request, "remind", referral_round, form, waiting=waiting, **context)


def _circle(referral_round: ReferralRound) -> dict[str, Any]:
    present = referral_round.recipients.exclude(state=Recipient.State.WITHDRAWN)
    return {
        "referral_round": referral_round,
        "units": circle_view.could_be_asked(referral_round),
        "taken": set(present.values_list("unit", flat=True)),
    }


def _why_it_stays(place: Recipient) -> Refused | None:
    if place.state in circle.GIVEN:
        return managing.why_closed(place.round) or RecipientHasAnswered(unit=place.unit.name)
    return managing.why_not_waited_for(place)
