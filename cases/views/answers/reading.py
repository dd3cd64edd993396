"""Reading the answer as a document: the receipt with the own copy, and a draft on paper."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases.models import Answer, Approval, Document, Recipient
from organisation.http import SignedInRequest

from .pages import read
from .places import with_answer
from .show import show


@require_safe
@with_answer("read_draft")
def receipt(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """Who gave the answer and when, its numbers at both diaries, and every word of it."""
    if answer.is_open:
        return redirect("answer", place.public_id)
    page = read(place, answer, request.user)
    own = Document.objects.filter(source=answer.document_id).select_related("case").first()
    return show(request, "receipt", place, answer, page=page, approval=_approval(answer), own_copy=own)


@require_safe
@with_answer("read_draft")
def paper(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """The answer as it stands, beside the draft, for a meeting of the management group."""
    page = read(place, answer, request.user)
    return show(request, "paper", place, answer, page=page)


def _approval(answer: Answer) -> Approval | None:
    approved = answer.approvals.filter(outcome=Approval.Outcome.APPROVED)
    return approved.select_related("by", "on_behalf_of").order_by("-pk").first()
