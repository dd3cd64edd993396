"""What a drafted assignment lacks: what has to be there before it is offered, and what is only shown as missing."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from directives.models import Assignment, AssignmentVersion

from .drafting import refuse_backwards
from .errors import DescriptionMissing, ResponsibilitiesMissing
from .headings import HEADINGS
from .offering import refuse_outsiders, refuse_unfit_parent

WISHED = ("mandate", "way_of_working", "reporting")


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, and the field where it is put right."""

    field: str
    message: str


Check = Callable[[Assignment, AssignmentVersion], None]


def hindrances(assignment: Assignment, version: AssignmentVersion) -> list[Lack]:
    """Everything ``offering.refuse_unready`` would refuse, at once."""
    return [*filter(None, (_lack(field, check, assignment, version) for field, check in CHECKS))]


def wishes(assignment: Assignment, version: AssignmentVersion) -> list[Lack]:
    """What the document may do without, and shows as missing."""
    facts = [
        ("giver", _("Uppdragsgivaren är inte angiven."), assignment.giver_user_id or assignment.giver_title),
        ("starts_on", _("Startdagen är inte angiven."), assignment.starts_on),
        ("due_words", _("Slutdagen är inte angiven."), assignment.due_on or assignment.due_words),
    ]
    unwritten = _("”%(heading)s” är inte skrivet.")
    texts = [
        (field, unwritten % {"heading": HEADINGS[field]}, getattr(version, field).strip()) for field in WISHED
    ]
    return [Lack(field, str(message)) for field, message, value in [*facts, *texts] if not value]


def _lack(field: str, check: Check, assignment: Assignment, version: AssignmentVersion) -> Lack | None:
    try:
        check(assignment, version)
    except Refused as refusal:
        return Lack(field, str(refusal))
    return None


def _taker(assignment: Assignment, version: AssignmentVersion) -> None:
    refuse_outsiders(assignment)


def _description(assignment: Assignment, version: AssignmentVersion) -> None:
    if not version.description.strip():
        raise DescriptionMissing


def _responsibilities(assignment: Assignment, version: AssignmentVersion) -> None:
    if assignment.kind == Assignment.Kind.ASSIGNMENT and not version.responsibilities:
        raise ResponsibilitiesMissing


def _days(assignment: Assignment, version: AssignmentVersion) -> None:
    refuse_backwards(assignment.starts_on, assignment.due_on)


def _parent(assignment: Assignment, version: AssignmentVersion) -> None:
    refuse_unfit_parent(assignment)


CHECKS: tuple[tuple[str, Check], ...] = (
    ("taker", _taker),
    ("description", _description),
    ("responsibilities", _responsibilities),
    ("due_on", _days),
    ("parent", _parent),
)
