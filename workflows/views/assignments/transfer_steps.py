"""What can be done while somebody is asked to take an assignment over: by whoever asks, and whoever is asked."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.errors import NotAllowed
from cases.views.support import perform
from directives.assignments import transferring
from directives.models import Assignment
from organisation.http import SignedInRequest
from organisation.models import User

ASKED = "answer_transfer"
LEAVE_IT = "leave_it"
LEFT = _("Tack för svaret. Uppdraget ligger kvar där det är.")


def is_asked(assignment: Assignment, user: User) -> bool:
    """Whether ``user`` is the one, or one of those, who may answer the open question."""
    transfer = transferring.waiting(assignment)
    return transfer is not None and transferring.may_answer(transfer, user)


def nobody_is_asked(assignment: Assignment) -> bool:
    """No change of taker is under way."""
    return transferring.waiting(assignment) is None


def answered_before(request: SignedInRequest) -> HttpResponse:
    """A second click on a no, by somebody who reads the assignment no more: answered as the first one was."""
    return perform(
        request, _gone, name=f"assignment_{LEAVE_IT}", success=str(LEFT), go_to=reverse("assignments")
    )


def _gone() -> None:
    raise NotAllowed
