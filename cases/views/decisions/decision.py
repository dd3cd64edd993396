"""An official's decision on its own: its points, what they set going, and what it refers to, both ways."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cases import access, decided, opened
from cases.models import Case, Decision
from organisation.http import SignedInRequest

from . import links, set_going

RELATED = ("case__diary", "decider", "delegation__body__unit", "reported_in__meeting", "document", "version")


@require_safe
def decision(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Number, points, reason, what it rests on, and in which § it was reported."""
    rows = decided.readable_decisions(request.user).select_related(*RELATED, "reported_in__body__unit")
    found: Decision = get_object_or_404(rows, public_id=public_id)
    opened.note(request, found, found.case)
    context = {
        "decision": found,
        "points": set_going.point_rows(found.points.all(), request.user),
        "undertakings": set_going.rows(request.user, point__decision=found),
        "references": links.outgoing(request.user, decision=found),
        "referred": links.incoming(request.user, found),
        "reported": set_going.reported(request.user, found),
        "may_see_case": access.visible_to(request.user, Case, "see_case").filter(pk=found.case_id).exists(),
    }
    return render(request, "decisions/decision.html", context)
