"""One process: who leads it and its parts, who did before, and what it leads to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access
from directives.processes import leads_to, needs, nominations, reading
from directives.views.processes.finding import find_process
from organisation.http import SignedInRequest
from organisation.models import Unit


@require_safe
def process(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Everything about one process that this person may read."""
    found = find_process(public_id)
    may_keep = access.can(request.user, "keep_processes", found)
    may_lead = access.can(request.user, "lead_process", found)
    context = {
        "process": found,
        "rows": reading.of_process(found),
        "history": reading.history(found),
        "may_keep": may_keep,
        "may_lead": may_lead,
        "may_commission": (may_keep or may_lead)
        and access.visible_to(request.user, Unit, "commission").exists(),
        "needs": needs.readable(request.user, found)[: leads_to.ROWS],
        "requests": nominations.of_process(found) if may_lead else [],
        **leads_to.everything(request.user, found),
    }
    return render(request, "directives/process.html", context)
