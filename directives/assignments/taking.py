"""The taker's answer: yes, or no with a reason; and that an adjusted scope is known."""

from cases.errors import NotAllowed
from cases.models import WorkItem
from cases.reasons import said
from cases.work_items import finish_items
from directives.models import Assignment
from directives.processes import owners
from ledger.work import work
from organisation import clock
from organisation.models import User

from .places import State, ask_giver, ask_taker, behalf, given, locked, tell

ACTION = "take_assignment"


def accept(assignment: Assignment, *, by: User) -> Assignment:
    """Take the assignment on; the wording in force is known to the taker. Raises NotNow."""
    with work():
        fresh = locked(assignment, State.OFFERED)
        _refuse_others(fresh, by)
        fresh.state, fresh.accepted_at, fresh.accepted_by = State.UNDER_WAY, clock.now(), by
        if fresh.taker_user is None:
            fresh.taker_user = behalf(fresh, by, ACTION) or by
        fresh.save()
        know(fresh, by)
        finish_items(fresh, by=by)
        ask_taker(fresh, WorkItem.Kind.CARRY_OUT)
        appoint(fresh, by)
        tell("assignment.accepted", fresh, by, ACTION)
        return fresh


def decline(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Say no, and why; the commissioner decides what now. Raises NotNow, ReasonMissing."""
    why = said(reason)
    with work():
        fresh = locked(assignment, State.OFFERED)
        _refuse_others(fresh, by)
        fresh.state = State.DECLINED
        fresh.save(update_fields=["state"])
        finish_items(fresh, by=by)
        ask_giver(fresh, WorkItem.Kind.DECLINED)
        tell("assignment.declined", fresh, by, ACTION, reason=why)
        return fresh


def acknowledge(assignment: Assignment, *, by: User) -> Assignment:
    """Say that the adjusted wording is known; a second time changes nothing."""
    with work():
        fresh = locked(assignment)
        if know(fresh, by):
            finish_items(fresh, WorkItem.Kind.ADJUSTED, by=by)
            tell("assignment.acknowledged", fresh, by, ACTION)
        return fresh


def appoint(assignment: Assignment, by: User) -> None:
    """Let the taker lead the process from now on, where that is what the assignment is about."""
    if assignment.appoints and assignment.process is not None and assignment.taker_user is not None:
        owners.appoint(
            assignment.process,
            by=by,
            user=assignment.taker_user,
            unit=assignment.taker_unit,
            part=assignment.part,
            title=assignment.taker_title,
            starts_on=max(assignment.starts_on or clock.today(), clock.today()),
            assignment_id=assignment.pk,
        )


def may_answer(assignment: Assignment, user: User) -> bool:
    """A named taker answers in person, or whoever stands in; a unit is answered for by those who lead it."""
    named = assignment.taker_user_id
    stood_in_for = behalf(assignment, user, ACTION)
    return named is None or named == user.pk or (stood_in_for is not None and stood_in_for.pk == named)


def _refuse_others(assignment: Assignment, by: User) -> None:
    if not may_answer(assignment, by):
        raise NotAllowed


def is_unknown(assignment: Assignment) -> bool:
    """The wording in force has not been confirmed by the taker."""
    version = given(assignment)
    return version is not None and version.acknowledged_at is None


def know(assignment: Assignment, by: User) -> bool:
    """Note that the taker knows the wording in force; answers whether that is new."""
    version = given(assignment)
    if version is None or version.acknowledged_at is not None:
        return False
    version.acknowledged_at, version.acknowledged_by = clock.now(), by
    version.save(update_fields=["acknowledged_at", "acknowledged_by"])
    return True
