"""The process of each question to take an assignment over follows its row; the assignment's process is locked."""

from typing import Any

from viewflow.workflow.status import PROCESS

from directives.models import Assignment, Transfer

from .flows.assignment_transfer import TransferFlow
from .models import TransferProcess
from .steps import leave, locked, stop

ANSWERED = (Transfer.State.ACCEPTED, Transfer.State.DECLINED)


def follow(assignment: Assignment, *, below: Any = None) -> bool:
    """Begin what is asked, end what is answered, stop what fell; answers whether anything changed."""
    begun = _unbegun(assignment)
    for transfer in begun:
        TransferFlow.begin.run(transfer=transfer, below=below)
    waits = TransferProcess.objects.filter(transfer__assignment=assignment, status=PROCESS.NEW)
    over = waits.exclude(transfer__state=Transfer.State.ASKED).select_related("transfer").order_by("pk")
    return sum([len(begun), *(_end(process) for process in over)]) > 0


def _unbegun(assignment: Assignment) -> list[Transfer]:
    asked = assignment.transfers.filter(state=Transfer.State.ASKED, process=None)
    return list(asked.order_by("pk"))


def _end(process: TransferProcess) -> int:
    with locked(process, TransferFlow):
        if process.transfer.state in ANSWERED:
            leave(process, TransferFlow.answer_transfer)
        else:
            stop(process, TransferFlow)
    return 1
