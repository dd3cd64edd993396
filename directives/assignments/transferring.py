"""A change of taker: whoever has the assignment keeps it until somebody else has said yes."""

from copy import copy
from typing import Any

from cases import access
from cases.errors import NotAllowed
from cases.models import WorkItem
from cases.reasons import said
from cases.work_items import finish_items, open_about
from directives.models import Assignment, Transfer
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import new_giver
from .errors import HasItAlready, TakerMissing, TransferOver, TransferUnderWay
from .fixing import renew
from .offering import refuse_unfit_taker
from .places import State, ask_taker, ask_to_take_over, given, locked, tell
from .taking import appoint, know

ACTION = "take_assignment"
OF_TAKER = (WorkItem.Kind.CARRY_OUT, WorkItem.Kind.ADJUSTED)
OF_GIVER = (WorkItem.Kind.MORE_TIME, WorkItem.Kind.NEEDS_DECISION, WorkItem.Kind.FINAL_REPORT)
MOVABLE = (State.UNDER_WAY, State.REPORTED)


def ask(
    assignment: Assignment, *, by: User, reason: str, unit: Unit | None, user: User | None, title: str = ""
) -> Assignment:
    """Ask somebody to take it over; nothing else changes until the answer.

    Raises ReasonMissing, TakerMissing, TakerOutside, HasItAlready, TransferUnderWay, AppointsNobody,
    AppointsWithoutRight, NotNow.
    """
    why = said(reason)
    if unit is None and user is None:
        raise TakerMissing
    with work():
        fresh = locked(assignment, State.UNDER_WAY)
        _refuse_holder(fresh, unit, user)
        refuse_unfit_taker(_in_the_hands_of(fresh, unit, user), by)
        transfer = Transfer.objects.create(
            assignment=fresh,
            to_unit=unit,
            to_user=user,
            to_title=title or (user.title if user else ""),
            reason=why,
            asked_at=clock.now(),
            asked_by=by,
        )
        ask_to_take_over(fresh, transfer)
        tell("assignment.transfer_begun", fresh, by, "commission", reason=why, **_asked(transfer))
        tell("assignment.transfer_asked", fresh, by, "commission", **_asked(transfer))
        return fresh


def waiting(assignment: Assignment) -> Transfer | None:
    """The question that nobody has answered."""
    asked = assignment.transfers.filter(state=Transfer.State.ASKED)
    return asked.select_related("to_user", "to_unit", "asked_by").first()


def may_answer(transfer: Transfer, user: User) -> bool:
    """Whoever is named answers in person, or whoever stands in; a unit is answered for by those who lead it."""
    if not access.can(user, ACTION, transfer):
        return False
    stood_in_for = access.acting_for(user, ACTION, transfer.to_unit) if transfer.to_unit else None
    return transfer.to_user in {None, user, stood_in_for}


def take_over(assignment: Assignment, *, by: User) -> Assignment:
    """Say yes: at this moment the assignment, its document and what waits for its taker move.

    Raises TransferOver, NotAllowed, NotNow.
    """
    with work():
        fresh = locked(assignment, *MOVABLE)
        transfer = _waiting(fresh, by)
        before = {"before": fresh.taker_user_id, "before_unit": fresh.taker_unit_id}
        transfer.from_user, transfer.from_unit = fresh.taker_user, fresh.taker_unit
        transfer.answered_at = clock.now()  # whoever had it reads what was before this
        _move(fresh, transfer, by)
        _hand_over_work(fresh, transfer, by)
        appoint(fresh, by)
        new_giver.follow(fresh, transfer, by=by)
        tell("assignment.taken_over", fresh, by, ACTION, reason=transfer.reason, **before)
        tell("assignment.left", fresh, by, ACTION, reason=transfer.reason, **before)
        _answer(transfer, Transfer.State.ACCEPTED, by)
        return fresh


