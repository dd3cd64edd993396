"""The document as it will look, what it lacks, and the way to offer it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from directives.assignments import fixing, readiness
from directives.views import orders
from organisation.http import SignedInRequest

from .finding import DRAFTABLE, commissioned, own_page
from .tabs import draft_tabs


@require_safe
def assignment_preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Look through the draft before it is offered."""
    found = commissioned(request, public_id)
    if found.state not in DRAFTABLE:
        return redirect(own_page(found))
    version = fixing.as_offered(found)
    context = {
        "assignment": found,
        "version": version,
        "read": fixing.fingerprint(found, version),
        "hindrances": readiness.hindrances(found, version),
        "wishes": readiness.wishes(found, version),
        "ordered": orders.origin(found, request.user),
        "tabs": draft_tabs(found, "preview"),
    }
    return render(request, "assignments/preview.html", context)
