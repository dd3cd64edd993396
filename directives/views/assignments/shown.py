"""What the page of one assignment shows around its document."""

from typing import Any

from django.db.models import Q

from cases import access
from cases.models import DocumentFile, WorkItem
from cases.work_items import open_about
from directives.assignments import (
    carrying_out,
    history,
    loose_ends,
    more_time,
    places,
    readiness,
    staff,
    transferring,
    trees,
)
from directives.assignments.reach import Reach, wordings
from directives.models import Assignment, StatusReport
from directives.plans import links
from directives.views import orders
from organisation import clock
from organisation.models import User

MOST_REPORTS = 20
AT_WORK = (Assignment.State.UNDER_WAY, Assignment.State.REPORTED)
# what has a day is read as far as one was in it; what is going on now is not
DATED = {
    "reports": "reported_at",
    "wishes": "asked_at",
    "parts": "made_at",
    "situations": "sent_at",
    "events": "at",
}
NOW: dict[str, Any] = {
    "questions": [],
    "wish": None,
    "answerers": [],
    "open_still": [],
    "functions": [],
    "recipients": [],
    "who": [],
    "declined": None,
    "ended_by": None,
}


def around(assignment: Assignment, user: User, how: Reach) -> dict[str, Any]:
    """Reports, parts, wishes, wordings, what stands above and below, the staff, what happened."""
    shown = _everything(assignment, user)
    return shown if how.all else shown | _held_back(assignment, shown, how)


def given_on(assignment: Assignment, *, gives: bool, takes: bool) -> list[WorkItem]:
    """What of it a colleague does just now, on the side where the reader stands: the other side's is their own."""
    own = Q(kind=WorkItem.Kind.CARRY_OUT) if takes else Q(pk__in=[])
    own |= Q(kind__in=transferring.OF_GIVER) if gives else Q(pk__in=[])
    lent = open_about(assignment).filter(own, given_to__isnull=False)
    return list(lent.select_related("given_to", "given_by").order_by("pk"))


def _held_back(assignment: Assignment, shown: dict[str, Any], how: Reach) -> dict[str, Any]:
    """What somebody reads who is asked to take it over, or who had it until a day."""
    dated = {
        name: [row for row in shown[name] if how.reads(getattr(row, day))] for name, day in DATED.items()
    }
    final = next((row for row in dated["reports"] if row.kind == StatusReport.Kind.FINAL), None)
    read = set() if how.document_alone else set(wordings(assignment, how).values_list("pk", flat=True))
    versions = [row for row in shown["versions"] if row.pk in read]
    return {**NOW, **dated, "versions": versions, "final": final}


def _everything(assignment: Assignment, user: User) -> dict[str, Any]:
    reports = list(_reports(assignment))
    functions = staff.staff_of(assignment, clock.today())
    wish = more_time.waiting(assignment)
    events = orders.with_decisions(history.lines(assignment, user), user)
    return {
        "reports": reports,
        "files": _files(reports, user),
        "questions": list(carrying_out.questions(assignment)),
        "final": next((row for row in reports if row.kind == StatusReport.Kind.FINAL), None),
        "wish": wish,
        "answerers": [user.name for user in more_time.answerers(assignment, wish.asked_by)] if wish else [],
        "wishes": assignment.time_requests.select_related("asked_by", "answered_by"),
        "parts": assignment.parts.select_related("user", "done_by"),
        "versions": assignment.versions.filter(frozen_at__isnull=False)
        .select_related("frozen_by", "acknowledged_by")
        .order_by("-number"),
        "above": _readable(trees.above(assignment), user),
        "children": _children(assignment, user),
        **_terms(assignment, user),
        "unsaid": _unsaid(assignment),
        "open_still": loose_ends.open_still(assignment) if assignment.state in AT_WORK else [],
        "open_below": len(trees.going_on_below(assignment)),
        "functions": functions,
        "who": _who(assignment, functions),
        "situations": assignment.situation_reports.select_related("sent_by")[:5],
        "recipients": assignment.situation_recipients.select_related("unit", "user"),
        "events": events,
        "declined": next((line for line in events if line.kind == "assignment.declined"), None),
        "is_late": is_late(assignment),
        "milestones": links.milestones_of(assignment),
        "ordered": orders.origin(assignment, user),
        "ended_by": orders.ended_by(assignment, user),
    }


def _unsaid(assignment: Assignment) -> list[str]:
    """What the document leaves open, for whoever is to take it on."""
    version = places.given(assignment) if assignment.state == Assignment.State.OFFERED else None
    return [lack.message for lack in readiness.wishes(assignment, version)] if version else []


def is_late(assignment: Assignment) -> bool:
    """It should have been reported by now."""
    waits = assignment.state in {Assignment.State.OFFERED, Assignment.State.UNDER_WAY}
    return waits and assignment.due_on is not None and assignment.due_on < clock.today()


def _who(assignment: Assignment, functions: list[staff.Staffed]) -> list[str]:
    """The taker and everybody who holds a function, each once."""
    taker = assignment.taker_user or assignment.taker_unit
    holders = [holder.user.name for row in functions for holder in row.holders]
    return list(dict.fromkeys([*([taker.name] if taker else []), *holders]))


def _reports(assignment: Assignment) -> Any:
    rows = assignment.reports.select_related("reported_by", "on_behalf_of", "answered_by", "document")
    return rows[:MOST_REPORTS]


def _files(reports: list[StatusReport], user: User) -> list[DocumentFile]:
    """The documents of the final reports, for those who may read the case they are registered in."""
    documents = [row.document_id for row in reports if row.document_id]
    found = access.visible_to(user, DocumentFile, "see_case").filter(document__in=documents)
    return list(found.select_related("file", "document"))


def _readable(rows: list[Assignment], user: User) -> list[Assignment]:
    seen = access.visible_by_any(user, Assignment, "commission", "take_assignment", "see_assignment")
    known = set(seen.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row.pk in known]


def _terms(assignment: Assignment, user: User) -> dict[str, Assignment | None]:
    """The term before and the term after of a yearly one, as far as the reader may know of them."""
    if not assignment.yearly:
        return {"term_before": None, "term_after": None}
    near = Assignment.objects.filter(Q(next_term=assignment) | Q(previous=assignment)).order_by("term")
    known = {row.term: row for row in _readable(list(near), user)}
    return {
        "term_before": known.get(assignment.term - 1),
        "term_after": known.get(assignment.term + 1),
    }


def _children(assignment: Assignment, user: User) -> list[Assignment]:
    rows = assignment.children.select_related("taker_unit", "taker_user", "unit").order_by("due_on", "pk")
    return _readable(list(rows), user)
