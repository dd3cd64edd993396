"""Who holds the functions of a staff, and the situation reports it sends."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access, takers
from cases.text import normalise
from cases.views.meetings.steps import take
from cases.views.support import perform, posted
from directives.assignments import places, receivers, staff
from directives.forms.assignment_steps import RecipientForm, SituationForm, StaffForm
from directives.models import Assignment, FunctionHolder, SituationRecipient, SituationReport, StaffFunction
from ledger.work import work
from organisation.http import SignedInRequest, form_page
from organisation.models import User

ACTIONS = ("commission", "take_assignment", "see_assignment")
LEADERS = ACTIONS[:2]


@form_page
def assignment_staff(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Name a function and who holds it; let somebody leave it; take an empty one away."""
    found = _led(request, public_id)
    back = reverse("assignment", args=[found.public_id])
    do = request.POST.get("do", "")
    if do == "leave":
        holder = _holder(found, request.POST.get("holder", ""))
        verb = lambda: staff.unstaff(holder, by=request.user)  # noqa: E731
        return perform(request, verb, name="staff_leave", success=_("Ändringen är sparad."), go_to=back)
    if do == "drop":
        function = found.functions.filter(public_id=request.POST.get("code", "")).first()
        if function is None:  # a second click: it is gone already
            return redirect(back)
        verb = lambda: staff.drop_function(function, by=request.user)  # noqa: E731
        return perform(request, verb, name="staff_drop", success=_("Funktionen är borttagen."), go_to=back)
    form = StaffForm(posted(request))
    done = take(
        request,
        form,
        lambda: _staff(found, form.cleaned_data, request.user),
        name="staff",
        success=_("Funktionen är sparad."),
        go_to=back,
    )
    context = {"assignment": found, "form": form, "takers": takers.offered()}
    return done or render(request, "assignments/staff.html", context)


@form_page
def situation_new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say who is sent it, see what it will say, send it."""
    found = _led(request, public_id)
    do = request.POST.get("do", "")
    form = SituationForm(posted(request) if do == "send" else None, initial=_written(request))
    recipient_form = RecipientForm(posted(request) if do == "add" else None)
    if do == "drop":
        return _drop_recipient(request, found)
    if done := _change(request, found, do, form, recipient_form):
        return done
    if do == "add" and recipient_form.is_valid() and not recipient_form.errors:
        recipient_form = RecipientForm()
    context = {
        "assignment": found,
        "form": form,
        "recipient_form": recipient_form,
        "recipients": found.situation_recipients.select_related("unit", "user"),
        "lines": shown_lines(staff.put_together(found)),
        "takers": takers.offered(),
    }
    return render(request, "assignments/situation_new.html", context)


@require_safe
def situation(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A situation report as it was sent."""
    seen = access.visible_by_any(request.user, Assignment, *ACTIONS)
    report = get_object_or_404(
        SituationReport.objects.select_related("assignment__case", "sent_by").filter(assignment__in=seen),
        public_id=public_id,
    )
    context = {
        "assignment": report.assignment,
        "report": report,
        "receivers": receivers.receivers_of(report),
        "lines": shown_lines(report.content),
    }
    return render(request, "assignments/situation.html", context)


def shown_lines(content: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of a situation report with their instants as instants."""
    return [
        line | {"at": datetime.fromisoformat(line["reported_at"]) if line["reported_at"] else None}
        for line in content
    ]


def _led(request: SignedInRequest, public_id: str) -> Assignment:
    found: Assignment = access.find_any(
        request.user, Assignment, *LEADERS, related=places.RELATED, public_id=public_id
    )
    return found


def _staff(assignment: Assignment, facts: dict[str, Any], by: User) -> StaffFunction:
    with work():
        function = staff.add_function(assignment, by=by, name=facts["function"])
        if facts["person"] is not None:
            staff.staff(function, by=by, user=facts["person"])
        return function


def _holder(assignment: Assignment, code: str) -> FunctionHolder:
    wanted = int(code) if code.isascii() and code.isdigit() and len(code) < 19 else 0
    holders = FunctionHolder.objects.select_related("function__assignment")
    return get_object_or_404(holders, function__assignment=assignment, pk=wanted)


def _change(
    request: SignedInRequest, found: Assignment, do: str, form: SituationForm, recipient_form: RecipientForm
) -> HttpResponse | None:
    if do == "add":
        verb = lambda: _add(found, recipient_form.cleaned_data["to"], request.user)  # noqa: E731
        added = take(
            request, recipient_form, verb, name="situation_recipient", success="", go_to=request.path
        )
        return None if request.POST.get("summary") else added  # what is being written stays on the page
    if do == "send":
        return take(
            request,
            form,
            lambda: staff.send_situation(found, by=request.user, summary=form.cleaned_data["summary"]),
            name="situation",
            success=_("Lägesbilden är skickad och registrerad."),
            go_to=lambda code: reverse("situation", args=[code]),
        )
    return None


def _written(request: SignedInRequest) -> dict[str, str]:
    """The summary that is being written while the list of recipients is put right."""
    return {"summary": normalise(request.POST.get("summary", ""))}


def _add(assignment: Assignment, to: takers.Taker, by: User) -> None:
    staff.send_to(assignment, by=by, unit=to.unit, user=to.user)


def _drop_recipient(request: SignedInRequest, found: Assignment) -> HttpResponse:
    code = request.POST.get("recipient", "")
    wanted = int(code) if code.isascii() and code.isdigit() and len(code) < 19 else 0
    row = SituationRecipient.objects.filter(assignment=found, pk=wanted).select_related("assignment").first()
    if row is not None:
        staff.send_no_more(row, by=request.user)
    return redirect("situation_new", found.public_id)
