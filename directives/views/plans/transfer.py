"""A plan in from a file, looked at before it is brought in, and out as a file."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.errors import Refused
from cases.file_kinds import KINDS
from cases.file_names import clean_name
from cases.models import Body
from cases.views.downloads import inert_bytes
from cases.views.meetings.steps import take
from cases.views.support import too_late_page
from directives.forms.plan_files import GoAheadForm, NewPlanFileForm, PlanFileForm
from directives.models import PlanVersion
from directives.plans.transfer import beginning, files, loading
from directives.plans.transfer.comparing import Comparison
from directives.plans.transfer.dumping import dump
from directives.plans.transfer.errors import MOST_SHOWN, RowError, RowsRefused
from directives.plans.transfer.rows import PlanRows
from directives.plans.transfer.workbook_out import write_workbook
from directives.plans.transfer.yaml_out import write_yaml
from directives.views.plans.finding import find_version, kept_version, whole_name
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit

NEW = "new"


@dataclass
class Looked:
    """What the page shows of a file: errors to put right, or what bringing it in would do."""

    name: str = ""
    token: str = ""
    comparison: Comparison | None = None
    errors: list[RowError] | None = None
    is_new: bool = False

    @property
    def is_yaml(self) -> bool:
        """A file with parts and fields, not sheets and columns."""
        return not self.name.lower().endswith(".xlsx")

    @property
    def field_word(self) -> str:
        """What the file's own kind calls the place in a row."""
        return _("Fält") if self.is_yaml else _("Kolumn")

    @property
    def strikes(self) -> bool:
        """Whether anything in the plan goes out."""
        return any(one.struck for one in self.comparison.sheets) if self.comparison else False

    @property
    def shown(self) -> list[RowError]:
        """As many errors as a page holds."""
        return (self.errors or [])[:MOST_SHOWN]


@require_safe
def export_plan(request: SignedInRequest, public_id: str, kind: str) -> HttpResponseBase:
    """A version as a workbook or as YAML, for whoever reads it."""
    version = find_version(request, public_id)
    if kind not in ("xlsx", "yaml"):
        raise Http404
    rows = dump(version)
    name = clean_name(whole_name(f"{version.plan.name} version {version.number}.{kind}"))
    if kind == "xlsx":
        return inert_bytes(BytesIO(write_workbook(rows)), name, KINDS["xlsx"].media_type)
    return inert_bytes(BytesIO(write_yaml(rows).encode()), name, files.YAML_TYPE)


@require_safe
def plan_workbook(request: SignedInRequest) -> HttpResponseBase:
    """The workbook to fill in."""
    return inert_bytes(BytesIO(write_workbook(PlanRows())), _("plan.xlsx"), KINDS["xlsx"].media_type)


@form_page
def import_plan(request: SignedInRequest, public_id: str) -> HttpResponse:
    """First the file and what it would change, then the go-ahead; nothing is kept in between but the file."""
    version = kept_version(request, public_id)
    if not version.is_draft:
        there = reverse("plan_version", args=[public_id])
        return too_late_page(request, there) if request.method == "POST" else redirect(there)
    do = request.POST.get("do", "")
    form = PlanFileForm(*((request.POST, request.FILES) if do == "look" else ()))
    go = GoAheadForm(request.POST if do == "bring" else None)
    about = {"about": version.public_id, "user": request.user.pk}
    done = take(
        request,
        go,
        lambda: _bring(request, version, go.cleaned_data["token"], about),
        name="import_plan",
        success=_("Filen är inläst i planeringsversionen."),
        go_to=reverse("edit_plan", args=[public_id]),
    )
    looked = _look(form, lambda file: _prepared(version, file, about)) if form.is_bound else Looked()
    context = {"plan": version.plan, "version": version, "form": form, "go": go, "looked": looked}
    return done or render(request, "plans/transfer/import.html", context)


@form_page
def new_plan_from_file(request: SignedInRequest) -> HttpResponse:
    """The same for a plan that does not exist yet."""
    units = access.visible_to(request.user, Unit, "keep_plan")
    if not units.exists():
        raise Http404
    do = request.POST.get("do", "")
    form = NewPlanFileForm(*((request.POST, request.FILES) if do == "look" else ()), units=units)
    go = GoAheadForm(request.POST if do == "bring" else None)
    done = take(
        request,
        go,
        lambda: _begin(request, go.cleaned_data["token"]),
        name="new_plan_from_file",
        success=_("Planen är påbörjad med det som stod i filen."),
        go_to=lambda version: reverse("edit_plan", args=[version]),
    )
    looked = _look(form, lambda file: _new(request, form, file)) if form.is_bound else Looked()
    looked = replace(looked, is_new=True)
    return done or render(request, "plans/transfer/new.html", {"form": form, "go": go, "looked": looked})


def _look(form: PlanFileForm, prepared: Any) -> Looked:
    """The file read and compared; what is wrong in it is shown row by row."""
    if not form.is_valid():
        return Looked()
    file: files.PlanFile = form.cleaned_data["file"]
    try:
        token, comparison = prepared(file)
    except RowsRefused as refused:
        return Looked(file.name, errors=refused.errors)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return Looked()
    return Looked(file.name, token, comparison)


def _prepared(version: PlanVersion, file: files.PlanFile, about: dict[str, Any]) -> tuple[str, Comparison]:
    made = loading.prepare(version, file.rows(), titles=file.is_workbook)
    return files.stage(file, seen=made.fingerprint, **about), made.comparison


def _bring(request: SignedInRequest, version: PlanVersion, token: str, about: dict[str, Any]) -> None:
    file, said = files.staged(token, **about)
    loading.load(
        version,
        file.rows(),
        by=request.user,
        name=file.name,
        seen=said["seen"],
        titles=file.is_workbook,
    )


def _new(request: SignedInRequest, form: NewPlanFileForm, file: files.PlanFile) -> tuple[str, Comparison]:
    comparison = beginning.look(file.rows(), titles=file.is_workbook)
    body: Body | None = form.cleaned_data["body"]
    token = files.stage(
        file,
        about=NEW,
        user=request.user.pk,
        unit=form.cleaned_data["unit"].public_id,
        body=body.pk if body else None,
    )
    return token, comparison


def _begin(request: SignedInRequest, token: str) -> PlanVersion:
    file, said = files.staged(token, about=NEW, user=request.user.pk)
    unit: Unit = access.find_any(request.user, Unit, "keep_plan", public_id=said["unit"])
    return beginning.begin(
        file.rows(),
        by=request.user,
        unit=unit,
        body=beginning.body_named(said["body"]),
        titles=file.is_workbook,
    )
