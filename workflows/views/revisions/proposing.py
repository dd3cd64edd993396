"""What an owner proposes beside the reports: a new milestone, several merged into one, one that goes out."""

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from cases.views.meetings import steps
from cases.views.support import posted
from directives.forms.plans.revisions import DropMilestoneForm, MergeMilestonesForm, NewMilestoneForm
from directives.models import AreaWording, FollowUp, PartProposal, Revision
from directives.plans.revisions import proposals
from directives.plans.revisions.names import wordings_of
from organisation.http import SignedInRequest

from . import compiled
from .report_rows import Row

VERBS = {
    "new": proposals.propose_new,
    "merge": proposals.propose_merge,
    "drop": proposals.propose_drop,
}


def is_one(request: SignedInRequest) -> bool:
    """Whether it was a proposal that was sent."""
    return request.POST.get("do", "") in VERBS


def offered(request: SignedInRequest, found: Revision | FollowUp, rows: list[Row]) -> dict[str, forms.Form]:
    """The forms of what may be proposed now; merging takes two milestones of one's own."""
    if not isinstance(found, Revision) or found.state not in proposals.TAKEN_IN:
        return {}
    milestones = [(row.report.part, row.name[:120]) for row in rows if row.wording]
    areas = [
        (row.part, f"{row.code} {row.name}")
        for row in AreaWording.objects.filter(version=found.draft).select_related("part")
    ]
    made: dict[str, forms.Form] = {"new": NewMilestoneForm(_data(request, "new"), prefix="new", areas=areas)}
    if len(milestones) > 1:
        made["merge"] = MergeMilestonesForm(_data(request, "merge"), prefix="merge", milestones=milestones)
    if milestones:
        made["drop"] = DropMilestoneForm(_data(request, "drop"), prefix="drop", milestones=milestones)
    return made


def take(
    request: SignedInRequest, found: Revision | FollowUp, shown: dict[str, forms.Form], here: str
) -> HttpResponse | None:
    """Make the proposal that was sent; None when it was none, or is to be put right."""
    if not is_one(request):
        return None
    code = request.POST["do"]
    form: Any = shown.get(code)
    if form is None or not isinstance(found, Revision):
        raise Http404
    return steps.take(
        request,
        form,
        partial(_make, VERBS[code], found, form, request),
        name=f"propose_{code}",
        success=_("Förslaget är lämnat. Du ser svaret här."),
        go_to=f"{here}#forslag",
    )


def made_by(request: SignedInRequest, found: Revision | FollowUp) -> list[dict[str, Any]] | None:
    """What the reader has proposed, about which milestones, with the answers."""
    if not isinstance(found, Revision):
        return None
    wordings = wordings_of(found)
    rows = (
        found.proposals.filter(made_by=request.user).select_related("answered_by").prefetch_related("parts")
    )
    return [
        {"row": row, "parts": [compiled.name_of(part.pk, wordings) for part in row.parts.all()]}
        for row in rows
    ]


def _make(verb: Any, found: Revision, form: Any, request: SignedInRequest) -> PartProposal:
    made: PartProposal = verb(found, by=request.user, **form.facts())
    return made


def _data(request: SignedInRequest, code: str) -> Any:
    return posted(request) if request.POST.get("do", "") == code else None
