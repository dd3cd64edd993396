"""What ends a draft: it is offered, or taken back before anybody was asked."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.views.support import perform
from directives.views.assignments.finding import commissioned, own_page
from organisation.http import SignedInRequest, form_page
from workflows import assigning


@form_page
def assignment_offer(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Offer it; what is missing is said on the page it is looked through on."""
    found = commissioned(request, public_id)
    preview = reverse("assignment_preview", args=[found.public_id])
    if request.method != "POST":
        return redirect(preview)
    return perform(
        request,
        lambda: assigning.offer(found, by=request.user, as_read=request.POST.get("read", "")),
        name="assignment_offer",
        success=_("Uppdraget är erbjudet. Uppdragshandlingen är fastställd och registrerad."),
        go_to=reverse("assignment", args=[found.public_id]),
        back_to=preview,
    )


@form_page
def assignment_drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take a draft back, with a reason; its case and its words stay."""
    found = commissioned(request, public_id)
    edit = reverse("assignment_edit", args=[found.public_id])
    if found.offered_at is not None:
        raise Http404
    if request.method != "POST":
        return redirect(edit)
    return perform(
        request,
        lambda: assigning.withdraw(found, by=request.user, reason=request.POST.get("reason", "")),
        name="assignment_drop",
        success=_("Utkastet är återtaget. Ärendet finns kvar i diariet."),
        go_to=own_page(found),
        back_to=edit,
    )
