"""The list of assignments: taken by me, given by us, and everything I see."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, Max, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.text import normalise
from directives.forms.assignments import SEEING
from directives.models import Assignment, Process
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import Unit

from .shown import is_late
from .tabs import list_tabs

ROWS = 50
LONGEST_SEARCH = 200
State = Assignment.State
ENDED = (State.FULFILLED, State.WITHDRAWN)
OPEN, LATE = "oppna", "sena"
RIGHTS = {"mina": ("take_assignment",), "givna": ("commission",), "alla": SEEING}
RELATED = ("unit", "giver_user", "taker_unit", "taker_user", "case", "process")


@require_safe
def assignments(request: SignedInRequest) -> HttpResponse:
    """One tab of the list, narrowed by state, process and words."""
    shown = _typed(request, "visa")
    shown = shown if shown in RIGHTS else "mina"
    chosen = {name: _typed(request, name) for name in ("lage", "process", "sok")}
    page = Paginator(_found(request, shown, chosen), ROWS).get_page(request.GET.get("sida"))
    context = {
        "tabs": list_tabs(shown),
        "shown": shown,
        "chosen": chosen,
        "states": _states(),
        "processes": [
            {"code": row.public_id, "label": row.name} for row in Process.objects.only("public_id", "name")
        ],
        "page": page,
        "rows": [(row, is_late(row)) for row in page],
        "newer": _sheet(page.previous_page_number() if page.has_previous() else 0, shown, chosen),
        "older": _sheet(page.next_page_number() if page.has_next() else 0, shown, chosen),
        "may_commission": access.visible_to(request.user, Unit, "commission").exists(),
    }
    return render(request, "assignments/list.html", context)


def _found(request: SignedInRequest, shown: str, chosen: dict[str, str]) -> QuerySet[Assignment]:
    """The rows, the most urgent first; the last report's day is asked for with them."""
    seen = access.visible_by_any(request.user, Assignment, *RIGHTS[shown]).filter(_state(chosen["lage"]))
    if chosen["process"]:
        seen = seen.filter(process__public_id=chosen["process"])
    if chosen["sok"]:
        words = chosen["sok"]
        seen = seen.filter(Q(title__icontains=words) | Q(case__number__icontains=words))
    rows: QuerySet[Assignment] = Assignment.objects.filter(pk__in=seen.values("pk"))
    told = rows.select_related(*RELATED).annotate(told_at=Max("reports__reported_at"))
    return told.order_by(F("due_on").asc(nulls_last=True), "-created_at", "-pk")


def _state(code: str) -> Q:
    if code in State.values:
        return Q(state=code)
    if code == OPEN:
        return ~Q(state__in=ENDED)
    if code == LATE:
        return Q(state__in=[State.OFFERED, State.UNDER_WAY], due_on__lt=clock.today())
    return Q()


def _states() -> list[dict[str, Any]]:
    own = [{"code": OPEN, "label": _("Öppna")}, {"code": LATE, "label": _("Försenade")}]
    return own + [{"code": code, "label": capfirst(str(label))} for code, label in State.choices]


def _typed(request: SignedInRequest, name: str) -> str:
    return " ".join(normalise(request.GET.get(name, "")).split())[:LONGEST_SEARCH]


def _sheet(number: int, shown: str, chosen: dict[str, str]) -> str:
    return "?" + urlencode({"visa": shown, **chosen, "sida": number}) if number else ""
