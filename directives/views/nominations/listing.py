"""Nominations: what has been asked of my unit, and what my process has asked for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access
from directives.models import Nomination, NominationRequest, Process
from directives.views.processes.tabs import tabs
from organisation.http import SignedInRequest

ROWS = 100


@require_safe
def nominations_list(request: SignedInRequest) -> HttpResponse:
    """Both, latest first."""
    asked = access.visible_to(request.user, Nomination, "nominate")
    own = access.visible_by_any(request.user, NominationRequest, "lead_process", "keep_processes")
    context = {
        "asked": asked.select_related("request__network", "request__process", "unit").order_by("-pk")[:ROWS],
        "requests": own.select_related("network", "process").prefetch_related("nominations")[:ROWS],
        "led": access.visible_to(request.user, Process, "lead_process"),
        "tabs": tabs("nominations"),
    }
    return render(request, "directives/nominations.html", context)
