"""What a revision changes so far, or has changed: counts by mark, and each milestone with its reason."""

from typing import Any

from django.urls import reverse

from directives.models import Revision
from directives.plans import difference
from directives.plans.pictures.words import map_words
from directives.plans.revisions import counting, referring
from directives.urls_parameters import NEW, OLD
from directives.views.plans.difference_rows import change_rows


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
