"""A new process in the map."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, takers
from cases.views.meetings.steps import take
from cases.views.support import posted
from directives.forms.processes import NewProcessForm
from directives.processes import keeping
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit


@form_page
def process_new(request: SignedInRequest) -> HttpResponse:
    """Begun by whoever keeps processes somewhere; parts and owners come on its own page."""
    keepers = access.visible_to(request.user, Unit, "keep_processes").order_by("name", "pk")
    if not keepers.exists():
        raise Http404
    form = NewProcessForm(posted(request), keepers=keepers)
    done = take(
        request,
        form,
        lambda: keeping.begin(by=request.user, **form.cleaned_data),
        name="process_begin",
        success=_("Processen finns i kartan. Utse en processägare när någon är vald."),
        go_to=lambda code: reverse("process", args=[code]),
    )
    context = {"form": form, "takers": takers.offered()}
    return done or render(request, "directives/process_new.html", context)
