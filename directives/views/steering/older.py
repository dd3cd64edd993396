"""Registering a steering document that was adopted before this system."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.views.meetings.steps import take
from directives.forms.older import OlderForm
from directives.steering import earlier
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit


@form_page
def steering_new(request: SignedInRequest) -> HttpResponse:
    """Its text or file, who adopted it when, and from when it is valid; sent twice it is one document."""
    units = access.visible_to(request.user, Unit, "keep_steering").order_by("name", "pk")
    if not units.exists():
        raise Http404
    sent = request.method == "POST"
    form = OlderForm(*((request.POST, request.FILES) if sent else ()), units=units)

    def verb() -> Any:
        return earlier.register_older(by=request.user, **form.facts())

    done = take(
        request,
        form,
        verb,
        name="register_older",
        success=_("Styrdokumentet är registrerat."),
        go_to=lambda public_id: reverse("steering_document", args=[public_id]),
    )
    return done or render(request, "directives/steering_new.html", {"form": form})
