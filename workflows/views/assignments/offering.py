"""Offering an assignment: the wording is fixed and the taker is asked."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.views.meetings.steps import FORM
from cases.views.support import perform
from directives.views.assignments.finding import commissioned
from organisation.http import SignedInRequest
from workflows import assigning


@require_http_methods(FORM)
def assignment_offer(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Offer it; what is missing is said on the page it is looked through on."""
    found = commissioned(request, public_id)
    preview = reverse("assignment_preview", args=[found.public_id])
    if request.method != "POST":
        return redirect(preview)
    return perform(
        request,
        lambda: assigning.offer(found, by=request.user),
        name="assignment_offer",
        success=_("Uppdraget är erbjudet. Uppdragshandlingen är fastställd och registrerad."),
        go_to=reverse("assignment", args=[found.public_id]),
        back_to=preview,
    )
