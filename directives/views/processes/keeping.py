"""Keeping a process: its name and place in the map, its parts, and why a place is vacant."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.text import normalise
from cases.views.meetings.steps import take
from cases.views.support import perform
from directives.forms.processes import NameForm, VacancyForm
from directives.models import Process, ProcessPart
from directives.processes import keeping, reading, set_vacancy
from directives.views.processes.finding import kept_process
from organisation.http import SignedInRequest, form_page

NAMES = ("rename", "add_part", "rename_part")


@form_page
def process_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One page for all of it; each form does one thing."""
    found = kept_process(request.user, public_id)
    do = request.POST.get("do", "")
    part = _part(found, request.POST.get("part", "")) if request.method == "POST" else None
    form = _form(request, do)
    done = _done(request, found, do, part, form) if request.method == "POST" else None
    return done or render(request, "directives/process_edit.html", _context(found, do, part, form))


def _form(request: SignedInRequest, do: str) -> Any:
    if do == "vacancy":
        return VacancyForm(request.POST)
    return NameForm(request.POST) if do in NAMES else None


def _done(
    request: SignedInRequest, found: Process, do: str, part: ProcessPart | None, form: Any
) -> HttpResponse | None:
    here = reverse("process_edit", args=[found.public_id])
    if do in {"up", "down"}:
        return perform(
            request,
            lambda: keeping.move(found, by=request.user, up=do == "up"),
            name="process_move",
            success=_("Processen är flyttad."),
            go_to=here,
        )
    if do == "remove_part" and part:
        return perform(
            request,
            lambda: keeping.remove_part(part, by=request.user),
            name="process_remove_part",
            success=_("Delen är borttagen."),
            go_to=here,
        )
    if form is None or (do == "rename_part" and part is None):
        return redirect(here)
    verb = _verb(request, found, do, part, form)
    return take(request, form, verb, name=f"process_{do}", success=_("Sparat."), go_to=here)


def _verb(
    request: SignedInRequest, found: Process, do: str, part: ProcessPart | None, form: Any
) -> Callable[[], Any]:
    by = request.user
    if do == "vacancy":
        return lambda: set_vacancy(found, by=by, part=part, vacancy=form.cleaned_data["vacancy"])
    if do == "rename_part" and part:
        return lambda: keeping.rename_part(part, by=by, name=form.cleaned_data["name"])
    change = keeping.add_part if do == "add_part" else keeping.rename
    return lambda: change(found, by=by, name=form.cleaned_data["name"])


def _part(found: Process, code: str) -> ProcessPart | None:
    """The part a form is about; none for the process itself."""
    if not code:
        return None
    part = found.parts.filter(public_id=normalise(code)).first()
    if part is None:
        raise Http404
    return part


def _context(found: Process, do: str, part: ProcessPart | None, form: Any) -> dict[str, Any]:
    parts = list(found.parts.all())
    about = part.public_id if part else ""

    def bound(name: str, fresh: Any, code: str = "") -> Any:
        return form if form is not None and do == name and about == code else fresh

    return {
        "process": found,
        "rename_form": bound("rename", NameForm(initial={"name": found.name})),
        "add_form": bound("add_part", NameForm(auto_id="id_new_%s", label=_("Ny del"))),
        "bound": form,
        "parts": [
            (
                one,
                bound(
                    "rename_part",
                    NameForm(initial={"name": one.name}, auto_id=f"id_{one.public_id}_%s"),
                    one.public_id,
                ),
            )
            for one in parts
        ],
        "vacant": [
            (
                row,
                bound(
                    "vacancy",
                    VacancyForm(
                        initial={"vacancy": (row.part or found).vacancy},
                        auto_id=f"id_{row.part.public_id if row.part else 'whole'}_%s",
                    ),
                    row.part.public_id if row.part else "",
                ),
            )
            for row in reading.of_process(found)
            if row.is_vacant
        ],
    }
