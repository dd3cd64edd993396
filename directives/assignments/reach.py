"""How much of an assignment somebody reads: all of it, its document alone, or what was until they left it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cases import access
from directives.models import Assignment, AssignmentVersion, Transfer
from organisation.models import User

SIDES = ("commission", "take_assignment")


@dataclass(frozen=True)
class Reach:
    """Whoever is asked to take it over reads the document; whoever had it reads what was ``until`` ``successor``."""

    document_alone: bool = False
    until: datetime | None = None
    successor: str = ""

    @property
    def all(self) -> bool:
        """Nothing is held back."""
        return not self.document_alone and self.until is None

    def reads(self, at: datetime) -> bool:
        """What came about at that time is among it."""
        return not self.document_alone and (self.until is None or at <= self.until)


def reach(assignment: Assignment, user: User) -> Reach:
    """How much ``user`` reads, who may open it."""
    if any(access.can(user, action, assignment) for action in SIDES):
        return Reach()
    doors = access.visible_to(user, Transfer, "see_assignment").filter(assignment=assignment)
    left = doors.filter(state=Transfer.State.ACCEPTED).select_related("to_user", "to_unit")
    had = left.order_by("-answered_at").first()
    if had is not None:
        return Reach(until=had.answered_at, successor=had.asked_name)
    return Reach(document_alone=doors.exists())


def wordings(assignment: Assignment, how: Reach) -> QuerySet[AssignmentVersion]:
    """The wordings that were given and are read, the newest first."""
    found = assignment.versions.filter(frozen_at__isnull=False).order_by("-number")
    if how.document_alone:
        return found.filter(number=found.values("number")[:1])
    return found if how.until is None else found.filter(frozen_at__lt=how.until)


def wording(assignment: Assignment, how: Reach) -> AssignmentVersion | None:
    """The wording in force, as it was when whoever had it left."""
    return wordings(assignment, how).first()
