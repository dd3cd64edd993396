"""One order: what was made of it, its report, and what its taker and its giver can do now."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import access, giving_out, undertakings
from cases.forms.undertakings import ReasonForm, ReportForm
from cases.models import Undertaking
from cases.views.meetings.steps import take
from cases.views.support import posted
from cases.views.watch import row_of
from directives import orders
from directives.forms.assignment_steps import NothingForm
from directives.models import Assignment
from directives.views.orders import READING, addresses, made_of
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit

State = Undertaking.State
STEPS: dict[str, tuple[Callable[..., Undertaking], Any]] = {
    "report": (undertakings.report, _("Uppdraget är rapporterat.")),
    "more": (undertakings.ask_for_more, _("Uppdraget är öppet igen.")),
    "withdraw": (undertakings.withdraw, _("Uppdraget är återtaget.")),
    "given_out": (giving_out.say_given_out, _("Uppdraget väntar inte längre på uppdragshandlingar.")),
    "give_more": (giving_out.give_out_more, _("Uppdraget väntar igen på fler uppdragshandlingar.")),
}


@form_page
def undertaking(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Its taker reports it, its giver asks for more or takes it back, its holder gives it out."""
    found: Undertaking = access.find_any(
        request.user, Undertaking, *READING, related=undertakings.RELATED, public_id=public_id
    )
    allowed = _allowed(request, found)
    step = request.POST.get("do", "")
    forms = _forms(request, step)
    if allowed.get(step) and (done := _take(request, found, step, forms[step])):
        return done
    made = made_of([found], request.user).get(found.pk, [])
    context = {
        "undertaking": found,
        "row": row_of(found) | addresses([found], request.user)[found.pk] | {"report": ""},
        "made": made,
        "drafts": sum(row.assignment.state == Assignment.State.DRAFTED for row in made),
        "waits": orders.waiting(Undertaking.objects.filter(pk=found.pk)).exists(),
        "may_make": found.state == State.OPEN and _commissions(request),
        "may": {name: may and _fits(name, found) for name, may in allowed.items()},
        "case": undertakings.case_of(found),
        "forms": forms,
    }
    return render(request, "directives/order.html", context)


def _allowed(request: SignedInRequest, found: Undertaking) -> dict[str, bool]:
    """What the reader's seats let them do, whatever state it is in."""
    keeps = access.can(request.user, "keep_meetings", found)
    gives_out = giving_out.may_give_out(request.user, found)
    return {
        "report": access.can(request.user, "report_undertaking", found),
        "more": keeps,
        "withdraw": keeps,
        "given_out": gives_out,
        "give_more": gives_out,
    }


def _fits(step: str, found: Undertaking) -> bool:
    """Whether it can be done as the order stands."""
    is_open = found.state == State.OPEN
    return {
        "report": is_open,
        "more": found.state == State.REPORTED,
        "withdraw": found.state in {State.OPEN, State.REPORTED},
        "given_out": is_open and found.given_out_at is None,
        "give_more": is_open and found.given_out_at is not None,
    }[step]


def _forms(request: SignedInRequest, step: str) -> dict[str, Any]:
    """Bound when it is the one that was sent."""
    return {
        "report": ReportForm(posted(request) if step == "report" else None),
        "more": ReasonForm(posted(request) if step == "more" else None, prefix="more"),
        "withdraw": ReasonForm(posted(request) if step == "withdraw" else None, prefix="withdraw"),
        "given_out": NothingForm(posted(request) if step == "given_out" else None, prefix="given_out"),
        "give_more": NothingForm(posted(request) if step == "give_more" else None, prefix="give_more"),
    }


def _take(request: SignedInRequest, found: Undertaking, step: str, form: Any) -> HttpResponse | None:
    verb, success = STEPS[step]
    return take(
        request,
        form,
        lambda: verb(found, by=request.user, **form.cleaned_data),
        name=f"undertaking_{step}",
        success=str(success),
        go_to=reverse("undertaking", args=[found.public_id]),
    )


def _commissions(request: SignedInRequest) -> bool:
    return access.visible_to(request.user, Unit, "commission").exists()
