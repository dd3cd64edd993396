"""Reading the answer as a document: the receipt with the own copy, earlier answers, and a draft on paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases import access
from cases.models import Answer, Approval, Document, Feedback, Recipient
from cases.standing import Standing
from organisation.http import SignedInRequest

from .pages import read
from .places import find_given, find_place, with_answer
from .show import show


@require_safe
@with_answer("read_draft")
def receipt(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """What was given, also while it is being changed: by whom, its numbers at both diaries, every word."""
    shown = Standing(place, request.user).given
    if shown is None:
        return redirect("answer", place.public_id)
    return _document(request, "receipt", place, shown, told=_told(place, request))


@require_safe
def given(request: SignedInRequest, public_id: str, answer_id: str) -> HttpResponse:
    """One of the administration's earlier answers, or words that were never given."""
    place = find_place(request.user, public_id, "read_draft")
    answer = find_given(request.user, place, answer_id)
    return _document(request, "given", place, answer)


@require_safe
@with_answer("read_draft")
def paper(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """The answer as it stands, beside the draft, for a meeting of the management group."""
    return show(request, "paper", place, answer, page=read(place, answer, request.user))


def _document(
    request: SignedInRequest, template: str, place: Recipient, answer: Answer, **context: Any
) -> HttpResponse:
    """The answer with its approval and the own copy in the diary."""
    own = Document.objects.filter(source=answer.document_id).select_related("case").first()
    return show(
        request,
        template,
        place,
        answer,
        page=read(place, answer, request.user),
        approval=_approval(answer),
        own_copy=own if answer.document_id else None,
        **context,
    )


def _approval(answer: Answer) -> Approval | None:
    approved = answer.approvals.filter(outcome=Approval.Outcome.APPROVED)
    return approved.select_related("by", "on_behalf_of").order_by("-pk").first()


def _told(place: Recipient, request: SignedInRequest) -> Feedback | None:
    """The newest letter "ni tyckte – så gjorde vi", for whoever may read it."""
    letters = access.visible_to(request.user, Feedback, "read_draft")
    return letters.filter(recipient=place).order_by("-pk").first()
