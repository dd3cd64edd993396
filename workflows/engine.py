"""The only hand on the flows: every step is taken here, under the process's lock.

A step opens the verb's transaction, locks the process, finds its open task, asks ``access`` and
only then lets the verb change rows; the task is completed last. Whoever comes second finds no
open task and changes nothing. What ends, stops or turns a process round is here too, so that no
task is left waiting for something that will never come.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from viewflow.workflow.status import PROCESS

from cases import access, answers, approvals, circle, closing, compilation, extensions, outcome, rounds
from cases import cancelling as cancels
from cases import dispatch as dispatching
from cases import received as receiving
from cases import release as releasing
from cases import replacing as replaces
from cases.models import Answer, Approval, Decision, Extension, Recipient, ReferralRound
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from .flows.answer import AnswerFlow
from .flows.round import RoundFlow
from .models import AnswerProcess
from .steps import allow, can_take, leave, let_go, locked, open_task, step, stop

__all__ = ["can_take", "open_task"]


def begin_round(*, by: User, **facts: Any) -> ReferralRound:
    """Register the case, begin the round and its process; see ``rounds.create_round``."""
    with work():
        referral_round = rounds.create_round(by=by, **facts)
        RoundFlow.begin.run(referral_round=referral_round)
        return referral_round


def dispatch(referral_round: ReferralRound, *, by: User) -> ReferralRound:
    """Take the step that sends the round out."""
    with step(referral_round.process, RoundFlow.prepare_draft, by=by):
        behalf = access.acting_for(by, "manage_round", referral_round.unit)
        return dispatching.dispatch(referral_round, by=by, on_behalf_of=behalf)


def acknowledge(recipient: Recipient, *, by: User) -> Answer:
    """Confirm the round for one recipient and start its process, once."""
    allow(by, "prepare_answer", recipient)
    with work():
        answer = answers.acknowledge(recipient, by=by)
        if answer.is_open and not AnswerProcess.objects.filter(answer=answer).exists():
            AnswerFlow.acknowledge.run(recipient=recipient, answer=answer)
        return answer


def submit(answer: Answer, *, by: User) -> Answer:
    """Take the step that sends the answer for approval."""
    with step(answer.process, AnswerFlow.prepare_answer, by=by):
        return answers.submit(answer, by=by)


def abstain(answer: Answer, *, by: User, decider: User, reason: str) -> Answer:
    """Take the step that ends the answer in an abstention."""
    with step(answer.process, AnswerFlow.prepare_answer, by=by):
        return releasing.abstain(answer, by=by, decider=decider, reason=reason)


def approve(answer: Answer, *, by: User, read_hash: str) -> Approval:
    """Take the manager's step with a yes."""
    with step(answer.process, AnswerFlow.approve_answer, by=by):
        return approvals.approve(answer, by=by, read_hash=read_hash)


def return_for_changes(answer: Answer, *, by: User, comment: str) -> Approval:
    """Take the manager's step with a no and a reason."""
    with step(answer.process, AnswerFlow.approve_answer, by=by):
        return approvals.return_for_changes(answer, by=by, comment=comment)


def release(answer: Answer, *, by: User) -> Answer:
    """Take the last step: give the answer. It commits without the round's lock."""
    with step(answer.process, AnswerFlow.release_answer, by=by):
        return releasing.release(answer, by=by)


def ask_again(answer: Answer, *, by: User) -> Answer:
    """Leave the last step backwards: the text changed, so a new approval is asked for."""
    with step(answer.process, AnswerFlow.release_answer, by=by):
        return answers.ask_again(answer, by=by)


def replace_answer(recipient: Recipient, *, by: User) -> Answer:
    """Begin an answer that will replace the given one, with a process of its own."""
    allow(by, "prepare_answer", recipient)
    with work():
        answer = replaces.begin_replacement(recipient, by=by)
        AnswerFlow.acknowledge.run(recipient=recipient, answer=answer)
        return answer


def drop_replacement(answer: Answer, *, by: User, reason: str = "") -> Answer:
    """Stop changing an answer that was given; what was given stays as it was."""
    allow(by, "prepare_answer", answers.recipient_of(answer))
    with work(), locked(answer.process, AnswerFlow):
        dropped = replaces.drop_replacement(answer, by=by, reason=reason)
        stop(answer.process, AnswerFlow)
        return dropped


def withdraw_answer(recipient: Recipient, answer: Answer, *, by: User, reason: str) -> Answer:
    """Take a given answer back; a round that was about to be compiled waits for another."""
    referral_round = recipient.round
    with work(), locked(referral_round.process, RoundFlow):
        allow(by, "release_answer", answers.recipient_of(answer))
        withdrawn = replaces.withdraw_answer(answer, by=by, reason=reason)
        _wait_again(referral_round, by)
        return withdrawn


def receive_answer(recipient: Recipient, *, by: User, **facts: Any) -> Answer:
    """Register an answer that came by post or mail; see ``received.receive_answer``."""
    allow(by, "manage_round", recipient)
    return receiving.receive_answer(recipient, by=by, **facts)


def extend(recipient: Recipient, *, by: User, day: date, reason: str) -> Extension:
    """Give one recipient more time; a round that was about to be compiled waits again."""
    with work(), locked(recipient.round.process, RoundFlow):
        allow(by, "manage_round", recipient.round)
        extension = extensions.grant(recipient, by=by, day=day, reason=reason)
        _wait_again(recipient.round, by)
        return extension


def extend_all(referral_round: ReferralRound, *, by: User, day: date, reason: str) -> ReferralRound:
    """Give everybody more time."""
    with work(), locked(referral_round.process, RoundFlow):
        allow(by, "manage_round", referral_round)
        extended = extensions.extend_all(referral_round, by=by, day=day, reason=reason)
        _wait_again(extended, by)
        return extended


