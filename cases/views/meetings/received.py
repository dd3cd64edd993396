"""Extracts of minutes the reader's units have received."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access
from cases.models import Extract
from cases.text import normalise
from organisation.http import SignedInRequest

ROWS = 50


@require_safe
def extracts(request: SignedInRequest) -> HttpResponse:
    """Newest first; a mail leads to those of its own meeting."""
    rows = access.visible_to(request.user, Extract, "read_extract")
    meeting = normalise(request.GET.get("sammantrade", ""))[:26]
    if meeting:
        rows = rows.filter(item__meeting__public_id=meeting)
    rows = rows.select_related("item__body__unit", "item__meeting", "unit").order_by("-delivered_at", "-pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("sida"))
    return render(request, "meetings/received.html", {"page": page, "meeting": meeting})
