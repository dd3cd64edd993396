"""Steering documents: what is valid on a day, and each one's text with the decision behind it."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.models import ReferralRound
from cases.text import normalise
from directives.models import SteeringDocument
from directives.steering import readable_by, valid_on, wordings
from organisation import clock
from organisation.http import SignedInRequest

ROWS = 50


@require_safe
def steering(request: SignedInRequest) -> HttpResponse:
    """What steers on the asked day (today when none is asked), and what is decided but valid later."""
    day = _day(request)
    readable = readable_by(request.user)
    valid = readable.filter(pk__in=valid_on(day).values("pk")).order_by("title", "pk")
    coming = readable.filter(valid_from__gt=day).order_by("valid_from", "title", "pk")
    context = {
        "day": day,
        "is_today": day == clock.today(),
        "page": Paginator(valid, ROWS).get_page(request.GET.get("sida")),
        "coming": coming[:ROWS],
    }
    return render(request, "desk/steering.html", context)


@require_safe
def steering_document(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One wording: its text, its fingerprint, the decision, how long it is valid, and the other wordings."""
    found = get_object_or_404(readable_by(request.user), public_id=public_id)
    today = clock.today()
    context = {
        "document": found,
        "sections": found.version.sections.all(),
        "is_valid": found.valid_from <= today and (found.valid_to is None or today <= found.valid_to),
        "is_coming": today < found.valid_from,
        "others": readable_by(request.user).filter(pk__in=wordings(found).exclude(pk=found.pk).values("pk")),
        "round": _round(request, found),
        "printed_at": clock.now(),
    }
    return render(request, "desk/steering_document.html", context)


def _day(request: SignedInRequest) -> date:
    """The day that was asked for; nonsense is said and is today."""
    wanted = normalise(request.GET.get("dag", "")).strip()
    try:
        day = parse_date(wanted)
    except ValueError:
        day = None
    if wanted and day is None:
        messages.error(request, _("Skriv dagen så här: 2027-01-01. Här visas vad som gäller i dag."))
    return day or clock.today()


def _round(request: SignedInRequest, document: SteeringDocument) -> ReferralRound | None:
    """The round it came of, for those who may see it."""
    rounds = access.visible_by_any(request.user, ReferralRound, "see_round", "manage_round")
    found: ReferralRound | None = rounds.filter(pk=document.round_id).first()
    return found
