"""The only hand on assignments: every transition is taken here, under the process's lock.

A transition opens the verb's transaction, locks the process, asks ``access``, lets the verb change the
rows, and moves the process to where they now say that it is. What a verb does to other assignments (the
chain below, the next term) is followed after the commit, and by the sweep.
"""

from collections.abc import Callable
from typing import Any

from viewflow.workflow.status import PROCESS

from cases.errors import NotAllowed
from directives.assignments import (
    adjusting,
    asking_another,
    drafting,
    ending,
    offering,
    places,
    reporting,
    sides,
    taking,
    transferring,
)
from directives.models import Assignment
from ledger.work import work
from organisation.models import User

from . import transfers
from .assignment_stages import ORDER, stage
from .flows.assignment import AssignmentFlow
from .following import step_towards
from .models import AssignmentProcess
from .steps import locked, open_task, stop

NODES: dict[str, Any] = {
    "prepare": AssignmentFlow.prepare_assignment,
    "take": AssignmentFlow.take_assignment,
    "carry_out": AssignmentFlow.carry_out,
    "answer": AssignmentFlow.answer_report,
}
MOST_STEPS = 2 * len(ORDER)

Verb = Callable[..., Any]


def begin(*, by: User, **facts: Any) -> Assignment:
    """Draft an assignment and begin its process; see ``drafting.draft``."""
    with work():
        assignment = drafting.draft(by=by, **facts)
        _begin(assignment)
        return assignment


def offer(assignment: Assignment, *, by: User, as_read: str = "") -> Assignment:
    """Ask the taker; see ``offering.offer``."""
    return _take(offering.offer, assignment, "commission", by=by, as_read=as_read)


def accept(assignment: Assignment, *, by: User) -> Assignment:
    """Take it on; see ``taking.accept``."""
    return _take(taking.accept, assignment, "take_assignment", by=by)


def decline(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Say no; see ``taking.decline``."""
    return _take(taking.decline, assignment, "take_assignment", by=by, reason=reason)


def adjust(assignment: Assignment, *, by: User, **facts: Any) -> Assignment:
    """Let an adjusted wording be in force; see ``adjusting.adjust``."""
    return _take(adjusting.adjust, assignment, "commission", by=by, **facts)


def report_finally(assignment: Assignment, *, by: User, **facts: Any) -> Any:
    """Hand in the final report; see ``reporting.report_finally``."""
    return _take(reporting.report_finally, assignment, "take_assignment", by=by, **facts)


def approve_report(assignment: Assignment, *, by: User, **facts: Any) -> Assignment:
    """Declare it fulfilled; see ``reporting.approve_report``."""
    return _take(reporting.approve_report, assignment, "commission", by=by, **facts)


def return_report(assignment: Assignment, *, by: User, comment: str) -> Assignment:
    """Hand the final report back; see ``reporting.return_report``."""
    return _take(reporting.return_report, assignment, "commission", by=by, comment=comment)


def pause(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Let it rest; see ``ending.pause``."""
    return _take(ending.pause, assignment, "commission", by=by, reason=reason)


def resume(assignment: Assignment, *, by: User) -> Assignment:
    """Go on after a rest; see ``ending.resume``."""
    return _take(ending.resume, assignment, "commission", by=by)


def transfer(assignment: Assignment, *, by: User, **facts: Any) -> Assignment:
    """Ask a new taker; see ``asking_another.change_taker``."""
    return _take(asking_another.change_taker, assignment, "commission", by=by, **facts)


def take_over(assignment: Assignment, *, by: User) -> Assignment:
    """Take it over from whoever has it; see ``transferring.take_over``."""
    return _answer(transferring.take_over, assignment, by=by)


def decline_to_take_over(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Leave it where it is; see ``transferring.decline``."""
    return _answer(transferring.decline, assignment, by=by, reason=reason)


def withdraw_transfer(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Take the question back; see ``transferring.withdraw``."""
    return _take(transferring.withdraw, assignment, "commission", by=by, reason=reason)


def withdraw(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Take it back; see ``ending.withdraw``."""
    return _take(ending.withdraw, assignment, "commission", by=by, reason=reason)


def reopen(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Let what has ended go on, with a process of its own; see ``ending.reopen``."""
    return _take(ending.reopen, assignment, "commission", by=by, reason=reason)


def follow(assignment: Assignment) -> bool:
    """Begin the assignment's process, or move it to where the row says that it is; answers whether it moved."""
    with work():
        process = _process(assignment) or _begin(assignment)
        with locked(process, AssignmentFlow):
            return _follow(process, assignment)


def _take(verb: Verb, assignment: Assignment, action: str, *, by: User, **facts: Any) -> Any:
    """Run ``verb`` under the process's lock. Raises NotAllowed, and what the verb raises."""
    with work():
        process = _process(assignment) or _begin(assignment)
        with locked(process, AssignmentFlow):
            if not sides.stands_on(action, places.fresh(assignment), by):
                raise NotAllowed
            done = verb(assignment, by=by, **facts)
            _follow(process, assignment)
            return done


def _answer(verb: Verb, assignment: Assignment, *, by: User, **facts: Any) -> Any:
    """The same for whoever is asked to take it over: the verb asks ``access`` about the question itself."""
    with work():
        process = _process(assignment) or _begin(assignment)
        with locked(process, AssignmentFlow):
            done = verb(assignment, by=by, **facts)
            _follow(process, assignment)
            return done


def _follow(process: AssignmentProcess, assignment: Assignment) -> bool:
    moved = transfers.follow(assignment, below=open_task(process, AssignmentFlow.carry_out))
    return _follow_row(process, assignment) or moved


def _follow_row(process: AssignmentProcess, assignment: Assignment) -> bool:
    process.refresh_from_db()
    fresh = Assignment.objects.get(pk=assignment.pk)
    if process.status != PROCESS.NEW:
        return fresh.is_open and _begin(fresh) is not None
    if fresh.state == Assignment.State.WITHDRAWN:
        stop(process, AssignmentFlow)
        return True
    wanted = NODES.get(stage(fresh))
    return sum(step_towards(process, NODES, wanted) for _step in range(MOST_STEPS)) > 0


def _process(assignment: Assignment) -> AssignmentProcess | None:
    """The process that carries the assignment now: the newest."""
    return AssignmentProcess.objects.filter(assignment=assignment).order_by("-pk").first()


def _begin(assignment: Assignment) -> AssignmentProcess:
    """The assignment's new process; of two who begin it at once the second finds the first one's."""
    Assignment.objects.select_for_update(no_key=True).only("pk").get(pk=assignment.pk)
    known = _process(assignment)
    if known is not None and known.status == PROCESS.NEW:
        return known
    start = AssignmentFlow.begin_again if known is not None else AssignmentFlow.begin
    start.run(assignment=assignment, below=_step_above(assignment))
    process = _process(assignment)
    if process is None:
        raise AssignmentProcess.DoesNotExist
    return process


def _step_above(assignment: Assignment) -> Any:
    """The step that carries the parent out, while it waits."""
    above = _process(assignment.parent) if assignment.parent else None
    return open_task(above, AssignmentFlow.carry_out) if above else None
