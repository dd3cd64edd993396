"""The watch list (bevakningslista) of a body, and what one has been ordered to do."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access
from cases.models import Undertaking
from cases.text import normalise
from cases.views import watch
from directives import orders
from directives.views.orders import addresses, in_short, made_of
from organisation.http import SignedInRequest
from organisation.models import Unit

ROWS = 50


@require_safe
def watch_list(request: SignedInRequest) -> HttpResponse:
    """What the reader's bodies have ordered, and what the reader has been ordered to do."""
    units = watch.bodies(request)
    wanted = normalise(request.GET.get("organ", ""))
    unit = next((one for one in units if one.public_id == wanted), units[0] if units else None)
    own = wanted == "mina" or unit is None
    rows = watch.own(request) if own else watch.given(request, unit)  # type: ignore[arg-type]
    status = request.GET.get("status", "")
    page = Paginator(watch.filtered(rows, status), ROWS).get_page(request.GET.get("sida"))
    context = {
        "unit": None if own else unit,
        "tabs": watch.tabs(units, unit, own=own),
        "counts": watch.counts(rows),
        "newer": watch.sheet(page.previous_page_number() if page.has_previous() else 0, wanted, status),
        "older": watch.sheet(page.next_page_number() if page.has_next() else 0, wanted, status),
        "options": watch.options(),
        "status": status,
        "page": page,
        "rows": _shown(request, list(page)),
        "organ": "mina" if own else getattr(unit, "public_id", ""),
    }
    return render(request, "directives/watch_list.html", context)


def _shown(request: SignedInRequest, found: list[Undertaking]) -> list[dict[str, Any]]:
    """Each row with what was made of it, and whether this person can make an assignment that waits."""
    made = made_of(found, request.user)
    read = addresses(found, request.user)
    waits = _waiting(request, [row.pk for row in found])
    return [
        watch.row_of(row) | read[row.pk] | {"made": in_short(made.get(row.pk, [])), "waits": row.pk in waits}
        for row in found
    ]


def _waiting(request: SignedInRequest, keys: list[int]) -> set[int]:
    if not access.visible_to(request.user, Unit, "commission").exists():
        return set()
    rows: QuerySet[Undertaking] = Undertaking.objects.filter(pk__in=keys)
    return set(orders.waiting(rows).values_list("pk", flat=True))
