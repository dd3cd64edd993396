"""Asking somebody else while nobody has taken an assignment on: the question moves, for nobody has it yet."""

from cases.models import WorkItem
from cases.reasons import said
from cases.work_items import finish_items
from directives.models import Assignment
from ledger.work import work
from organisation.models import Unit, User

from . import transferring
from .errors import HasItAlready, TakerMissing
from .fixing import renew
from .offering import refuse_unfit_taker
from .places import State, ask_taker, given, locked, tell

CHANGEABLE = (State.OFFERED, State.UNDER_WAY)


def change_taker(
    assignment: Assignment, *, by: User, reason: str, unit: Unit | None, user: User | None
) -> Assignment:
    """Ask somebody else: to take it over from whoever has it, or to take it on where nobody has it yet.

    Raises what ``transferring.ask`` and ``ask_instead`` raise.
    """
    with work():
        fresh = locked(assignment, *CHANGEABLE)
        verb = ask_instead if fresh.state == State.OFFERED else transferring.ask
        return verb(fresh, by=by, reason=reason, unit=unit, user=user)


def ask_instead(
    assignment: Assignment, *, by: User, reason: str, unit: Unit | None, user: User | None
) -> Assignment:
    """Ask somebody else to take on what nobody has answered yet; whoever was asked first is told.

    Raises ReasonMissing, TakerMissing, TakerOutside, HasItAlready, AppointsNobody, AppointsWithoutRight, NotNow.
    """
    why = said(reason)
    if unit is None and user is None:
        raise TakerMissing
    with work():
        fresh = locked(assignment, State.OFFERED)
        if (fresh.taker_unit, fresh.taker_user) == (unit, user):
            raise HasItAlready(name=(user or unit).name)  # type: ignore[union-attr]
        before = {"before": fresh.taker_user_id, "before_unit": fresh.taker_unit_id}
        fresh.taker_unit, fresh.taker_user, fresh.taker_title = unit, user, user.title if user else ""
        refuse_unfit_taker(fresh, by)
        version = given(fresh)
        if version is not None:
            renew(fresh, version, by, why)
        fresh.save()
        finish_items(fresh, WorkItem.Kind.TAKE, by=by)
        ask_taker(fresh, WorkItem.Kind.TAKE)
        tell("assignment.offer_moved", fresh, by, "commission", reason=why, **before)
        tell("assignment.offered", fresh, by, "commission")
        return fresh
