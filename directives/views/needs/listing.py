"""Questions and needs: what has reached me, and what I have asked."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.text import normalise
from directives.models import Need
from directives.processes import needs
from directives.views.processes.tabs import tabs
from organisation.http import SignedInRequest

ROWS = 50
State = Need.State
SHOWN = {
    "open": Q(state__in=needs.OPEN),
    "drafting": Q(state=State.DRAFTING),
    "answered": Q(state=State.ANSWERED) | Q(merged_into__state=State.ANSWERED),
    "led_on": Q(state__in=[State.TURNED, State.MERGED]),
    "closed": Q(state=State.CLOSED),
}


@require_safe
def needs_list(request: SignedInRequest) -> HttpResponse:
    """To me first, for those who have any; everybody sees what they asked themselves."""
    to_me = needs.asked_of(request.user)
    mine = request.GET.get("visa") == "mina" or not (request.GET.get("visa") or to_me.exists())
    status = normalise(request.GET.get("status", ""))
    rows = needs.asked_by(request.user) if mine else to_me
    page = Paginator(rows.filter(SHOWN.get(status, Q())), ROWS).get_page(request.GET.get("sida"))
    context = {
        "mine": mine,
        "status": status,
        "options": _options(),
        "rows": page.object_list,
        "newer": _sheet(page.previous_page_number() if page.has_previous() else 0, mine, status),
        "older": _sheet(page.next_page_number() if page.has_next() else 0, mine, status),
        "tabs": tabs("needs"),
    }
    return render(request, "directives/needs.html", context)


def _options() -> list[dict[str, Any]]:
    return [
        {"code": "open", "label": _("Öppna")},
        {"code": "drafting", "label": _("Under beredning")},
        {"code": "answered", "label": _("Besvarade")},
        {"code": "led_on", "label": _("Sammanförda och lett vidare")},
        {"code": "closed", "label": _("Avslutade")},
    ]


def _sheet(number: int, mine: bool, status: str) -> str:
    shown = "mina" if mine else "mottagna"
    return "?" + urlencode({"visa": shown, "status": status, "sida": number}) if number else ""
