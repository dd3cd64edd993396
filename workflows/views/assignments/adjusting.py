"""Adjusting the scope: a new wording is written beside the one in force, and comes into force with a reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.errors import NotAllowed, ReasonMissing, Refused
from cases.views.meetings.during.trouble import Tried
from cases.views.support import perform, run_once
from directives.assignments import adjusting, adjustment_facts, places
from directives.assignments.comparing import changed_texts
from directives.assignments.errors import FactsOvertaken
from directives.assignments.overtaking import FACTS, last_saver
from directives.forms.assignments import AdjustmentForm
from directives.models import Assignment, AssignmentVersion
from directives.views.assignments import fact_marks
from directives.views.assignments.editing import add_refusal, too_late
from directives.views.assignments.finding import commissioned, own_page
from directives.views.assignments.text_rows import rows_of, take
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page
from workflows import assigning

NAME = "assignment_adjust"


@form_page
def assignment_adjust(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Begin, write, put in force or throw away an adjustment."""
    found = commissioned(request, public_id)
    is_post, do = request.method == "POST", request.POST.get("do", "save")
    if found.state not in adjusting.ADJUSTABLE:
        return too_late(request, found) if is_post else redirect(own_page(found))
    version = places.draft_of(found)
    if is_post and do == "begin":
        return _begin(request, found)
    if is_post and do == "drop":
        return _drop(request, found)
    if is_post and version is None:
        return too_late(request, found)
    return _save(request, found, version, do) if is_post and version else _show(request, found, version)


def _begin(request: SignedInRequest, found: Assignment) -> HttpResponse:
    adjusting.begin(found, by=request.user)
    return redirect(NAME, found.public_id)


def _drop(request: SignedInRequest, found: Assignment) -> HttpResponse:
    return perform(
        request,
        lambda: adjusting.drop(found, by=request.user),
        name="assignment_adjustment_drop",
        success=_("Ändringen är kastad. Den gällande lydelsen står kvar."),
        go_to=reverse("assignment", args=[found.public_id]),
    )


def _save(request: SignedInRequest, found: Assignment, version: AssignmentVersion, do: str) -> HttpResponse:
    """Keep what can be kept; put it in force when that was asked for and nothing is in the way."""
    tried = Tried(request.POST, take(found, version, request.POST, by=request.user))
    form, kept, faster = _take_facts(request, found, version)
    if kept and not tried.problems:
        if do != "fix":
            messages.success(request, _("Sparat. Ändringen gäller inte förrän den är fastställd."))
            return redirect(NAME, found.public_id)
        done = _fix(request, found, form)
        if done is not None:
            return done
    return _show(request, found, places.draft_of(found), tried, form, faster=faster)


def _take_facts(
    request: SignedInRequest, found: Assignment, version: AssignmentVersion
) -> tuple[AdjustmentForm, bool, bool]:
    """The form, whether its facts are kept, and whether somebody was faster with one of them."""
    stored = _first(version)
    meanwhile = fact_marks.compare(request.POST, stored)
    form = AdjustmentForm(meanwhile.typed, initial=stored)
    if meanwhile.overtaken:
        who = last_saver(version, FACTS, request.user)
        fact_marks.say_overtaken(form, meanwhile.overtaken, stored, who=who)
        return form, False, True
    try:
        return form, form.is_valid() and _keep(request, found, version, form), False
    except FactsOvertaken:
        return _take_facts(request, found, found.versions.get(pk=version.pk))


def _keep(
    request: SignedInRequest, found: Assignment, version: AssignmentVersion, form: AdjustmentForm
) -> bool:
    facts = {"reason": form.cleaned_data["reason"], **form.days()}
    try:
        adjustment_facts.keep(found, by=request.user, as_read=version, **facts)
    except FactsOvertaken:
        raise
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _fix(request: SignedInRequest, found: Assignment, form: AdjustmentForm) -> HttpResponse | None:
    reason, days = form.cleaned_data["reason"], form.days()
    try:
        run_once(
            request,
            lambda: assigning.adjust(found, by=request.user, reason=reason, **days),
            name="assignment_adjust",
        )
    except NotAllowed as error:
        raise Http404 from error
    except ReasonMissing as refusal:
        form.add_error("reason", str(refusal))
        return None
    except KeyUsedForOtherContent:
        return too_late(request, found)
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    messages.success(request, _("Ändringen gäller. Uppdragstagaren ombeds bekräfta den."))
    return redirect("assignment", found.public_id)


def _show(
    request: SignedInRequest,
    found: Assignment,
    version: AssignmentVersion | None,
    tried: Tried | None = None,
    form: AdjustmentForm | None = None,
    *,
    faster: bool = False,
) -> HttpResponse:
    given = places.given(found)
    overtaken = faster or bool(tried and tried.overtaken)
    context: dict[str, Any] = {
        "assignment": found,
        "version": version,
        "given": given,
        "rows": rows_of(found, version, tried) if version else [],
        "problems": tried.problems if tried else [],
        "overtaken": overtaken,
        "marks": fact_marks.marks_of(_first(version)) if version else [],
        "form": form or (AdjustmentForm(initial=_first(version)) if version else None),
        "changed": changed_texts(given, version) if given and version else [],
    }
    return render(request, "assignments/adjust.html", context, status=409 if overtaken else 200)


def _first(version: AssignmentVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("reason", "starts_on", "due_on", "due_words")}
