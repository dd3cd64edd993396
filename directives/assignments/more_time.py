"""More time for an assignment: asked for with a reason, granted to a day or refused with a reason."""

from datetime import date

from cases import access
from cases.deadlines import days_left
from cases.errors import AlreadyDone, DayHasPassed, DayNotLater
from cases.models import WorkItem
from cases.reasons import said
from cases.text import normalise
from cases.work_items import finish_items
from directives.models import Assignment, TimeRequest
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import sides
from .errors import AlreadyAskedForTime, AskedForItYourself
from .fixing import renew
from .places import ask_giver, ask_taker, draft_of, given, locked, move_due_day, tell, working

ACTION = "take_assignment"


def ask_for_time(assignment: Assignment, *, by: User, wanted_on: date, reason: str) -> TimeRequest:
    """Ask for a later day. Raises DayHasPassed, DayNotLater, AlreadyAskedForTime, NotNow, Paused."""
    why = said(reason)
    if days_left(wanted_on, clock.today()) < 0:
        raise DayHasPassed
    with work():
        fresh = working(assignment)
        if fresh.due_on is not None and wanted_on <= fresh.due_on:
            raise DayNotLater(day=fresh.due_on)
        if waiting(fresh) is not None:
            raise AlreadyAskedForTime
        wish = TimeRequest.objects.create(
            assignment=fresh, wanted_on=wanted_on, reason=why, asked_at=clock.now(), asked_by=by
        )
        ask_giver(fresh, WorkItem.Kind.MORE_TIME)
        tell("assignment.time_asked", fresh, by, ACTION, day=str(wanted_on))
        return wish


def waiting(assignment: Assignment) -> TimeRequest | None:
    """The wish that nobody has answered."""
    return assignment.time_requests.filter(state=TimeRequest.State.ASKED).first()


def may_answer(assignment: Assignment, wish: TimeRequest, user: User) -> bool:
    """Whoever asked, and whoever it is asked for, does not answer."""
    return user.pk not in {wish.asked_by_id, assignment.taker_user_id}


def answerers(assignment: Assignment, asker: User) -> list[User]:
    """Everybody who can answer what ``asker`` wishes, by name; in a small unit there may be nobody."""
    here = access.on_duty_in(sides.GIVE, [assignment.unit])[assignment.unit_id]
    others = [user for user in here if user.pk not in {asker.pk, assignment.taker_user_id}]
    return sorted(
        (user for user in others if sides.stands_on(sides.GIVE, assignment, user)), key=lambda user: user.name
    )


def grant_time(assignment: Assignment, *, by: User, day: date, comment: str = "") -> Assignment:
    """Give more time, to the wished day or another later one.

    Raises DayHasPassed, DayNotLater, AlreadyDone, AskedForItYourself.
    """
    if days_left(day, clock.today()) < 0:
        raise DayHasPassed
    with work():
        fresh = locked(assignment)
        row = _waiting(fresh, by)
        if fresh.due_on is not None and day <= fresh.due_on:
            raise DayNotLater(day=fresh.due_on)
        row.state, row.granted_on = TimeRequest.State.GRANTED, day
        _answer(row, by, comment)
        fresh.due_on, fresh.due_words = day, ""
        fresh.save(update_fields=["due_on", "due_words"])
        _write_down(fresh, row, by)
        finish_items(fresh, WorkItem.Kind.MORE_TIME, by=by)
        move_due_day(fresh, day)
        tell("assignment.time_granted", fresh, by, "commission", day=str(day))
        return fresh


def _write_down(assignment: Assignment, wish: TimeRequest, by: User) -> None:
    """Let the document say the new day too. A draft will say it when given.

    The taker asked for it and knows it, unless somebody else has taken over since.
    """
    version = given(assignment)
    if version is None or draft_of(assignment) is not None:
        return
    renewed = renew(assignment, version, by, wish.reason)
    assignment.save(update_fields=["taker_case"])
    if renewed.acknowledged_at is not None:
        return
    if access.can(wish.asked_by, ACTION, assignment):
        renewed.acknowledged_at, renewed.acknowledged_by = clock.now(), wish.asked_by
        renewed.save(update_fields=["acknowledged_at", "acknowledged_by"])
    else:
        ask_taker(assignment, WorkItem.Kind.ADJUSTED)


def refuse_time(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Keep the day, and say why. Raises ReasonMissing, AlreadyDone, AskedForItYourself."""
    why = said(reason)
    with work():
        fresh = locked(assignment)
        row = _waiting(fresh, by)
        row.state = TimeRequest.State.REFUSED
        _answer(row, by, why)
        finish_items(fresh, WorkItem.Kind.MORE_TIME, by=by)
        tell("assignment.time_refused", fresh, by, "commission", reason=why)
        return fresh


def _waiting(assignment: Assignment, by: User) -> TimeRequest:
    row = waiting(assignment)
    if row is None:
        raise AlreadyDone
    if not may_answer(assignment, row, by):
        raise AskedForItYourself(unit=assignment.unit.name)
    return row


def _answer(row: TimeRequest, by: User, comment: str) -> None:
    row.answer, row.answered_at, row.answered_by = normalise(comment).strip(), clock.now(), by
    row.save()
