"""What a revision changes so far, or has changed: counts by mark, and each milestone with its reason."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from directives.forms.assignment_steps import NothingForm
from directives.models import MilestoneWording, PlanPart, Revision, StruckPart
from directives.plans import difference
from directives.plans.pictures.words import map_words
from directives.plans.revisions import counting, referring
from directives.urls_parameters import NEW, OLD
from directives.views.plans.difference_rows import change_rows

from .sent import Sent


def short(revision: Revision) -> dict[str, Any]:
    """The changed milestones with marks and reasons, and where the words are compared."""
    if revision.base is None or revision.draft is None:
        return {}
    found = referring.changes(revision)
    query = f"?{OLD}={revision.base.public_id}&{NEW}={revision.draft.public_id}"
    return {
        "marks": [counting.counted(mark, count) for mark, count in found.counts.items()],
        "changes": [row for row in change_rows(found) if row.kind == "milestone"],
        "others_changed": sum(change.kind != "milestone" for change in found.changes),
        "compare": reverse("plan_difference", args=[revision.plan.public_id]) + query,
    }


def struck(revision: Revision) -> QuerySet[StruckPart]:
    """The milestones that the planning version has struck; each may be taken back."""
    rows = StruckPart.objects.filter(version=revision.draft, part__kind=PlanPart.Kind.MILESTONE)
    return rows.select_related("part", "into", "version__plan")


def find_struck(revision: Revision, part: str) -> StruckPart | None:
    """One of them; a second click on what brought it back is answered as the first."""
    row = struck(revision).filter(part__public_id=part).first()
    if row is not None or revision.draft is None:
        return row
    back = MilestoneWording.objects.filter(version=revision.draft, part__public_id=part).first()
    return StruckPart(version=revision.draft, part=back.part) if back is not None else None


def may_come_back(revision: Revision, sent: Sent) -> list[dict[str, Any]]:
    """Each of them by the name it has in the plan in force, with its form."""
    rows = {row.part_id: row for row in struck(revision)}
    named = MilestoneWording.objects.filter(version=revision.base, part__in=rows).order_by("position", "pk")
    return [
        {
            "name": f"{row.code} {row.title}",
            "about": rows[row.part_id].part.public_id,
            "form": sent.form("restore", NothingForm, rows[row.part_id].part.public_id),
        }
        for row in named
    ]


def whole(revision: Revision) -> dict[str, Any]:
    """The same, by mark, for what is published, and the other parts by name; a milestone stands once."""
    found = short(revision)
    if not found:
        return {}
    rows = change_rows(referring.changes(revision))
    milestones = [row for row in rows if row.kind == "milestone"]
    words = map_words().mark
    groups = [
        (mark, words[mark], [row for row in milestones if row.mark == mark]) for mark in difference.MARKS
    ]
    others = [row for row in rows if row.kind != "milestone"]
    several = any(len(row.marks) > 1 for row in milestones)
    return found | {"groups": [one for one in groups if one[2]], "others": others, "several": several}
