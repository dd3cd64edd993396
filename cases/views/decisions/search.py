"""Finding a decision to refer to: a reference as it is written, or words; what one may not read is not found."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.errors import Refused
from cases.meetings import references
from cases.meetings.finding_decisions import Hit
from cases.models import EarlierDecision, Undertaking
from cases.text import normalise
from organisation.http import SignedInRequest
from organisation.models import Unit, User

from .links import code_of, href_of, shown_name

ORDER_ACTIONS = ("report_undertaking", "keep_meetings", "see_meeting")
SHORTEST, LONGEST = 2, 300


@dataclass(frozen=True)
class Found:
    """What a search came to: rows, or why there are none."""

    words: str = ""
    hits: list[dict[str, Any]] = field(default_factory=list)
    message: str = ""
    units: list[Unit] = field(default_factory=list)


@require_safe
def decision_search(request: SignedInRequest) -> HttpResponse:
    """The hits on a page of their own, or as a part of another one."""
    part = request.headers.get("HX-Request") == "true"
    found = search(request.user, request.GET.get("q", ""))
    template = "decisions/_hits.html" if part else "decisions/search.html"
    return render(request, template, {"found": found, "choose": part})


def search(user: User, text: str) -> Found:
    """Search among what ``user`` may read."""
    words = " ".join(normalise(text).split())[:LONGEST]
    if not words:
        return Found()
    if len(words) < SHORTEST:
        return Found(words, [], _("Skriv minst två tecken."))
    try:
        hits = references.search(words, by=user)
    except Refused as refusal:
        return Found(words, [], str(refusal), _kept(user))
    if hits:
        orders = _orders(user, hits)
        return Found(words, [_row(hit, orders) for hit in hits])
    message = _("Hittar inget beslut för ”%(words)s”. Sök igen eller registrera det äldre beslutet.")
    return Found(words, [], message % {"words": words}, _kept(user))


def _row(hit: Hit, orders: dict[int, str]) -> dict[str, Any]:
    """A hit as pages show it; ``order`` is the undertaking the point gave, which the reader may open."""
    target, point = hit.target, hit.point
    return {
        "code": code_of(target, point),
        "name": shown_name(target, point),
        "text": hit.text,
        "href": href_of(target, point),
        "title": target.title if point else "",
        "case": getattr(target, "case_id", None),
        "order": orders.get(point.pk, "") if point else "",
        "note": _("Ett äldre beslut, registrerat för hand.") if isinstance(target, EarlierDecision) else "",
    }


def _orders(user: User, hits: list[Hit]) -> dict[int, str]:
    """What the points of older decisions ordered, by point, as far as the reader may open it."""
    points = [hit.point.pk for hit in hits if hit.point and isinstance(hit.target, EarlierDecision)]
    mine = access.visible_by_any(user, Undertaking, *ORDER_ACTIONS).filter(point__in=points)
    return dict(mine.order_by("term").values_list("point", "public_id")) if points else {}


def _kept(user: User) -> list[Any]:
    """The bodies whose older decisions the person may register."""
    return list(access.visible_to(user, Unit, "keep_meetings").order_by("name", "pk"))
