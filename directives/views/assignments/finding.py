"""Finding an assignment and its wordings: whoever commissions writes, whoever is in it reads what was given."""

from django.http import Http404
from django.urls import reverse

from cases import access
from directives.assignments import places, reach, sides
from directives.forms.assignments import SEEING
from directives.models import Assignment, AssignmentVersion
from organisation.http import SignedInRequest

DRAFTABLE = (Assignment.State.DRAFTED, Assignment.State.DECLINED)


def commissioned(request: SignedInRequest, public_id: str) -> Assignment:
    """An assignment this person commissions, or 404."""
    found: Assignment = access.find_any(
        request.user, Assignment, "commission", related=places.RELATED, public_id=public_id
    )
    if not sides.stands_on("commission", found, request.user):
        raise Http404
    return found


def own_page(assignment: Assignment) -> str:
    """Where what is not written any more is read; a draft that was taken back has only its wording."""
    if assignment.offered_at is not None:
        return reverse("assignment", args=[assignment.public_id])
    last = assignment.versions.latest("number")
    return reverse("assignment_version", args=[assignment.public_id, last.number])


def readable(request: SignedInRequest, public_id: str) -> Assignment:
    """An assignment this person is in, or 404."""
    found: Assignment = access.find_any(
        request.user, Assignment, *SEEING, related=places.RELATED, public_id=public_id
    )
    return found


def wording(request: SignedInRequest, assignment: Assignment, number: int) -> AssignmentVersion:
    """A wording that was given; one that is being written is only its commissioner's."""
    found = assignment.versions.select_related("frozen_by").filter(number=number).first()
    if found is None:
        raise Http404
    if found.frozen_at is None and not access.can(request.user, "commission", assignment):
        raise Http404
    how = reach.reach(assignment, request.user)
    if found.frozen_at is not None and not reach.wordings(assignment, how).filter(number=number).exists():
        raise Http404
    return found