def decline(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Say no, and why; whoever has it keeps it. Raises ReasonMissing, TransferOver, NotAllowed, NotNow."""
    why = said(reason)
    with work():
        fresh = locked(assignment, *MOVABLE)
        transfer = _waiting(fresh, by)
        _answer(transfer, Transfer.State.DECLINED, by, why)
        facts: dict[str, Any] = {"reason": why, **_asked(transfer)}
        tell("assignment.transfer_declined", fresh, by, ACTION, transfer.to_unit, **facts)
        return fresh


def withdraw(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Take the question back; whoever has it keeps it. Raises ReasonMissing, TransferOver, NotNow."""
    why = said(reason)
    with work():
        fresh = locked(assignment, *MOVABLE)
        transfer = _waiting(fresh)
        _answer(transfer, Transfer.State.WITHDRAWN, by, why)
        facts: dict[str, Any] = {"reason": why, **_asked(transfer)}
        tell("assignment.transfer_withdrawn", fresh, by, "commission", **facts)
        tell("assignment.transfer_recalled", fresh, by, "commission", **facts)
        return fresh


def lapse(assignment: Assignment, *, by: User | None) -> None:
    """Let the question fall with the assignment it is about; whoever was asked is told."""
    transfer = waiting(assignment)
    if transfer is not None:
        _answer(transfer, Transfer.State.LAPSED, by)
        side = "commission" if by else ""
        tell("assignment.transfer_lapsed", assignment, by, side, **_asked(transfer))


def _waiting(assignment: Assignment, by: User | None = None) -> Transfer:
    """The open question, which ``by`` may answer. Raises TransferOver, NotAllowed."""
    transfer = waiting(assignment)
    if transfer is None:
        raise TransferOver
    if by is not None and not may_answer(transfer, by):
        raise NotAllowed
    return transfer


def _move(assignment: Assignment, transfer: Transfer, by: User) -> None:
    """Let the new taker have it, and the document name them, as whoever asked decided, from the same moment."""
    stood_in_for = access.acting_for(by, ACTION, transfer.to_unit) if transfer.to_unit else None
    assignment.taker_unit = transfer.to_unit
    assignment.taker_user = transfer.to_user or stood_in_for or by
    assignment.taker_title = transfer.to_title
    assignment.accepted_at, assignment.accepted_by = transfer.answered_at, by
    version = given(assignment)
    if version is not None:
        renew(assignment, version, by, transfer.reason, fixed_by=transfer.asked_by, at=transfer.answered_at)
    assignment.save()
    know(assignment, by)


def _hand_over_work(assignment: Assignment, transfer: Transfer, by: User) -> None:
    """What waits for the taker waits for the new one, and what others do is done for the new one."""
    finish_items(assignment, *OF_TAKER, by=by)
    if assignment.state == State.UNDER_WAY and assignment.paused_at is None:
        ask_taker(assignment, WorkItem.Kind.CARRY_OUT)
    asks = {"asked_by": assignment.taker_user, "asked_from": assignment.taker_unit}
    open_about(assignment).filter(kind__in=OF_GIVER).update(**asks)
    parts = assignment.parts.filter(done_at=None).values("pk")
    WorkItem.objects.filter(target_type="assignmentpart", target_id__in=parts, done_at=None).update(**asks)


def _answer(transfer: Transfer, state: str, by: User | None, answer: str = "") -> None:
    transfer.state, transfer.answer = state, answer
    transfer.answered_at, transfer.answered_by = transfer.answered_at or clock.now(), by
    transfer.save()
    finish_items(transfer, by=by)


def _refuse_holder(assignment: Assignment, unit: Unit | None, user: User | None) -> None:
    asked = waiting(assignment)
    if asked is not None:
        raise TransferUnderWay(name=asked.asked_name)
    person, place = assignment.taker_user, assignment.taker_unit
    if user is not None and user == person:
        raise HasItAlready(name=user.name)
    if user is None and unit is not None and unit == place:
        raise HasItAlready(name=unit.name)


def _in_the_hands_of(assignment: Assignment, unit: Unit | None, user: User | None) -> Assignment:
    """The assignment as it would be, unsaved."""
    other = copy(assignment)
    other.taker_unit, other.taker_user = unit, user
    return other


def _asked(transfer: Transfer) -> dict[str, int | None]:
    return {"transfer": transfer.pk, "asked": transfer.to_user_id, "asked_unit": transfer.to_unit_id}
