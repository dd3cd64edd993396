"""Carrying an assignment out: short status reports, parts that somebody does, wishes for more time."""

from datetime import date

from cases.deadlines import days_left
from cases.errors import AlreadyDone, DayHasPassed, DayNotLater
from cases.models import WorkItem
from cases.reasons import said
from cases.text import normalise
from cases.work_items import finish_items, item_for_person, move_due_day, open_items
from directives.models import Assignment, AssignmentPart, StatusReport, TimeRequest
from ledger.work import work
from organisation import clock
from organisation.models import User

from .errors import AlreadyAskedForTime
from .places import ask_giver, behalf, locked, tell, working

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


def answer_status(report: StatusReport, *, by: User, comment: str) -> StatusReport:
    """Answer what a status report asked for; every such question of the assignment is then answered."""
    words = said(comment)
    with work():
        fresh = locked(report.assignment)
        waiting = fresh.reports.filter(kind=StatusReport.Kind.STATUS, answer="").exclude(decision_needed="")
        for row in waiting:
            row.answer, row.comment = StatusReport.Answer.ANSWERED, words
            row.answered_at, row.answered_by = clock.now(), by
            row.save()
        finish_items(fresh, WorkItem.Kind.NEEDS_DECISION, by=by)
        tell("assignment.status_answered", fresh, by, "commission", report=report.pk)
        return StatusReport.objects.get(pk=report.pk)


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


def finish_part(part: AssignmentPart, *, by: User) -> AssignmentPart:
    """Mark a part as done; a second time changes nothing."""
    with work():
        locked(part.assignment)
        fresh = AssignmentPart.objects.select_related("assignment").get(pk=part.pk)
        if fresh.done_at is None:
            fresh.done_at, fresh.done_by = clock.now(), by
            fresh.save(update_fields=["done_at", "done_by"])
            finish_items(fresh, by=by)
            tell("assignment.part_done", fresh.assignment, by, part=fresh.pk)
        return fresh


def drop_part(part: AssignmentPart, *, by: User) -> None:
    """Take a part away that nobody has done."""
    with work():
        fresh = locked(part.assignment)
        row = AssignmentPart.objects.filter(pk=part.pk, done_at__isnull=True).first()
        if row is not None:
            finish_items(row, by=by)
            tell("assignment.part_dropped", fresh, by, ACTION, part=row.pk, title=row.title)
            row.delete()


def ask_for_time(assignment: Assignment, *, by: User, wanted_on: date, reason: str) -> TimeRequest:
    """Ask for a later day. Raises DayHasPassed, DayNotLater, AlreadyAskedForTime, NotNow, Paused."""
    why = said(reason)
    if days_left(wanted_on, clock.today()) < 0:
        raise DayHasPassed
    with work():
        fresh = working(assignment)
        if fresh.due_on is not None and wanted_on <= fresh.due_on:
            raise DayNotLater(day=fresh.due_on)
        if fresh.time_requests.filter(state=TimeRequest.State.ASKED).exists():
            raise AlreadyAskedForTime
        wish = TimeRequest.objects.create(
            assignment=fresh, wanted_on=wanted_on, reason=why, asked_at=clock.now(), asked_by=by
        )
        ask_giver(fresh, WorkItem.Kind.MORE_TIME)
        tell("assignment.time_asked", fresh, by, ACTION, day=str(wanted_on))
        return wish


def grant_time(wish: TimeRequest, *, by: User, day: date, comment: str = "") -> Assignment:
    """Give more time, to the wished day or another later one. Raises DayHasPassed, AlreadyDone."""
    if days_left(day, clock.today()) < 0:
        raise DayHasPassed
    with work():
        fresh = locked(wish.assignment)
        row = _waiting(wish)
        row.state, row.granted_on = TimeRequest.State.GRANTED, day
        _answer(row, by, comment)
        fresh.due_on, fresh.due_words = day, ""
        fresh.save(update_fields=["due_on", "due_words"])
        finish_items(fresh, WorkItem.Kind.MORE_TIME, by=by)
        move_due_day([fresh], day)
        tell("assignment.time_granted", fresh, by, "commission", day=str(day))
        return fresh


def refuse_time(wish: TimeRequest, *, by: User, reason: str) -> Assignment:
    """Keep the day, and say why."""
    why = said(reason)
    with work():
        fresh = locked(wish.assignment)
        row = _waiting(wish)
        row.state = TimeRequest.State.REFUSED
        _answer(row, by, why)
        finish_items(fresh, WorkItem.Kind.MORE_TIME, by=by)
        tell("assignment.time_refused", fresh, by, "commission", reason=why)
        return fresh


def _waiting(wish: TimeRequest) -> TimeRequest:
    row = TimeRequest.objects.get(pk=wish.pk)
    if row.state != TimeRequest.State.ASKED:
        raise AlreadyDone
    return row


def _answer(row: TimeRequest, by: User, comment: str) -> None:
    row.answer, row.answered_at, row.answered_by = normalise(comment).strip(), clock.now(), by
    row.save()


def _item_of(part: AssignmentPart, assignment: Assignment, user: User) -> WorkItem:
    item = item_for_person(
        WorkItem.Kind.PART,
        user=user,
        target=part,
        title=part.title,
        case=assignment.case_id,
        due_on=part.due_on,
    )
    item.target_public_id = assignment.public_id
    return item
