"""Adding a part, changing how it reads, and striking it; nothing that was typed is lost."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import takers
from cases.errors import Refused
from cases.text import normalise
from cases.views.support import posted, run_once, too_late_page
from directives.forms.plans import FORMS, PartForm, StrikeForm
from directives.models import PlanPart, PlanVersion
from directives.plans import building
from directives.plans.errors import (
    ChangedMeanwhile,
    CodeTaken,
    NotPlanning,
    OwnEffects,
    ReasonMissing,
    StatusWithoutReason,
    WordsMissing,
    YearOutside,
    YearsTurned,
)
from directives.plans.reading import PlanAsRead, read
from directives.views.plans.difference_rows import name_of
from directives.views.plans.finding import kept_version
from organisation.http import SignedInRequest, form_page

from . import meanwhile
from .arrows import arrow_context
from .finding import find_wording

FIELD_OF: dict[type[Refused], tuple[str, ...]] = {
    YearOutside: ("last_year",),
    YearsTurned: ("first_year",),
    CodeTaken: ("code",),
    OwnEffects: ("effects_with",),
    StatusWithoutReason: ("status_reason",),
    WordsMissing: ("title", "name", "text"),
    ReasonMissing: ("reason",),
}
STARTS = {"omrade": "area", "milstolpe": "milestone", "mater": "measures"}


@form_page
def add_plan_part(request: SignedInRequest, public_id: str, kind: str) -> HttpResponse:
    """A new part, last among its like; the address may say in which area or of which milestone."""
    version = _drafted(request, public_id)
    if version is None:
        return _too_late(request, public_id)
    if kind not in FORMS:
        raise Http404
    whole = read(version)
    initial = {name: normalise(request.GET.get(asked, "")) for asked, name in STARTS.items()}
    form = FORMS[kind](posted(request), plan=whole, initial=initial)
    done = _add(request, version, kind, form) if request.method == "POST" else None
    return done or _show(request, version, kind, form, row=None)


@form_page
def edit_plan_part(request: SignedInRequest, public_id: str, part_id: str) -> HttpResponse:
    """How a part reads; a field somebody else changed meanwhile is shown beside what was typed."""
    row = find_wording(request, public_id, part_id)
    version, kind = row.version, row.part.kind
    if not version.is_draft:
        return _too_late(request, public_id)
    whole = read(version)
    if request.method != "POST":
        stored = FORMS[kind].of(row)
        return _show(
            request,
            version,
            kind,
            FORMS[kind](plan=whole, own=row.part, initial=stored),
            row=row,
            whole=whole,
        )
    return _change(request, row, whole)


@form_page
def strike_plan_part(request: SignedInRequest, public_id: str, part_id: str) -> HttpResponse:
    """Take a part out, saying why and what it went into."""
    row = find_wording(request, public_id, part_id)
    version, kind = row.version, row.part.kind
    if not version.is_draft:
        return _too_late(request, public_id)
    form = StrikeForm(posted(request), others=_others(version, row))
    if request.method == "POST" and form.is_valid():
        try:
            run_once(
                request,
                lambda: building.strike(row, by=request.user, **form.facts()),
                name="strike_plan_part",
            )
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Struken. Den finns kvar i de tidigare versionerna."))
            return redirect("edit_plan", public_id)
    context = {"plan": version.plan, "version": version, "name": name_of(kind, row), "form": form, "row": row}
    return render(request, "plans/building/strike.html", context)


def _add(request: SignedInRequest, version: PlanVersion, kind: str, form: PartForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        run_once(
            request,
            lambda: building.add(version, kind, by=request.user, **form.facts()).part,
            name=f"add_plan_part_{kind}",
        )
    except Refused as refusal:
        _say(form, refusal)
        return None
    messages.success(request, _("Tillagd."))
    _say_unknown_owner(request, form)
    return redirect(_after(request, version, kind, form))


def _change(request: SignedInRequest, row: Any, whole: PlanAsRead) -> HttpResponse:
    version, kind = row.version, row.part.kind
    stored = FORMS[kind].of(row)
    now = meanwhile.compare(request.POST, stored)
    form = FORMS[kind](now.typed, plan=whole, own=row.part, initial=stored)
    overtaken = [name for name in now.overtaken if name in form.fields]
    if form.is_valid() and not overtaken:
        facts = form.facts()
        was = {name: getattr(row, name) for name in facts}
        try:
            building.change(row, by=request.user, was=was, **facts)
        except ChangedMeanwhile:
            return _change(request, find_wording(request, version.public_id, row.part.public_id), whole)
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Sparat."))
            _say_unknown_owner(request, form)
            return redirect(_after(request, version, kind, form))
    meanwhile.say_overtaken(form, overtaken, stored)
    status = 409 if overtaken else 200
    return _show(request, version, kind, form, row=row, whole=whole, status=status)


def _show(
    request: SignedInRequest,
    version: PlanVersion,
    kind: str,
    form: PartForm,
    *,
    row: Any,
    whole: PlanAsRead | None = None,
    status: int = 200,
) -> HttpResponse:
    whole = whole or form.plan
    context: dict[str, Any] = {
        "plan": version.plan,
        "version": version,
        "kind": kind,
        "kind_word": PlanPart.Kind(kind).label,
        "form": form,
        "row": row,
        "name": name_of(kind, row) if row is not None else "",
        "marks": meanwhile.marks_of(FORMS[kind].of(row)) if row is not None else [],
        "overtaken": status == 409,
        "takers": takers.offered() if kind == PlanPart.Kind.MILESTONE else [],
    }
    if row is not None and kind == PlanPart.Kind.MILESTONE:
        context |= arrow_context(whole, row)
    return render(request, "plans/building/part.html", context, status=status)


def _drafted(request: SignedInRequest, public_id: str) -> PlanVersion | None:
    version = kept_version(request, public_id)
    return version if version.is_draft else None


def _too_late(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The version is fixed; what was typed is shown, so that nothing is lost."""
    there = reverse("plan_version", args=[public_id])
    if request.method != "POST":
        return redirect(there)
    version = kept_version(request, public_id)
    return too_late_page(request, there, str(NotPlanning(state=version.get_state_display())))


