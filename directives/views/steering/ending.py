"""A steering document ends, and an end that was a mistake is taken back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import AgendaItem, Decision, EarlierDecision
from cases.views import support
from cases.views.meetings.steps import take
from directives.forms.steering_steps import EndForm, RestoreForm
from directives.models import SteeringCard
from directives.steering import ending, restoring
from directives.steering.errors import CardHasEnded, CardHasNotEnded
from organisation.http import SignedInRequest, form_page

from .places import find_kept, other_cards


@form_page
def steering_end(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Replaced by another document, or repealed by a decision."""
    found, card = find_kept(request, public_id)
    form = EndForm(support.posted(request), user=request.user, card=card, cards=other_cards(request, card))

    def verb() -> Any:
        return _end(request, card, form.cleaned_data)

    back = reverse("steering_document", args=[public_id])
    said = _("Nu står det när dokumentet upphör att gälla.")
    done = take(request, form, verb, name="end_card", success=said, go_to=back)
    context = {
        "document": found,
        "card": card,
        "form": form,
        "heading": _("Ersätt eller upphäv"),
        "intro": _("Den lydelse som gäller slutar gälla dagen före. Texten finns kvar att läsa."),
        "button": _("Låt dokumentet upphöra"),
        "icon": "archive",
        "blocked": str(CardHasEnded()) if card.ended_on else "",
    }
    return done or render(request, "directives/steering_step.html", context)


@form_page
def steering_restore(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The document was ended by mistake: it is valid again."""
    found, card = find_kept(request, public_id)
    form = RestoreForm(support.posted(request))

    def verb() -> Any:
        return restoring.restore(card, by=request.user, reason=form.cleaned_data["reason"])

    back = reverse("steering_document", args=[public_id])
    done = take(request, form, verb, name="restore_card", success=_("Dokumentet gäller igen."), go_to=back)
    context = {
        "document": found,
        "card": card,
        "form": form,
        "heading": _("Rätta ett felaktigt slut"),
        "intro": _("Dokumentet gäller igen som före slutet. Slutet och rättelsen finns kvar i historiken."),
        "button": _("Låt dokumentet gälla igen"),
        "icon": "undo-2",
        "blocked": "" if card.ended_on else str(CardHasNotEnded()),
    }
    return done or render(request, "directives/steering_step.html", context)


def _end(request: SignedInRequest, card: SteeringCard, data: dict[str, Any]) -> SteeringCard:
    basis: AgendaItem | Decision | EarlierDecision | None = data["decision"]
    facts = {"by": request.user, "on": data["on"], "confirmed": data["confirmed"]}
    if data["successor"] is not None:
        return ending.replace(card, successor=data["successor"], basis=basis, **facts)
    if basis is None:
        raise ValueError("the form lets nothing be repealed without a decision")
    return ending.repeal(card, basis=basis, **facts)
