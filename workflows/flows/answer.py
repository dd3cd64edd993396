"""One recipient's answer, from acknowledgement to release."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from cases.models import Answer, Recipient
from workflows.base import CaseFlow, CaseTask, Choice, Ending
from workflows.models import AnswerProcess


def _answer_state(activation: Any) -> str:
    return Answer.objects.values_list("state", flat=True).get(pk=activation.process.answer_id)


class AnswerFlow(CaseFlow):
    """Write together, have it approved, give it on the administration's behalf, or abstain."""

    process_class = AnswerProcess
    process_title = _("Remissvar")

    acknowledge = (
        flow.StartHandle(this.remember_answer).Annotation(title=_("Bekräftat")).Next(this.prepare_answer)
    )

    prepare_answer = (
        CaseTask("prepare_answer", lambda process: process.recipient)
        .Annotation(title=_("Skriv svaret"))
        .Next(this.check_prepared)
    )

    check_prepared = (
        Choice(this.has_abstained)
        .Annotation(title=_("Avstår?"))
        .Then(this.end_abstained)
        .Else(this.approve_answer)
    )

    approve_answer = (
        CaseTask("approve_answer", lambda process: process.recipient)
        .Annotation(title=_("Godkänn"))
        .Next(this.check_approved)
    )

    check_approved = (
        Choice(this.is_approved)
        .Annotation(title=_("Godkänt?"))
        .Then(this.release_answer)
        .Else(this.prepare_answer)
    )

    release_answer = (
        CaseTask("release_answer", lambda process: process.recipient)
        .Annotation(title=_("Lämna svaret"))
        .Next(this.check_released)
    )

    check_released = (
        Choice(this.is_released)
        .Annotation(title=_("Lämnat?"))
        .Then(this.end_released)
        .Else(this.approve_answer)
    )

    end_released = Ending().Annotation(title=_("Svaret är lämnat"))
    end_abstained = Ending().Annotation(title=_("Avstått"))

    def remember_answer(self, activation: Any, recipient: Recipient, answer: Answer) -> AnswerProcess:
        """Tie the new process to the answer and its place."""
        activation.process.recipient, activation.process.answer = recipient, answer
        return activation.process

    def has_abstained(self, activation: Any) -> bool:
        """The administration abstains instead of answering."""
        return _answer_state(activation) == Answer.State.ABSTAINED

    def is_approved(self, activation: Any) -> bool:
        """The manager said yes."""
        return _answer_state(activation) == Answer.State.APPROVED

    def is_released(self, activation: Any) -> bool:
        """The answer was given; otherwise a changed text asks for a new approval."""
        return _answer_state(activation) == Answer.State.RELEASED