def decide_extension(extension: Extension, *, by: User, day: date | None, reason: str) -> Extension:
    """Grant (to and with ``day``) or refuse (None) what a recipient asked for."""
    referral_round = extension.recipient.round
    with work(), locked(referral_round.process, RoundFlow):
        allow(by, "manage_round", referral_round)
        decided = extensions.decide(extension, by=by, day=day, reason=reason)
        _wait_again(referral_round, by)
        return decided


def add_recipient(referral_round: ReferralRound, unit: Unit, *, by: User, **facts: Any) -> Recipient:
    """Send the open round to one more; one that was withdrawn goes on where it was."""
    with work(), locked(referral_round.process, RoundFlow):
        allow(by, "manage_round", referral_round)
        recipient = circle.add_recipient(referral_round, unit, by=by, **facts)
        _go_on(recipient, by)
        _wait_again(referral_round, by)
        return recipient


def withdraw_recipient(recipient: Recipient, *, by: User, reason: str) -> Recipient:
    """Take a recipient out of the round and stop its process."""
    with work(), locked(recipient.round.process, RoundFlow), _stopped_answers([recipient]):
        allow(by, "manage_round", recipient.round)
        return circle.withdraw_recipient(recipient, by=by, reason=reason)


def replace_recipient(
    recipient: Recipient, unit: Unit, *, by: User, reason: str, last_day: date | None = None
) -> Recipient:
    """Let another unit answer instead."""
    with work(), locked(recipient.round.process, RoundFlow):
        allow(by, "manage_round", recipient.round)
        with _stopped_answers([recipient]):
            successor = circle.replace_recipient(recipient, unit, by=by, reason=reason, last_day=last_day)
        _go_on(successor, by)
        _wait_again(recipient.round, by)
        return successor


def reassign(referral_round: ReferralRound, unit: Unit, *, by: User, reason: str) -> ReferralRound:
    """Hand the round over to another unit; its waiting step follows, held by nobody until taken."""
    with work(), locked(referral_round.process, RoundFlow):
        allow(by, "manage_round", referral_round)
        handed = circle.hand_over(referral_round, unit, by=by, reason=reason)
        let_go(handed.process)
        return handed


def cancel(referral_round: ReferralRound, *, by: User, reason: str) -> ReferralRound:
    """Cancel an open round and every answer under way, so that nothing of it fires later."""
    with work(), locked(referral_round.process, RoundFlow):
        allow(by, "manage_round", referral_round)
        with _stopped_answers(list(referral_round.recipients.all())):
            cancelled = cancels.cancel(referral_round, by=by, reason=reason)
        stop(referral_round.process, RoundFlow)
        return cancelled


def compile_answers(referral_round: ReferralRound, *, by: User) -> ReferralRound:
    """Take the step that ends the time for answers."""
    with step(referral_round.process, RoundFlow.compile_answers, by=by):
        return compilation.compile_answers(referral_round, by=by)


def close(referral_round: ReferralRound, *, by: User) -> ReferralRound:
    """Take the step that closes the weighing."""
    with step(referral_round.process, RoundFlow.weigh_comments, by=by):
        return closing.close(referral_round, by=by)


def reopen(referral_round: ReferralRound, *, by: User, reason: str) -> ReferralRound:
    """Leave the decision's step backwards: the weighing goes on."""
    with step(referral_round.process, RoundFlow.decide_outcome, by=by, action="manage_round"):
        return closing.reopen(referral_round, by=by, reason=reason)


def decide(referral_round: ReferralRound, *, by: User, **facts: Any) -> Decision:
    """Take the step that adopts the proposed version; see ``outcome.decide``."""
    with step(referral_round.process, RoundFlow.decide_outcome, by=by):
        return outcome.decide(referral_round, by=by, **facts)


def decide_by_body(referral_round: ReferralRound, *, by: User | None) -> ReferralRound | None:
    """Leave the official's step because a body decided; its approved § is the round's decision."""
    with work(), locked(referral_round.process, RoundFlow):
        decided = outcome.decided_by_body(referral_round, by=by)
        if decided is not None:
            leave(referral_round.process, RoundFlow.decide_outcome)
        return decided


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


def _wait_again(referral_round: ReferralRound, by: User) -> None:
    """Somebody is waited for again: a round that was about to be compiled goes back to waiting."""
    referral_round.refresh_from_db()
    waits = open_task(referral_round.process, RoundFlow.compile_answers) is not None
    if waits and not compilation.is_complete(referral_round, today=clock.today()):
        leave(referral_round.process, RoundFlow.compile_answers)
        compilation.take_back(referral_round, by=by)


def _go_on(recipient: Recipient, by: User) -> None:
    """A recipient that came back to a begun answer takes up its words in a process of their own."""
    if recipient.acknowledged_at is not None:
        answer = replaces.begin_replacement(recipient, by=by)
        AnswerFlow.acknowledge.run(recipient=recipient, answer=answer)


@contextmanager
def _stopped_answers(recipients: list[Recipient]) -> Iterator[None]:
    """Stop what is under way around the verb; one acknowledged meanwhile is seen only after it."""
    _stop_answers(recipients)
    yield
    _stop_answers(recipients)


def _stop_answers(recipients: list[Recipient]) -> None:
    """Lock and stop what is under way; an answer that is being given right now is waited for."""
    under_way = AnswerProcess.objects.filter(recipient__in=recipients, status=PROCESS.NEW).order_by("pk")
    for process in under_way:
        with locked(process, AnswerFlow):
            stop(process, AnswerFlow)
