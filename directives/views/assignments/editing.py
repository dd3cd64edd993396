"""Writing an assignment document: its texts and facts in one form, saved together and each by itself."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import takers
from cases.errors import Refused
from cases.views.meetings.during.trouble import Tried
from cases.views.support import run_once, written
from directives.assignments import drafting, places
from directives.assignments.errors import (
    DueBeforeStart,
    FactsOvertaken,
    ParentClosed,
    ParentLoop,
    TemplateNameTaken,
)
from directives.assignments.overtaking import FACTS, last_saver
from directives.assignments.templates import keep_as_template
from directives.forms.assignments import FactsForm, TemplateForm, first_facts
from directives.models import Assignment, AssignmentVersion
from directives.views import orders
from organisation.http import SignedInRequest, form_page

from . import fact_marks
from .finding import DRAFTABLE, commissioned, own_page
from .tabs import draft_tabs
from .text_rows import rows_of, take

FIELD_OF: dict[type[Refused], str] = {
    DueBeforeStart: "due_on",
    ParentClosed: "parent",
    ParentLoop: "parent",
    TemplateNameTaken: "name",
}


@form_page
def assignment_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the draft, or what is to be offered again after somebody declined."""
    found = commissioned(request, public_id)
    if found.state not in DRAFTABLE:
        return too_late(request, found) if request.method == "POST" else redirect(own_page(found))
    if request.method != "POST":
        return _show(request, found)
    return _begin_again(request, found) if request.POST.get("do") == "rewrite" else _save(request, found)


def too_late(request: SignedInRequest, found: Assignment) -> HttpResponse:
    """The wording is fixed; what was typed is shown, so that nothing is lost."""
    text = "\n\n".join(value for values in written(request).values() for value in values if value.strip())
    return render(request, "errors/409.html", {"text": text, "back": own_page(found)}, status=409)


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Say it at the field it is about, when the form has that field."""
    field = FIELD_OF.get(type(refusal))
    form.add_error(field if field in form.fields else None, str(refusal))


def _begin_again(request: SignedInRequest, found: Assignment) -> HttpResponse:
    drafting.begin_wording(found, by=request.user)
    return redirect("assignment_edit", found.public_id)


def _save(request: SignedInRequest, found: Assignment) -> HttpResponse:
    """Keep what can be kept, and show the rest again with what was typed."""
    version, do = places.draft_of(found), request.POST.get("do", "save")
    problems = take(found, version, request.POST, by=request.user) if version else []
    tried = Tried(request.POST, problems)
    facts, kept, faster = _take_facts(request, found)
    naming = TemplateForm(request.POST if do == "template" else None)
    named = do != "template" or _keep_template(request, found, version, naming)
    if problems or not kept or not named:
        return _show(request, found, tried=tried, facts=facts, naming=naming, faster=faster)
    if do == "preview":
        return redirect("assignment_preview", found.public_id)
    messages.success(request, _("Mallen är sparad.") if do == "template" else _("Sparat."))
    return redirect("assignment_edit", found.public_id)


def _take_facts(request: SignedInRequest, found: Assignment) -> tuple[FactsForm, bool, bool]:
    """The form, whether its facts are kept, and whether somebody was faster with one of them."""
    stored = first_facts(found)
    meanwhile = fact_marks.compare(request.POST, stored)
    form = FactsForm(meanwhile.typed, user=request.user, assignment=found)
    overtaken = [name for name in meanwhile.overtaken if name in form.fields]
    if overtaken:
        who = last_saver(places.draft_of(found), FACTS, request.user)
        fact_marks.say_overtaken(form, overtaken, stored, who=who)
        return form, False, True
    try:
        return form, _keep_facts(request, found, form), False
    except FactsOvertaken:
        return _take_facts(request, commissioned(request, found.public_id))


def _keep_facts(request: SignedInRequest, found: Assignment, form: FactsForm) -> bool:
    if not form.is_valid():
        return False
    changed = {name: value for name, value in form.facts().items() if getattr(found, name) != value}
    days = {name: form.facts()[name] for name in ("starts_on", "due_on")}
    if not changed:
        return True
    try:
        drafting.change_facts(found, by=request.user, as_read=found, **days | changed)
    except FactsOvertaken:
        raise
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _keep_template(
    request: SignedInRequest, found: Assignment, version: AssignmentVersion | None, form: TemplateForm
) -> bool:
    if not form.is_valid():
        return False
    fresh = found.versions.get(pk=version.pk) if version else found.versions.latest("number")
    name = form.cleaned_data["name"]
    try:
        run_once(
            request,
            lambda: keep_as_template(fresh, unit=found.unit, name=name, by=request.user),
            name="assignment_template",
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _show(
    request: SignedInRequest,
    found: Assignment,
    *,
    tried: Tried | None = None,
    facts: FactsForm | None = None,
    naming: TemplateForm | None = None,
    faster: bool = False,
) -> HttpResponse:
    version = places.draft_of(found)
    overtaken = faster or bool(tried and tried.overtaken)
    found = commissioned(request, found.public_id)
    context: dict[str, Any] = {
        "assignment": found,
        "version": version,
        "rows": rows_of(found, version, tried) if version else [],
        "problems": tried.problems if tried else [],
        "overtaken": overtaken,
        "facts": facts or FactsForm(user=request.user, assignment=found),
        "marks": fact_marks.marks_of(first_facts(found)),
        "naming": naming or TemplateForm(),
        "takers": takers.offered(),
        "ordered": orders.origin(found, request.user),
        "tabs": draft_tabs(found, "edit"),
    }
    return render(request, "assignments/edit.html", context, status=409 if overtaken else 200)
