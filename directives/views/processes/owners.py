"""Appointing a process owner, and ending one's time."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import takers
from cases.templatetags.text_tags import long_day
from cases.text import normalise
from cases.views.meetings.steps import take
from cases.views.support import posted
from directives.forms.processes import AppointForm, EndForm
from directives.processes import appoint, end_ownership
from directives.processes.owners import name_of
from directives.views.processes.finding import kept_process
from organisation import clock
from organisation.http import SignedInRequest, form_page


@form_page
def process_appoint(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Who leads the process or a part of it, from a day; several may, and somebody may do so for a time."""
    found = kept_process(request.user, public_id)
    wanted = {"part": normalise(request.GET.get("del", ""))}
    form = AppointForm(posted(request), process=found, initial=wanted)
    done = take(
        request,
        form,
        lambda: appoint(found, by=request.user, **form.facts()),
        name="process_appoint",
        success=_("Processägaren är utsedd."),
        go_to=reverse("process", args=[public_id]),
    )
    context = {"process": found, "form": form, "takers": takers.offered()}
    return done or render(request, "directives/process_appoint.html", context)


@form_page
def process_end(request: SignedInRequest, public_id: str, pk: int) -> HttpResponse:
    """The last day of an owner, and what happens to the place."""
    found = kept_process(request.user, public_id)
    owner = found.owners.select_related("user", "unit", "part", "process").filter(pk=pk).first()
    if owner is None:
        raise Http404
    here = reverse("process", args=[public_id])
    if owner.ends_on and request.method == "GET":
        return redirect(here)
    others = found.owners.filter(part=owner.part).exclude(pk=owner.pk)
    form = EndForm(posted(request), others=others.exclude(ends_on__lt=clock.today()).exists())
    done = take(
        request,
        form,
        lambda: end_ownership(owner, by=request.user, **form.cleaned_data),
        name="process_end",
        success=_("Uppgiften är sparad i historiken."),
        go_to=here,
    )
    context = {
        "process": found,
        "owner": owner,
        "name": name_of(owner),
        "since": long_day(owner.starts_on),
        "form": form,
    }
    return done or render(request, "directives/process_end.html", context)
