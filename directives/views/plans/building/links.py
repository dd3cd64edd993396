"""What a milestone hangs together with outside the plan, linked and taken away by whoever keeps the plan."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import access
from cases.views.meetings.steps import take
from cases.views.support import posted
from directives.forms.assignments import SEEING
from directives.forms.plans import LinkForm
from directives.models import Assignment, MilestoneLink, PlanPart
from directives.plans import links
from directives.views.plans.finding import find_part
from organisation.http import SignedInRequest, form_page

MOST = 300


@form_page
def milestone_links(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The milestone's links, and a list of assignments and paragraphs to link to."""
    part = find_part(request, public_id, PlanPart.Kind.MILESTONE)
    if not access.can(request.user, "keep_plan", part.plan):
        raise Http404
    if request.method == "POST" and request.POST.get("take"):
        return _take_away(request, part)
    seen = access.visible_by_any(request.user, Assignment, *SEEING).select_related("case")
    newest = seen.order_by("-created_at", "-pk")[:MOST]
    form = LinkForm(posted(request), assignments=newest, plan=part.plan)
    done = take(
        request,
        form,
        lambda: links.link(part, by=request.user, **form.facts()),
        name="milestone_links",
        success=_("Kopplad."),
        go_to=request.path,
    )
    readable = set(seen.values_list("pk", flat=True))
    rows = part.links.select_related("assignment__case", "paragraph")
    context = {
        "plan": part.plan,
        "part": part,
        "row": part.milestonewordings.order_by("-version__number").first(),
        "form": form,
        "links": [row for row in rows if row.assignment_id is None or row.assignment_id in readable],
    }
    return done or render(request, "plans/building/links.html", context)


def _take_away(request: SignedInRequest, part: PlanPart) -> HttpResponse:
    code = request.POST["take"]
    known = code.isdecimal() and len(code) < 18
    row = MilestoneLink.objects.filter(part=part, pk=int(code)).first() if known else None
    if row is not None:
        links.unlink(row, by=request.user)
        messages.success(request, _("Kopplingen är borttagen."))
    return redirect(request.path)
