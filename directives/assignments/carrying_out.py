"""Carrying an assignment out: short status reports, and parts that somebody does."""

from datetime import date

from django.db.models import QuerySet

from cases import access
from cases.errors import AlreadyDone, NotAllowed
from cases.models import WorkItem
from cases.reasons import said
from cases.text import normalise
from cases.work_items import finish_items, item_for_person, open_items
from directives.models import Assignment, AssignmentPart, StatusReport
from ledger.work import work
from organisation import clock
from organisation.models import User

from .places import ask_giver, behalf, locked, tell, title_in_lists, working

ACTION = "take_assignment"


def report_status(
    assignment: Assignment,
    *,
    by: User,
    status: str,
    happened: str,
    next_steps: str = "",
    risk: str = "",
    decision_needed: str = "",
) -> StatusReport:
    """Tell how it goes. What needs a decision is put before the commissioner. Raises NotNow, Paused."""
    words = said(happened)
    with work():
        fresh = working(assignment)
        report = StatusReport.objects.create(
            assignment=fresh,
            kind=StatusReport.Kind.STATUS,
            status=Assignment.Status(status),
            happened=words,
            next_steps=normalise(next_steps).strip(),
            risk=normalise(risk).strip(),
            decision_needed=normalise(decision_needed).strip(),
            reported_at=clock.now(),
            reported_by=by,
            on_behalf_of=behalf(fresh, by, ACTION),
        )
        fresh.status, fresh.status_at = report.status, report.reported_at
        fresh.save(update_fields=["status", "status_at"])
        if report.decision_needed:
            ask_giver(fresh, WorkItem.Kind.NEEDS_DECISION)
        needs = bool(report.decision_needed)
        tell("assignment.status", fresh, by, ACTION, report=report.pk, needs_decision=needs)
        return report


def questions(assignment: Assignment) -> QuerySet[StatusReport]:
    """Status reports that ask for a decision nobody has answered."""
    asked = assignment.reports.filter(kind=StatusReport.Kind.STATUS, answer="")
    return asked.exclude(decision_needed="")


def answer_status(assignment: Assignment, *, by: User, comment: str) -> Assignment:
    """Answer what the status reports ask for, all at once. Raises ReasonMissing, AlreadyDone."""
    words = said(comment)
    with work():
        fresh = locked(assignment)
        facts = {"answer": StatusReport.Answer.ANSWERED, "comment": words}
        if not questions(fresh).update(answered_at=clock.now(), answered_by=by, **facts):
            raise AlreadyDone
        finish_items(fresh, WorkItem.Kind.NEEDS_DECISION, by=by)
        tell("assignment.status_answered", fresh, by, "commission")
        return fresh


def add_part(
    assignment: Assignment, *, by: User, title: str, user: User | None = None, due_on: date | None = None
) -> AssignmentPart:
    """Break a part out for somebody to do. Raises NotNow, Paused."""
    with work():
        fresh = working(assignment)
        part = AssignmentPart.objects.create(
            assignment=fresh, title=said(title)[:300], user=user, due_on=due_on, made_at=clock.now()
        )
        if user is not None and user != by:
            open_items([_item_of(part, fresh, user)])
        tell("assignment.part_added", fresh, by, ACTION, part=part.pk, person=user.pk if user else None)
        return part


def finish_part(assignment: Assignment, *, by: User, code: str) -> Assignment:
    """Mark a part as done; a second time changes nothing. Its own person may, besides the taker."""
    with work():
        fresh = locked(assignment)
        part = _part(fresh, code)
        if part is not None and part.user_id != by.pk and not access.can(by, ACTION, fresh):
            raise NotAllowed
        if part is not None and part.done_at is None:
            part.done_at, part.done_by = clock.now(), by
            part.save(update_fields=["done_at", "done_by"])
            finish_items(part, by=by)
            tell("assignment.part_done", fresh, by, part=part.pk)
        return fresh


def drop_part(assignment: Assignment, *, by: User, code: str) -> Assignment:
    """Take a part away that nobody has done; a second time changes nothing."""
    with work():
        fresh = locked(assignment)
        part = _part(fresh, code)
        if part is not None and part.done_at is None:
            finish_items(part, by=by)
            tell("assignment.part_dropped", fresh, by, ACTION, part=part.pk, title=part.title)
            part.delete()
        return fresh


def _part(assignment: Assignment, code: str) -> AssignmentPart | None:
    return assignment.parts.filter(public_id=code).first()


def _item_of(part: AssignmentPart, assignment: Assignment, user: User) -> WorkItem:
    item = item_for_person(
        WorkItem.Kind.PART,
        user=user,
        unit=assignment.taker_unit,
        asked_by=assignment.taker_user,
        asked_from=assignment.taker_unit,
        target=part,
        title=title_in_lists(assignment, part.title),
        case=assignment.case_id,
        due_on=part.due_on,
    )
    item.target_public_id = assignment.public_id
    return item
