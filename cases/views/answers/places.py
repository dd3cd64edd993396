"""Finding what an address under /svar/ is about: the place, its answer, one of its rows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cases import access
from cases.models import Answer, AnswerItem, Recipient
from cases.standing import Standing
from organisation.http import SignedInRequest
from organisation.models import User

RELATED = (
    "round__case",
    "round__unit",
    "round__version",
    "round__created_by",
    "round__cancelled_by",
    "unit",
    "case",
    "coordinator",
    "acknowledged_by",
    "withdrawn_by",
    "successor__unit",
)
View = Callable[..., HttpResponse]


def find_place(user: User, public_id: str, *actions: str) -> Recipient:
    """The administration's place in the round, when ``user`` may do one of ``actions``; else 404."""
    found: Recipient = access.find_any(user, Recipient, *actions, related=RELATED, public_id=public_id)
    return found


def with_answer(*actions: str) -> Callable[[View], View]:
    """The view gets the place and its present answer; before there is one, the landing says what to do."""

    def decorate(view: View) -> View:
        @wraps(view)
        def found(request: SignedInRequest, public_id: str, **kwargs: Any) -> HttpResponse:
            place = find_place(request.user, public_id, *actions)
            answer = Standing(place, request.user, actions).present
            if answer is None:
                return redirect("answer", public_id)
            return view(request, place, answer, **kwargs)

        return found

    return decorate


def only_post(view: View) -> View:
    """Whoever comes by a link, or back from logging in, lands on the page of the answer."""

    @wraps(view)
    def found(request: SignedInRequest, place: Recipient, answer: Answer, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return redirect("answer", place.public_id)
        return view(request, place, answer, **kwargs)

    return found


def find_row(where: Answer | Recipient, pk: int, user: User | None = None) -> AnswerItem:
    """The row of this answer, or of any answer of this place, that ``user`` may write in when given; else 404.

    A page left open may belong to an answer that has ended: its verb says so, which a 404 would not.
    """
    rows = access.visible_to(user, AnswerItem, "write_answer") if user else AnswerItem.objects.all()
    key = "answer" if isinstance(where, Answer) else "answer__parties__recipient"
    related = ("answer", "question__section_version", "question__round", "saved_by")
    found: AnswerItem | None = rows.filter(pk=pk, **{key: where}).select_related(*related).first()
    if found is None:
        raise Http404
    return found


def find_given(user: User, place: Recipient, public_id: str) -> Answer:
    """One of the place's answers that is no longer written in, as ``user`` may read it; else 404."""
    found = [one for one in Standing(place, user).earlier if one.public_id == public_id]
    if not found:
        raise Http404
    return found[0]


def address(place: Recipient, below: str = "") -> str:
    """The landing's address, or one below it; the steps live below it without being known here."""
    return reverse("answer", args=[place.public_id]) + below
