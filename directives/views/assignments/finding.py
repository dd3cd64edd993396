"""Finding an assignment and its wordings: whoever commissions writes, whoever is in it reads what was given."""

from django.http import Http404

from cases import access
from directives.assignments import places
from directives.forms.assignments import SEEING
from directives.models import Assignment, AssignmentVersion
from organisation.http import SignedInRequest

DRAFTABLE = (Assignment.State.DRAFTED, Assignment.State.DECLINED)


def commissioned(request: SignedInRequest, public_id: str) -> Assignment:
    """An assignment this person commissions, or 404."""
    found: Assignment = access.find_any(
        request.user, Assignment, "commission", related=places.RELATED, public_id=public_id
    )
    return found


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
    return found
