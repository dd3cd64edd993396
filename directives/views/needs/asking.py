"""Asking a process: one short form for everybody who is logged in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.text import normalise
from cases.views.meetings.steps import take
from cases.views.support import posted
from directives.forms.needs import AskForm
from directives.processes import needs, reading
from directives.views.processes.finding import find_process
from organisation.http import SignedInRequest, form_page


@form_page
def need_new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A question or a need, and who gets it."""
    found = find_process(public_id)
    form = AskForm(posted(request), process=found, initial={"part": normalise(request.GET.get("del", ""))})
    done = take(
        request,
        form,
        lambda: needs.ask(found, by=request.user, **form.facts()),
        name="need_ask",
        success=_("Tack. Du får veta när det har hanterats."),
        go_to=lambda made: reverse("need", args=[made]),
    )
    context = {"process": found, "form": form, "rows": reading.of_process(found)}
    return done or render(request, "directives/need_new.html", context)
