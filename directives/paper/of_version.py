"""A given wording of an assignment, as the values its document is made of."""

from directives import orders
from directives.models import TEXTS, Assignment, AssignmentVersion

from .assignment import AssignmentPaper


def paper_of(assignment: Assignment, version: AssignmentVersion) -> AssignmentPaper:
    """Everything the document tells. The wording has been given."""
    if version.frozen_at is None or version.frozen_by is None:
        raise ValueError(version)
    named = version.named
    return AssignmentPaper(
        title=assignment.title,
        case_number=assignment.case.number or "",
        unit=named["giver_unit"],
        giver=_joined(named["giver"], named["giver_title"]),
        taker=_joined(named["taker"], named["taker_title"], named["taker_unit"]),
        version=version.number,
        frozen_at=version.frozen_at,
        frozen_by=version.frozen_by.name,
        content_hash=version.content_hash,
        starts_on=version.starts_on,
        due_on=version.due_on,
        due_words=version.due_words,
        yearly=assignment.yearly,
        term=assignment.term,
        process=process_of(assignment),
        appoints=assignment.appoints,
        parent=_parent(assignment),
        decided=orders.rests_on(assignment),
        taken_over_by=version.taken_over_by,
        **{name: getattr(version, name) for name in TEXTS},
    )


def _joined(*words: str) -> str:
    return ", ".join(part for part in words if part)


def process_of(assignment: Assignment) -> str:
    """The process, and the part of it that is meant."""
    if assignment.process is None:
        return ""
    return (
        f"{assignment.process.name} – {assignment.part.name}" if assignment.part else assignment.process.name
    )


def _parent(assignment: Assignment) -> str:
    """What it is a part of; nothing of a secret case."""
    above = assignment.parent
    return above.title if above is not None and not above.case.secrecy_provision else ""
