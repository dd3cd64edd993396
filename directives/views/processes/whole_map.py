"""The process map: every process in its place, and a row per responsibility with its owners or its vacancy."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access
from cases.text import normalise
from directives.processes import reading
from directives.views.processes.tabs import tabs
from organisation.http import SignedInRequest
from organisation.models import Unit

LONGEST = 100


@require_safe
def processes(request: SignedInRequest) -> HttpResponse:
    """The map, and the table below it: all of it, the vacant ones, or those with certain words."""
    found = reading.bands()
    words = normalise(request.GET.get("q", "")).strip()[:LONGEST]
    vacant_only = request.GET.get("vakanta") == "1"
    everything = reading.table(found)
    context = {
        "bands": found,
        "rows": reading.table(found, vacant_only=vacant_only, words=words),
        "words": words,
        "vacant_only": vacant_only,
        "count": len(everything),
        "vacant": sum(row.is_vacant for row in everything),
        "interim": sum(any(owner.interim for owner in row.owners) for row in everything),
        "may_keep": access.visible_to(request.user, Unit, "keep_processes").exists(),
        "tabs": tabs("processes"),
    }
    return render(request, "directives/processes.html", context)
