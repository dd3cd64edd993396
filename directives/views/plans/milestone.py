"""One milestone: how it reads, how it goes, what it hangs together with, and how it read before."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access
from directives.models import MilestoneReport, MilestoneWording, Plan, PlanPart, PlanVersion, Revision
from directives.plans import adopting, difference
from directives.plans.pictures.words import map_words
from directives.plans.reading import PlanAsRead, read
from organisation import clock
from organisation.http import SignedInRequest

from .adopted_by import Adopted, adopted_by
from .chain import chain_of
from .finding import find_part, readable_versions, shown_version
from .holders import holder
from .tabs import frame
from .word_pieces import pieces


@dataclass(frozen=True)
class Earlier:
    """How the milestone read in one version, and what that changed in the version before."""

    version: PlanVersion
    row: MilestoneWording
    owner: str
    adopted: Adopted | None
    pieces: list[dict[str, str]]
    first: bool


@require_safe
def milestone(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The milestone in the version that is asked for, else in the newest one that has it."""
    part = find_part(request, public_id, PlanPart.Kind.MILESTONE)
    history = history_of(request, part)
    version = _version(request, part, history)
    whole = read(version)
    row = whole.milestone[part.pk]
    context: dict[str, Any] = {
        **frame(request, part.plan, version, "plan_list"),
        **chain_of(request.user, whole, row),
        "part": part,
        "row": row,
        "area": whole.area.get(row.area_id),
        "owner": holder(row),
        "change": change_of(whole, part),
        "history": history,
        "reports": _reports(request, part),
        "may_keep": access.can(request.user, "keep_plan", part.plan),
    }
    return render(request, "plans/milestone.html", context)


def history_of(request: SignedInRequest, part: PlanPart) -> list[Earlier]:
    """Its wording in every version this person reads, the newest first."""
    versions = {one.pk: one for one in readable_versions(request, part.plan)}
    rows = part.milestonewordings.filter(version__in=versions).order_by("version__number")
    found: list[Earlier] = []
    before = ""
    for row in rows.select_related("owner", "unit"):
        version, now = versions[row.version_id], _text(row)
        said = pieces(before, now) if found and before != now else []
        found.insert(0, Earlier(version, row, holder(row), adopted_by(version), said, not found))
        before = now
    return found


def change_of(whole: PlanAsRead, part: PlanPart) -> dict[str, Any] | None:
    """The marks it bears against the version before, with the reason."""
    if whole.version.base is None:
        return None
    words = map_words().mark
    found = difference.between(read(whole.version.base), whole).by_part.get(part.pk)
    if found is None:
        return None
    return {"marks": [(mark, words[mark]) for mark in found.marks], "reason": found.reason}


def _version(request: SignedInRequest, part: PlanPart, history: list[Earlier]) -> PlanVersion:
    """Asked for, in force, or the newest that has it."""
    having = [one.version for one in history]
    if request.GET.get("version"):
        found = shown_version(request, part.plan)
        return next((one for one in having if one == found), None) or _missing()
    in_force = adopting.in_force(part.plan, clock.today())
    found_or_none = next((one for one in having if one == in_force), None) or next(iter(having), None)
    return found_or_none or _missing()


def _missing() -> PlanVersion:
    raise Http404


def _text(row: MilestoneWording) -> str:
    return "\n\n".join(text for text in (row.title, row.description, row.cadence) if text)


def _reports(request: SignedInRequest, part: PlanPart) -> list[MilestoneReport]:
    """What its owners have reported: all of it to those who work with the plan, else what is published."""
    rows = MilestoneReport.objects.filter(part=part, state=MilestoneReport.State.GIVEN)
    if not access.visible_to(request.user, Plan, "read_plan_draft").filter(pk=part.plan_id).exists():
        published = Q(revision__state=Revision.State.PUBLISHED) | Q(follow_up__frozen_at__isnull=False)
        rows = rows.filter(published)
    return list(rows.select_related("revision", "follow_up", "given_by").order_by("-given_at", "-pk"))
