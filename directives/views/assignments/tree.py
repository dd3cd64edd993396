"""A whole tree of assignments, however many they are, in a constant number of queries."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from directives.assignments import places, trees
from directives.models import Assignment
from directives.views.assignments.shown import is_late
from organisation.http import SignedInRequest

ACTIONS = ("commission", "take_assignment", "see_assignment")
DEEPEST_INDENT = 4
TONES = {
    Assignment.State.DRAFTED: "neutral",
    Assignment.State.OFFERED: "blue",
    Assignment.State.DECLINED: "lingon",
    Assignment.State.UNDER_WAY: "none",
    Assignment.State.REPORTED: "blue",
    Assignment.State.FULFILLED: "skog",
    Assignment.State.WITHDRAWN: "neutral",
}


@dataclass(frozen=True)
class Row:
    """An assignment in the tree: how deep it stands, and where it is in words."""

    assignment: Assignment
    depth: int
    level: int
    state: str
    tone: str


@require_safe
def assignment_tree(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The tree the assignment stands in, as far as the reader may know."""
    found: Assignment = access.find_any(
        request.user, Assignment, *ACTIONS, related=places.RELATED, public_id=public_id
    )
    rows = trees.tree(found)
    seen = access.visible_by_any(request.user, Assignment, *ACTIONS)
    known = set(seen.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    top = next(row for row in rows if row.pk == (found.root_id or found.pk))
    shown = [_row(row, depth) for row, depth in trees.walk(rows, top.pk) if row.pk in known]
    context = {
        "assignment": found,
        "top": top if top.pk in known else found,
        "rows": shown,
        "hidden": len(rows) - len(shown),
    }
    return render(request, "assignments/tree.html", context)


def _row(assignment: Assignment, depth: int) -> Row:
    late = is_late(assignment)
    return Row(
        assignment=assignment,
        depth=min(depth, DEEPEST_INDENT),
        level=depth + 1,
        state=_("Försenat") if late else capfirst(_standing(assignment)),
        tone="lingon" if late else _tone(assignment),
    )


def _standing(assignment: Assignment) -> str:
    """How it goes where that is known, else where it is."""
    if assignment.state == Assignment.State.UNDER_WAY and assignment.status:
        return str(assignment.get_status_display())
    return str(assignment.get_state_display())


def _tone(assignment: Assignment) -> str:
    by_status = {"on_track": "skog", "at_risk": "sol", "off_track": "lingon"}
    if assignment.state == Assignment.State.UNDER_WAY and assignment.status:
        return by_status[assignment.status]
    return TONES[Assignment.State(assignment.state)]
