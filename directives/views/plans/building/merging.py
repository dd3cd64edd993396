"""Taking another plan into this one: both must be the person's to keep."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import access
from cases.views.meetings.steps import FORM, take
from cases.views.support import posted, too_late_page
from directives.forms.plans import MergeForm
from directives.models import Plan
from directives.plans import merging
from directives.views.plans.finding import kept_version
from organisation.http import SignedInRequest


@require_http_methods(FORM)
def plan_merge(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Choose the plan; its parts are written into this planning version."""
    version = kept_version(request, public_id)
    if not version.is_draft:
        there = reverse("plan_version", args=[public_id])
        return too_late_page(request, there) if request.method == "POST" else redirect(there)
    kept = access.visible_to(request.user, Plan, "keep_plan")
    form = MergeForm(posted(request), plans=kept.filter(ended_on=None).exclude(pk=version.plan_id))
    done = take(
        request,
        form,
        lambda: merging.merge(
            form.cleaned_data["other"], version, by=request.user, ends_on=form.cleaned_data["ends_on"]
        ),
        name="plan_merge",
        success=_("Planerna är sammanslagna. Se igenom områden, år och pilar."),
        go_to=reverse("edit_plan", args=[public_id]),
    )
    context = {"plan": version.plan, "version": version, "form": form}
    return done or render(request, "plans/building/merge.html", context)
