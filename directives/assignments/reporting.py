"""The final report: registered with its documents, then approved by the commissioner or handed back."""

from collections.abc import Sequence
from typing import Any

from cases import stored_files
from cases.models import Document, DocumentFile, WorkItem
from cases.reasons import said
from cases.received import Original
from cases.registration import register_document
from cases.text import normalise
from cases.uploads import check_upload
from cases.work_items import finish_items
from directives.models import Assignment, StatusReport
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import ending, trees
from .errors import ChildrenOpen
from .places import State, ask_giver, ask_taker, behalf, locked, tell, working
from .registering import authority

ACTION = "take_assignment"
Answer = StatusReport.Answer


def report_finally(
    assignment: Assignment, *, by: User, text: str, files: Sequence[Original] = ()
) -> StatusReport:
    """Hand in the final report with its documents. Raises ReasonMissing, UploadRefused, NotNow, Paused."""
    words = said(text)
    checked = [(check_upload(file.name, file.stream, file.size), file) for file in files]
    with work():
        fresh = working(assignment)
        document = _register(fresh, by)
        report = StatusReport.objects.create(
            assignment=fresh,
            kind=StatusReport.Kind.FINAL,
            happened=words,
            reported_at=clock.now(),
            reported_by=by,
            on_behalf_of=behalf(fresh, by, ACTION),
            document=document,
        )
        for upload, file in checked:
            stored = stored_files.keep(file.stream, upload.media_type)
            DocumentFile.objects.create(document=document, file=stored, name=upload.name)
        fresh.state = State.REPORTED
        fresh.save(update_fields=["state"])
        finish_items(fresh, WorkItem.Kind.CARRY_OUT, by=by)
        ask_giver(fresh, WorkItem.Kind.FINAL_REPORT)
        tell("assignment.reported", fresh, by, ACTION, report=report.pk)
        return report


def approve_report(
    assignment: Assignment, *, by: User, comment: str = "", with_children: bool = False
) -> Assignment:
    """Declare the assignment fulfilled. Raises NotNow, ChildrenOpen when something below goes on.

    ``with_children`` ends what goes on below it too. A yearly one begins its next term.
    """
    with work():
        fresh = locked(assignment, State.REPORTED)
        children = trees.going_on_below(fresh)
        if children and not with_children:
            raise ChildrenOpen(count=len(children))
        _answer(fresh, by, Answer.APPROVED, normalise(comment).strip())
        ending.fulfil(fresh, by=by)
        return fresh


def return_report(assignment: Assignment, *, by: User, comment: str) -> Assignment:
    """Hand the final report back, saying what is missing. Raises ReasonMissing, NotNow."""
    why = said(comment)
    with work():
        fresh = locked(assignment, State.REPORTED)
        _answer(fresh, by, Answer.RETURNED, why)
        fresh.state = State.UNDER_WAY
        fresh.save(update_fields=["state"])
        finish_items(fresh, WorkItem.Kind.FINAL_REPORT, by=by)
        ask_taker(fresh, WorkItem.Kind.CARRY_OUT)
        tell("assignment.returned", fresh, by, "commission", reason=why)
        return fresh


def _answer(assignment: Assignment, by: User, answer: str, comment: str) -> None:
    waiting = assignment.reports.filter(kind=StatusReport.Kind.FINAL, answer="")
    waiting.update(answer=answer, comment=comment, answered_at=clock.now(), answered_by=by)


def _register(assignment: Assignment, by: User) -> Document:
    """The report in the commissioner's case; as sent in the taker's, where that is another authority's."""
    taker, own = assignment.taker_unit, assignment.taker_case
    facts: dict[str, Any] = {"kind": Document.Kind.REPORT, "title": assignment.title, "by": by}
    if taker is None or authority(taker) == authority(assignment.unit):
        return register_document(assignment.case, direction=Document.Direction.INTERNAL, **facts)
    received = register_document(assignment.case, direction=Document.Direction.IN, counterpart=taker, **facts)
    if own is not None and not assignment.case.secrecy_provision:
        facts |= {"direction": Document.Direction.OUT, "counterpart": assignment.unit, "source": received}
        register_document(own, **facts)
    return received
