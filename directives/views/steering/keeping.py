"""What the keeper of a steering document changes: its card and its relations."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.views import support
from cases.views.meetings.steps import take, too_late
from directives.forms.steering import CardForm, RelationForm
from directives.models import SteeringCard, SteeringRelation
from directives.steering import cards
from directives.steering.errors import CardChangedMeanwhile
from organisation.http import SignedInRequest, form_page

from .places import find_kept, other_cards


@form_page
def steering_card(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Kind, place in the hierarchy, process, keeper, owner and reviews."""
    found, card = find_kept(request, public_id)
    others = other_cards(request, card)
    form = CardForm(support.posted(request), card=card, cards=others, valid_from=found.valid_from)

    def verb() -> Any:
        return cards.change_card(card, by=request.user, **form.cleaned_data)

    back = reverse("steering_document", args=[public_id])
    done = take(request, form, verb, name="change_card", success=_("Uppgifterna är sparade."), go_to=back)
    stale = str(CardChangedMeanwhile()) in form.non_field_errors()
    saved = form.meet(find_kept(request, public_id)[1]) if stale else []
    context = {
        "document": found,
        "card": card,
        "form": form,
        "saved": saved,
        "relation_form": RelationForm(cards=others),
        "relations": _relations(request, card),
    }
    return done or render(request, "directives/steering_card.html", context)


@require_POST
def steering_relate(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a relation, or take one away."""
    _found, card = find_kept(request, public_id)
    back = reverse("steering_card", args=[public_id]) + "#samband"
    if request.POST.get("remove"):
        return _remove(request, card, back)
    form = RelationForm(request.POST, cards=other_cards(request, card))

    def verb() -> Any:
        cards.relate(card, form.cleaned_data["to"], kind=form.cleaned_data["kind"], by=request.user)

    done = take(request, form, verb, name="relate", success=_("Sambandet är tillagt."), go_to=back)
    return done or too_late(request, form, back)


def _remove(request: SignedInRequest, card: SteeringCard, back: str) -> HttpResponse:
    key = request.POST.get("remove", "")
    rows = SteeringRelation.objects.filter(source=card).select_related("source__document")
    row = get_object_or_404(rows, pk=int(key) if key.isascii() and key.isdigit() and len(key) < 18 else 0)
    return support.perform(
        request,
        lambda: cards.unrelate(row, by=request.user),
        name="unrelate",
        success=_("Sambandet är borttaget."),
        go_to=back,
    )


def _relations(request: SignedInRequest, card: SteeringCard) -> list[SteeringRelation]:
    """Those to documents the person may read."""
    readable = other_cards(request, card)
    rows = card.relations.filter(target__in=readable.values("pk"))
    return list(rows.select_related("target__document"))
