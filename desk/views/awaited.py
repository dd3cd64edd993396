"""Inväntar svar and Inte bekräftat: whom the reader's open rounds wait for."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.compilation import WAITED_FOR
from cases.models import Recipient, ReferralRound
from desk.views.open_matters import AWAITED, UNCONFIRMED, tabs
from organisation.http import SignedInRequest

PAGE = 50


@require_safe
def awaited_answers(request: SignedInRequest) -> HttpResponse:
    """One row for each recipient an answer is waited for from, those sent first on top."""
    unconfirmed = request.GET.get("visa") == UNCONFIRMED
    last = request.GET.get("efter", "")
    rows = _rows(request, unconfirmed)
    if last.isascii() and last.isdigit() and len(last) < 19:
        rows = rows.filter(pk__gt=int(last))
    found = list(rows[: PAGE + 1])
    units = list(access.seats_for(request.user, "see_balance"))
    context = {
        "unconfirmed": unconfirmed,
        "tabs": tabs(request.user, units, UNCONFIRMED if unconfirmed else AWAITED),
        "rows": found[:PAGE],
        "heading": _("Inte bekräftat") if unconfirmed else _("Inväntar svar"),
        "more": _next(found[PAGE - 1], unconfirmed) if len(found) > PAGE else "",
        "first": reverse("awaited_answers") + (f"?visa={UNCONFIRMED}" if unconfirmed else "") if last else "",
    }
    return render(request, "desk/awaited.html", context)


def _rows(request: SignedInRequest, unconfirmed: bool) -> Any:
    own = access.visible_to(request.user, Recipient, "manage_round")
    waited = Q(state=Recipient.State.SENT) if unconfirmed else Q(state__in=WAITED_FOR)
    rows = own.filter(waited, round__state=ReferralRound.State.OPEN)
    return rows.select_related("round__case", "unit").order_by("pk")


def _next(place: Recipient, unconfirmed: bool) -> str:
    shown = {"visa": UNCONFIRMED} if unconfirmed else {}
    return "?" + urlencode(shown | {"efter": str(place.pk)})
