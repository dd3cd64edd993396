"""Entering an assignment document in the diaries: in the case, and as received at the taker's authority."""

from cases.diary import own_diary
from cases.models import CaseParty, Document
from cases.registration import add_party, register_case, register_document
from directives.models import Assignment
from organisation.models import Unit, User


def register(assignment: Assignment, by: User) -> Document:
    """Enter the document in the case, and as received at the taker's authority when that is another one.

    Whoever took over what it is a part of may sit at another authority than the case: then it came from there.
    """
    taker, home = assignment.taker_unit, authority(assignment.case.unit)
    other = taker is not None and authority(taker) != home
    came = authority(assignment.unit) != home
    sent = Document.Direction.OUT if other else Document.Direction.INTERNAL
    document = register_document(
        assignment.case,
        kind=Document.Kind.ASSIGNMENT,
        title=assignment.title,
        direction=Document.Direction.IN if came else sent,
        by=by,
        counterpart=assignment.unit if came else taker if other else None,
    )
    if taker is not None and taker.pk != assignment.case.unit_id:
        add_party(assignment.case, taker, CaseParty.Capacity.RECIPIENT)
    if taker is not None and other:
        receive(assignment, document, taker, by)
    return document


def receive(assignment: Assignment, sent: Document, taker: Unit, by: User) -> None:
    """Register what was sent in the taker's own diary, in the case it has there already or a new one."""
    own = assignment.taker_case
    if own is None or authority(own.unit) != authority(taker):
        diary = own_diary(taker)
        if diary is None:
            return
        own = register_case(diary=diary, title=_title(assignment), unit=taker, by=by)
        assignment.taker_case = own
    register_document(
        own,
        kind=sent.kind,
        title=_title(assignment),
        direction=Document.Direction.IN,
        by=by,
        counterpart=assignment.unit,
        source=sent,
    )


def authority(unit: Unit) -> int:
    """Whose diaries the unit's cases are kept in."""
    return unit.authority_id_or_own


def _title(assignment: Assignment) -> str:
    """What another authority's diary says; nothing of a secret case."""
    secret = bool(assignment.case.secrecy_provision)
    return str(Document.Kind.ASSIGNMENT.label).capitalize() if secret else assignment.title
