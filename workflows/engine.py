"""The only hand on the flows: every step is taken here, under the process's lock.

A step opens the verb's transaction, locks the process, finds its open task, asks ``access`` and
only then lets the verb change rows; the task is completed last. Whoever comes second finds no
open task and changes nothing.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from cases import access, answers, approvals, compilation, rounds
from cases import dispatch as dispatching
from cases import release as releasing
from cases.errors import AlreadyDone, Busy, NotAllowed
from cases.models import Answer, Approval, Recipient, ReferralRound
from ledger.work import work
from organisation import clock
from organisation.models import User

from .flows.answer import AnswerFlow
from .flows.round import RoundFlow
from .models import AnswerProcess

WAITING = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)


def begin_round(*, by: User, **facts: Any) -> ReferralRound:
    """Register the case, begin the round and its process; see ``rounds.create_round``."""
    with work():
        referral_round = rounds.create_round(by=by, **facts)
        RoundFlow.begin.run(referral_round=referral_round)
        return referral_round


def dispatch(referral_round: ReferralRound, *, by: User) -> ReferralRound:
    """Take the step that sends the round out."""
    with _step(referral_round.process, RoundFlow.prepare_draft, by=by):
        behalf = access.acting_for(by, "manage_round", referral_round.unit)
        return dispatching.dispatch(referral_round, by=by, on_behalf_of=behalf)


def acknowledge(recipient: Recipient, *, by: User) -> Answer:
    """Confirm the round for one recipient and start its process, once."""
    if not access.can(by, "prepare_answer", recipient):
        raise NotAllowed
    with work():
        answer = answers.acknowledge(recipient, by=by)
        if not AnswerProcess.objects.filter(recipient=recipient).exists():
            AnswerFlow.acknowledge.run(recipient=recipient)
        return answer


def submit(answer: Answer, *, by: User) -> Answer:
    """Take the step that sends the answer for approval."""
    with _step(_process(answer), AnswerFlow.prepare_answer, by=by):
        return answers.submit(answer, by=by)


def abstain(answer: Answer, *, by: User, decider: User, reason: str) -> Answer:
    """Take the step that ends the answer in an abstention."""
    with _step(_process(answer), AnswerFlow.prepare_answer, by=by):
        return releasing.abstain(answer, by=by, decider=decider, reason=reason)


def approve(answer: Answer, *, by: User, read_hash: str) -> Approval:
    """Take the manager's step with a yes."""
    with _step(_process(answer), AnswerFlow.approve_answer, by=by):
        return approvals.approve(answer, by=by, read_hash=read_hash)


def return_for_changes(answer: Answer, *, by: User, comment: str) -> Approval:
    """Take the manager's step with a no and a reason."""
    with _step(_process(answer), AnswerFlow.approve_answer, by=by):
        return approvals.return_for_changes(answer, by=by, comment=comment)


def release(answer: Answer, *, by: User) -> Answer:
    """Take the last step: give the answer. It commits without the round's lock."""
    with _step(_process(answer), AnswerFlow.release_answer, by=by):
        return releasing.release(answer, by=by)


def ask_again(answer: Answer, *, by: User) -> Answer:
    """Leave the last step backwards: the text changed, so a new approval is asked for."""
    with _step(_process(answer), AnswerFlow.release_answer, by=by):
        return answers.ask_again(answer, by=by)


def compile_answers(referral_round: ReferralRound, *, by: User) -> ReferralRound:
    """Take the step that ends the time for answers."""
    with _step(referral_round.process, RoundFlow.compile_answers, by=by):
        return compilation.compile_answers(referral_round, by=by)


def advance(referral_round: ReferralRound) -> bool:
    """Move the round on if all answers are in or the last day has passed; answers whether it moved.

    Idempotent and safe to repeat: the sweep calls it for every open round.
    """
    with work(), RoundFlow.lock(referral_round.process.pk):
        task = open_task(referral_round.process, RoundFlow.await_answers)
        referral_round.refresh_from_db()
        if task is None or not compilation.is_complete(referral_round, today=clock.today()):
            return False
        RoundFlow.await_answers.run(task)
        compilation.ask_for_compilation(referral_round)
        return True


def open_task(process: Process, node: Any) -> Task | None:
    """The process's own waiting task at ``node``; never a task of another process."""
    return Task.objects.filter(process_id=process.pk, flow_task=node, status__in=WAITING).first()


def can_take(process: Process, node: Any, user: User) -> bool:
    """Whether the step waits and ``user`` may take it: for showing a button, not for guarding it."""
    task = open_task(process, node)
    return task is not None and node.can_execute(user, task)


@contextmanager
def _locked(process: Process, flow_class: Any) -> Iterator[None]:
    """Wait for the process's lock; one that is held too long is told as a reason, not as an error."""
    with ExitStack() as held:
        try:
            held.enter_context(flow_class.lock(process.pk))
        except FlowLockFailed as error:
            raise Busy from error
        yield


@contextmanager
def _step(process: Process, node: Any, *, by: User) -> Iterator[None]:
    with work(), _locked(process, node.flow_class):
        task = open_task(process, node)
        if task is None:
            raise AlreadyDone
        if not node.can_execute(by, task):
            raise NotAllowed
        activation = node.activation_class(task)
        _take(activation, by)
        yield
        activation.execute()


def _take(activation: Any, by: User) -> None:
    if activation.assign.can_proceed():
        activation.assign(by)
    elif activation.reassign.can_proceed():
        activation.reassign(by)
    if activation.start.can_proceed():
        activation.start(None)


def _process(answer: Answer) -> AnswerProcess:
    return AnswerProcess.objects.get(recipient__answers__answer=answer)
