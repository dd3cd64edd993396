"""Beginning an assignment: on its own, from what was decided, below another, or from a need."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.views.meetings.steps import take
from cases.views.support import posted
from directives.assignments.errors import ParentClosed
from directives.forms.new_assignment import NewAssignmentForm
from directives.models import Assignment
from directives.processes import needs, turning
from ledger.work import work
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit
from workflows import assigning

from .origins import Origin, origin_of, waiting


@form_page
def assignment_new(request: SignedInRequest) -> HttpResponse:
    """Where it is registered and what it begins with; the texts are written on the next page."""
    units = access.visible_to(request.user, Unit, "commission").order_by("name", "pk")
    if not units.exists():
        raise Http404
    origin = origin_of(request)
    form = NewAssignmentForm(
        posted(request), units=units, user=request.user, parent=origin.parent, initial=origin.first()
    )
    done = take(
        request,
        form,
        lambda: _begin(request, origin, form.facts()),
        name="assignment_new",
        success=_("Uppdraget är påbörjat. Skriv uppdragshandlingen."),
        go_to=lambda code: reverse("assignment_edit", args=[code]),
    )
    context = {"form": form, "origin": origin, "waiting": waiting(request) if origin == Origin() else []}
    return done or render(request, "assignments/new.html", context)


def _begin(request: SignedInRequest, origin: Origin, facts: dict[str, Any]) -> Assignment:
    """Begin it, and tell whoever asked what came of the need."""
    with work():
        parent = facts["parent"]
        if parent is not None and not parent.is_open:
            raise ParentClosed
        besides = origin.facts(request.user, facts["process"], facts["part"])
        made = assigning.begin(by=request.user, giver=request.user, **facts, **besides)
        need = origin.need
        if need is not None and need.state in needs.OPEN and _may_handle(request, origin):
            turning.turn(need, by=request.user, assignment=made)
        return made


def _may_handle(request: SignedInRequest, origin: Origin) -> bool:
    need = origin.need
    return any(access.can(request.user, action, need) for action in needs.HANDLING) if need else False
