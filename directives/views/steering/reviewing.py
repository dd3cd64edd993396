"""The owner sees a document over and says what is to become of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.views import support
from cases.views.meetings.steps import take
from directives.forms.steering_steps import ReviewForm
from directives.steering import reviews
from directives.steering.errors import CardHasEnded
from organisation.http import SignedInRequest, form_page

from .places import find_kept


@form_page
def steering_review(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Unchanged, to be revised or to be repealed, why, and when it is asked about again."""
    found, card = find_kept(request, public_id)
    form = ReviewForm(support.posted(request), card=card)

    def verb() -> Any:
        reviews.answer_review(card, by=request.user, **form.cleaned_data)

    back = reverse("steering_document", args=[public_id]) + "#oversyn"
    said = _("Översynen är sparad.")
    done = take(request, form, verb, name="answer_review", success=said, go_to=back)
    context = {
        "document": found,
        "card": card,
        "form": form,
        "heading": _("Se över styrdokumentet"),
        "button": _("Spara"),
        "icon": "check",
        "blocked": str(CardHasEnded()) if card.ended_on else "",
        "seen_over": True,
        "reviews": card.reviews.select_related("by")[:10],
    }
    return done or render(request, "directives/steering_step.html", context)
