"""Taking another plan into this one: both must be the person's to keep. It is looked at first, and can be undone."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.errors import Refused
from cases.views.meetings.steps import take
from cases.views.support import perform, posted, too_late_page
from directives.forms.plans import MergeForm
from directives.models import Plan, PlanVersion
from directives.plans import merge_preview, merging, taken
from directives.plans.merge_preview import Preview
from directives.views.plans.finding import kept_version
from organisation.http import SignedInRequest, form_page


@form_page
def plan_merge(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Choose the plan, see what comes in, and say yes; its parts are written into this planning version."""
    version = kept_version(request, public_id)
    if not version.is_draft:
        there = reverse("plan_version", args=[public_id])
        return too_late_page(request, there) if request.method == "POST" else redirect(there)
    asked = posted(request) or (request.GET if "other" in request.GET else None)
    form = MergeForm(asked, plans=_mergeable(request, version))
    seen = _preview(form, version) if request.method != "POST" else None
    done = take(
        request,
        form,
        lambda: merging.merge(form.cleaned_data["other"], version, by=request.user),
        name="plan_merge",
        success=_("Den andra planen är inskriven här. Se igenom områden, år och pilar."),
        go_to=reverse("edit_plan", args=[public_id]),
    )
    context = {"plan": version.plan, "version": version, "form": form, "preview": seen}
    more = {"there": merge_preview.there(version), "other": form.cleaned_data.get("other") if seen else None}
    return done or render(request, "plans/building/merge.html", context | more)


@require_POST
def plan_unmerge(request: SignedInRequest, public_id: str, other: str) -> HttpResponse:
    """Take out what came from the other plan, which goes on as it was."""
    version = kept_version(request, public_id)
    there = reverse("plan_merge", args=[public_id])
    plan = next((one for one in taken.plans(version) if one.public_id == other), None)
    if plan is None:
        messages.info(request, _("Sammanslagningen är redan ångrad."))
        return redirect(there)
    return perform(
        request,
        lambda: merging.unmerge(plan, version, by=request.user),
        name="plan_unmerge",
        success=_("Sammanslagningen är ångrad. Den andra planen står kvar som den var."),
        go_to=there,
    )


def _mergeable(request: SignedInRequest, version: PlanVersion) -> QuerySet[Plan]:
    rows: QuerySet[Plan] = access.visible_to(request.user, Plan, "keep_plan")
    return rows.filter(ended_on=None).exclude(pk=version.plan_id)


def _preview(form: MergeForm, version: PlanVersion) -> Preview | None:
    """What comes in; why it cannot come in is said in the form."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return merge_preview.preview(form.cleaned_data["other"], version)
    except Refused as refusal:
        form.add_error("other", str(refusal))
        return None