def _say(form: forms.Form, refusal: Refused) -> None:
    """At the field it is about, when the form has that field."""
    names = FIELD_OF.get(type(refusal), ())
    form.add_error(next((name for name in names if name in form.fields), None), str(refusal))


def _say_unknown_owner(request: SignedInRequest, form: PartForm) -> None:
    """Words that name nobody stay as the doubt they are, and are shown as such."""
    words = form.facts().get("owner_words", "")
    if not words:
        return
    said = _("Ägaren ”%(name)s” finns inte i Samråd: ingen blir frågad. Orden står kvar som de är.")
    near = takers.alike(words)
    asked = " " + _("Menade du %(names)s?") % {"names": " / ".join(near)} if near else ""
    messages.warning(request, said % {"name": words} + asked)


def _others(version: PlanVersion, row: Any) -> list[tuple[PlanPart, str]]:
    """What the part may have gone into: others of its kind."""
    rows = type(row).objects.filter(version=version).exclude(pk=row.pk).select_related("part")
    return [(one.part, name_of(row.part.kind, one)[:120]) for one in rows]


def _after(request: SignedInRequest, version: PlanVersion, kind: str, form: PartForm) -> str:
    """An effect leads back to its milestone, the rest to the whole; "save and add another" to a new form."""
    if request.POST.get("do") == "another":
        return request.get_full_path()
    milestone = form.facts().get("milestone") if kind == PlanPart.Kind.EFFECT else None
    if milestone is not None:
        return reverse("edit_plan_part", args=[version.public_id, milestone.public_id]) + "#effekter"
    return reverse("edit_plan", args=[version.public_id])
