"""An assignment, from its draft to the day its commissioner declares it fulfilled."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from directives.models import Assignment
from workflows.assignment_stages import ORDER, stage
from workflows.base import CaseFlow, CaseTask, Choice, Ending
from workflows.models import AssignmentProcess


def _assignment(process: Any) -> Assignment:
    return Assignment.objects.get(pk=process.assignment_id)


def _has_come_to(activation: Any, name: str) -> bool:
    return ORDER.index(stage(_assignment(activation.process.coerced))) >= ORDER.index(name)


class AssignmentFlow(CaseFlow):
    """Draft, offer, take, carry out, report, approve; a declined or returned one goes back.

    While somebody is asked to take it over it stays where it is (``TransferFlow``); the way from carrying out
    to taking is of changes of taker that were begun before there was such a question.
    The assignment's rows are the truth: every transition is a verb taken through ``workflows.assigning``,
    and the process follows to where the rows say that it is. An assignment below another is a process
    below the step that carries the other out.
    """

    process_class = AssignmentProcess
    process_title = _("Uppdrag")

    begin = (
        flow.StartHandle(this.remember_assignment)
        .Annotation(title=_("Uppdraget påbörjas"))
        .Next(this.prepare_assignment)
    )

    begin_again = (
        flow.StartHandle(this.remember_assignment)
        .Annotation(title=_("Uppdraget öppnas igen"))
        .Next(this.carry_out)
    )

    prepare_assignment = (
        CaseTask("commission", _assignment)
        .Annotation(title=_("Skriv uppdragshandlingen"))
        .Next(this.take_assignment)
    )

    take_assignment = (
        CaseTask("take_assignment", _assignment)
        .Annotation(title=_("Ta emot uppdraget"))
        .Next(this.check_taken)
    )

    check_taken = (
        Choice(this.is_taken)
        .Annotation(title=_("Mottaget?"))
        .Then(this.carry_out)
        .Else(this.prepare_assignment)
    )

    carry_out = (
        CaseTask("take_assignment", _assignment)
        .Annotation(title=_("Genomför och rapportera"))
        .Next(this.check_carried_out)
    )

    check_carried_out = (
        Choice(this.is_reported)
        .Annotation(title=_("Slutrapporterat?"))
        .Then(this.answer_report)
        .Else(this.take_assignment)
    )

    answer_report = (
        CaseTask("commission", _assignment)
        .Annotation(title=_("Ta ställning till slutrapporten"))
        .Next(this.check_answered)
    )

    check_answered = (
        Choice(this.is_fulfilled).Annotation(title=_("Fullgjort?")).Then(this.end).Else(this.carry_out)
    )

    end = Ending().Annotation(title=_("Klart"))

    def remember_assignment(
        self, activation: Any, assignment: Assignment, below: Any = None
    ) -> AssignmentProcess:
        """Tie the new process to its assignment, below the step that carries its parent out."""
        activation.process.assignment = assignment
        activation.process.parent_task = below
        return activation.process

    def is_taken(self, activation: Any) -> bool:
        """Somebody took it on; otherwise it was declined."""
        return _has_come_to(activation, "carry_out")

    def is_reported(self, activation: Any) -> bool:
        """The final report is in; otherwise somebody else is asked to take it."""
        return _has_come_to(activation, "answer")

    def is_fulfilled(self, activation: Any) -> bool:
        """It is declared fulfilled; otherwise the report was handed back."""
        return _has_come_to(activation, "end")
