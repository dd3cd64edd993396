"""The page of one assignment: its document, how it goes, and what the reader can do with it now."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import access, opened, takers
from cases.views.meetings.steps import FORM, take
from cases.views.support import posted, too_late_page
from directives.assignments import more_time, places, taking
from directives.models import Assignment
from directives.views.assignments import shown
from organisation.http import SignedInRequest
from organisation.models import Unit, User

from .files import originals
from .step_table import STEPS, Step

ACTIONS = ("commission", "take_assignment", "see_assignment")


@require_http_methods(FORM)
def assignment(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Read it, answer it, carry it out, follow it; a draft is written on its own page."""
    found: Assignment = access.find_any(
        request.user, Assignment, *ACTIONS, related=places.RELATED, public_id=public_id
    )
    if found.offered_at is None:
        return redirect("assignment_edit", found.public_id)
    opened.note(request, found, found.case)
    rights = {action: access.can(request.user, action, found) for action in ACTIONS[:2]}
    may = {code for code, step in STEPS.items() if rights[step.action]} | _own(found, request.user)
    if not taking.may_answer(found, request.user):
        may -= {"accept", "decline"}
    open_steps = {code: step for code, step in STEPS.items() if code in may and step.fits(found)}
    wanted = request.POST.get("do", "")
    if request.method == "POST" and wanted not in may:
        raise Http404
    forms = {code: _form(request, code, step, found, wanted) for code, step in open_steps.items()}
    if request.method == "POST":
        # a second click is answered as the first one was, though the step no longer fits
        sent = forms.get(wanted) or _form(request, wanted, STEPS[wanted], found, wanted)
        if done := _take(request, found, wanted, sent):
            return done
        if wanted not in forms:
            return too_late_page(request, reverse("assignment", args=[found.public_id]))
    context = {
        "assignment": found,
        "version": places.given(found),
        "draft": places.draft_of(found) if rights["commission"] else None,
        "forms": forms,
        "wanted": wanted,
        "gives": rights["commission"],
        "takes": rights["take_assignment"],
        "may_staff": found.is_open and any(rights.values()),
        "breaks_down": any(rights.values()) and _breaks_down(found, request.user),
        "takers": takers.offered() if forms else [],
        **shown.around(found, request.user),
    }
    return render(request, "assignments/assignment.html", context)


def _own(found: Assignment, user: User) -> set[str]:
    """What may be done by whoever does a part of it."""
    return {"part_done"} if found.parts.filter(user=user).exists() else set()


def _breaks_down(found: Assignment, user: User) -> bool:
    """An assignment may be given below it: it goes on, and the reader commissions somewhere."""
    return found.is_open and access.visible_to(user, Unit, "commission").exists()


def _form(request: SignedInRequest, code: str, step: Step, found: Assignment, wanted: str) -> Any:
    """Bound when it is the one that was sent; the others are ready to be written in."""
    data = posted(request) if code == wanted else None
    return step.form(data, prefix=code, initial=_initial(found, code))


def _initial(found: Assignment, code: str) -> dict[str, Any] | None:
    """What a form begins with: the day in force, or the day that is wished for."""
    wish = more_time.waiting(found) if code == "grant" else None
    days = {"time": {"wanted_on": found.due_on}, "grant": {"day": wish.wanted_on if wish else None}}
    return days.get(code)


def _take(request: SignedInRequest, found: Assignment, code: str, form: Any) -> HttpResponse | None:
    step = STEPS[code]
    return take(
        request,
        form,
        partial(_run, request, found, code, form),
        name=f"assignment_{code}",
        success=str(step.success),
        go_to=reverse("assignment", args=[found.public_id]),
    )


def _run(request: SignedInRequest, found: Assignment, code: str, form: Any) -> Any:
    facts = form.facts() if hasattr(form, "facts") else dict(form.cleaned_data)
    if code == "final":
        facts["files"] = originals(request.FILES.getlist("files"))
    if code == "part":
        facts["user"] = facts.pop("person")
    return STEPS[code].verb(found, by=request.user, **facts)
