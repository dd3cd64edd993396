"""The page of one assignment: its document, how it goes, and what the reader can do with it now."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, opened, takers
from cases.views.meetings.steps import take
from cases.views.support import posted, too_late_page
from directives.assignments import more_time, places, reach, sides, taking, terms, transferring
from directives.models import Assignment
from directives.views.assignments import shown
from organisation import clock
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit, User

from .files import originals
from .step_table import STEPS, Step
from .transfer_steps import ASKED, LEAVE_IT, answered_before, is_asked

LEADING = ("accept", "take_over")
ACTIONS = ("commission", "take_assignment", "see_assignment")


@form_page
def assignment(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Read it, answer it, carry it out, follow it; a draft is written on its own page."""
    wanted = request.POST.get("do", "")
    try:
        found = _found(request, public_id)
    except Http404:
        if wanted != LEAVE_IT:
            raise
        return answered_before(request)
    if found.offered_at is None:
        return redirect("assignment_edit", found.public_id)
    opened.note(request, found, found.case)
    rights = _rights(found, request.user)
    may = _may(found, request.user, rights, wanted)
    if request.method == "POST" and wanted not in may:
        raise Http404
    forms = {
        code: _form(request, code, STEPS[code], found, wanted) for code in _open(found, request.user, may)
    }
    if request.method == "POST":
        # a second click is answered as the first one was, though the step no longer fits
        sent = forms.get(wanted) or _form(request, wanted, STEPS[wanted], found, wanted)
        if done := _take(request, found, wanted, sent):
            return done
        if wanted not in forms:
            why = " ".join(sent.non_field_errors())
            return too_late_page(request, reverse("assignment", args=[found.public_id]), why)
    context = {"forms": forms, "wanted": wanted, **_context(found, request.user, rights)}
    return render(
        request, "assignments/assignment.html", context | {"takers": takers.offered() if forms else []}
    )


def _found(request: SignedInRequest, public_id: str) -> Assignment:
    found: Assignment = access.find_any(
        request.user, Assignment, *ACTIONS, related=places.RELATED, public_id=public_id
    )
    return found


def _rights(found: Assignment, user: User) -> dict[str, bool]:
    """On which sides of it the reader stands, and whether it is they who are asked to take it over."""
    return {side: sides.stands_on(side, found, user) for side in ACTIONS[:2]} | {ASKED: is_asked(found, user)}


def _may(found: Assignment, user: User, rights: dict[str, bool], wanted: str) -> set[str]:
    """Everything the reader may do here, now or at another time."""
    may = {code for code, step in STEPS.items() if rights[step.action]} | _own(found, user)
    if not taking.may_answer(found, user):
        may -= {"accept", "decline"}
    # a second click on a yes comes from whoever has it by now; the verb asks who it is
    return may | ({wanted} & {"take_over"} if rights["take_assignment"] else set())


def _open(found: Assignment, user: User, may: set[str]) -> list[str]:
    """What can be done as it stands; nobody is shown the answer to their own wish."""
    wish = more_time.waiting(found)
    closed = set() if wish is None or more_time.may_answer(found, wish, user) else {"grant", "refuse"}
    return [code for code, step in STEPS.items() if code in may - closed and step.fits(found)]


def _context(found: Assignment, user: User, rights: dict[str, bool]) -> dict[str, Any]:
    """What the page says, as far as the reader reads it."""
    how = reach.reach(found, user)
    leads = rights["commission"] or rights["take_assignment"]
    return {
        "assignment": found,
        "version": reach.wording(found, how),
        "reach": how,
        "draft": places.draft_of(found) if rights["commission"] else None,
        "gives": rights["commission"],
        "takes": rights["take_assignment"],
        "transfer": transferring.waiting(found),
        "asked": rights[ASKED],
        "asked_yourself": _asked_yourself(found, user),
        "coming": terms.coming(found) if rights["commission"] else None,
        "may_staff": found.is_open and leads,
        "breaks_down": leads and _breaks_down(found, user),
        "given_on": shown.given_on(found, gives=rights["commission"], takes=rights["take_assignment"]),
        **shown.around(found, user, how),
    }


def _asked_yourself(found: Assignment, user: User) -> bool:
    """The reader sits where the wish for more time is answered, and it is their own."""
    wish = more_time.waiting(found)
    own = wish is not None and not more_time.may_answer(found, wish, user)
    return own and access.can(user, "commission", found)


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
    return take(
        request,
        form,
        partial(_run, request, found, code, form),
        name=f"assignment_{code}",
        success=_said(found, code, request.user),
        go_to=reverse("assignments") if code == LEAVE_IT else reverse("assignment", args=[found.public_id]),
    )


def _said(found: Assignment, code: str, user: User) -> str:
    """What is said when it is done; of a yearly one also that the next term is asked for."""
    if code in LEADING and found.appoints and (found.starts_on or clock.today()) <= clock.today():
        facts = {"process": found.process.name if found.process else ""}
        return _leads(found, code, user) % facts
    if code == "time" and not more_time.answerers(found, user):
        said = _("Din begäran är sparad, men ingen annan i %(unit)s kan svara på den just nu.")
        return said % {"unit": found.unit.name}
    following = terms.coming(found) if code == "approve" else None
    if following is None:
        return str(STEPS[code].success)
    taker = found.taker_user or found.taker_unit
    told = {"term": following.number, "name": taker.name if taker else ""}
    return _("Uppdraget är fullgjort. Omgång %(term)s är erbjuden till %(name)s.") % told


def _leads(found: Assignment, code: str, user: User) -> str:
    """That whoever took it on leads the process now; who stands in for somebody says it of them."""
    asked = transferring.waiting(found)
    taker = asked.to_user if code == "take_over" and asked is not None else found.taker_user
    if taker in {None, user}:
        return _("Uppdraget är ditt. Du är nu processägare för %(process)s.")
    return _("Uppdraget är mottaget. Uppdragstagaren är nu processägare för %(process)s.")


def _run(request: SignedInRequest, found: Assignment, code: str, form: Any) -> Any:
    facts = form.facts() if hasattr(form, "facts") else dict(form.cleaned_data)
    if code == "final":
        facts["files"] = originals(request.FILES.getlist("files"))
    if code == "part":
        facts["user"] = facts.pop("person")
    return STEPS[code].verb(found, by=request.user, **facts)
