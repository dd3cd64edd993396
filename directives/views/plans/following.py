"""The one button of whoever reads a plan: to be told what happens to it, or to be told no more."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.views.support import perform
from directives.plans import following
from organisation.http import SignedInRequest

from .finding import find_plan


@require_POST
def follow_plan(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Follow the plan, or stop; what is read of it is the same before and after."""
    plan = find_plan(request, public_id)
    stops = request.POST.get("do") == "stop"
    verb = following.stop if stops else following.follow
    return perform(
        request,
        lambda: verb(plan, by=request.user),
        name="stop_following_plan" if stops else "follow_plan",
        success=_("Du följer inte längre planen.") if stops else _("Du följer planen."),
        go_to=reverse("plan", args=[public_id]),
    )
