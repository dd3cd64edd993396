"""A question to somebody to take an assignment over, beside the step that carries it out."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from directives.models import Transfer
from workflows.base import CaseFlow, CaseTask, Ending
from workflows.models import TransferProcess


def _transfer(process: Any) -> Transfer:
    return Transfer.objects.get(pk=process.transfer_id)


class TransferFlow(CaseFlow):
    """Ask and answer. The assignment's own process stays where it is: whoever has it goes on meanwhile."""

    process_class = TransferProcess
    process_title = _("Byte av uppdragstagare")

    begin = (
        flow.StartHandle(this.remember_transfer)
        .Annotation(title=_("Någon tillfrågas"))
        .Next(this.answer_transfer)
    )

    answer_transfer = (
        CaseTask("take_assignment", _transfer).Annotation(title=_("Ta över uppdraget")).Next(this.end)
    )

    end = Ending().Annotation(title=_("Besvarat"))

    def remember_transfer(self, activation: Any, transfer: Transfer, below: Any = None) -> TransferProcess:
        """Tie the new process to its question, below the step that carries the assignment out."""
        activation.process.transfer = transfer
        activation.process.parent_task = below
        return activation.process
