"""The planning version's own facts, and its registration as adopted before this system."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.views.meetings.steps import take
from cases.views.support import posted, too_late_page
from directives.forms.plans import EarlierAdoptionForm, VersionForm
from directives.models import PlanVersion
from directives.plans import adopting, building
from directives.plans.errors import ChangedMeanwhile
from directives.views.plans.finding import kept_version
from organisation.http import SignedInRequest, form_page

from . import meanwhile


@form_page
def edit_plan_version(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Title, introduction and period; the years of what stands in it are not changed by it."""
    version = kept_version(request, public_id)
    if not version.is_draft:
        there = reverse("plan_version", args=[public_id])
        return too_late_page(request, there) if request.method == "POST" else redirect(there)
    stored = VersionForm.of(version)
    if request.method != "POST":
        return _show(request, version, VersionForm(initial=stored))
    now = meanwhile.compare(request.POST, stored)
    form = VersionForm(now.typed, initial=stored)
    if form.is_valid() and not now.overtaken and _kept(request, version, form):
        messages.success(request, _("Sparat."))
        return redirect("edit_plan", public_id)
    meanwhile.say_overtaken(form, now.overtaken, stored)
    return _show(request, version, form, status=409 if now.overtaken else 200)


@form_page
def register_plan_version(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say that the version is adopted already, by what and from when; after that it never changes."""
    version = kept_version(request, public_id)
    there = reverse("plan_version", args=[public_id])
    if not version.is_draft:
        return too_late_page(request, there) if request.method == "POST" else redirect(there)
    form = EarlierAdoptionForm(posted(request))
    done = take(
        request,
        form,
        lambda: adopting.register_adopted(version, by=request.user, **form.cleaned_data),
        name="register_plan_version",
        success=_("Versionen är registrerad som fastställd."),
        go_to=there,
    )
    context = {"plan": version.plan, "version": version, "form": form}
    return done or render(request, "plans/building/register.html", context)


def _kept(request: SignedInRequest, version: PlanVersion, form: VersionForm) -> bool:
    try:
        building.change_version(version, by=request.user, edition=version.edition, **form.cleaned_data)
    except ChangedMeanwhile:
        form.add_error(None, str(ChangedMeanwhile()))
        return False
    except Refused as refusal:
        form.add_error("last_year", str(refusal))
        return False
    return True


def _show(
    request: SignedInRequest, version: PlanVersion, form: VersionForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "plan": version.plan,
        "version": version,
        "form": form,
        "marks": meanwhile.marks_of(VersionForm.of(version)),
        "overtaken": status == 409,
    }
    return render(request, "plans/building/version.html", context, status=status)
