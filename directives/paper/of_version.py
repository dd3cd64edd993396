"""A given wording of an assignment, as the values its document is made of."""

from directives.models import TEXTS, Assignment, AssignmentVersion
from organisation.models import User

from .assignment import AssignmentPaper


def paper_of(assignment: Assignment, version: AssignmentVersion) -> AssignmentPaper:
    """Everything the document tells. The wording has been given."""
    if version.frozen_at is None or version.frozen_by is None:
        raise ValueError(version)
    return AssignmentPaper(
        title=assignment.title,
        case_number=assignment.case.number or "",
        unit=assignment.unit.name,
        giver=_named(assignment.giver_user, assignment.giver_title),
        taker=_named(
            assignment.taker_user,
            assignment.taker_title,
            assignment.taker_unit.name if assignment.taker_unit else "",
        ),
        version=version.number,
        frozen_at=version.frozen_at,
        frozen_by=version.frozen_by.name,
        content_hash=version.content_hash,
        starts_on=version.starts_on,
        due_on=version.due_on,
        due_words=version.due_words,
        yearly=assignment.yearly,
        term=assignment.term,
        process=assignment.process.name if assignment.process else "",
        appoints=assignment.appoints,
        parent=_parent(assignment),
        **{name: getattr(version, name) for name in TEXTS},
    )


def _named(user: User | None, *more: str) -> str:
    return ", ".join(part for part in [user.name if user else "", *more] if part)


def _parent(assignment: Assignment) -> str:
    """What it is a part of; nothing of a secret case."""
    above = assignment.parent
    return above.title if above is not None and not above.case.secrecy_provision else ""
