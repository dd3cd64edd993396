"""What can be done to the boxes of an answer: mark a comment, take one back, say that the rest is read."""

from collections.abc import Callable, Mapping

from django.db.models import Model
from django.http import Http404, QueryDict

from cases import access, marking
from cases.boxes import Box
from cases.errors import AlreadyDone, Refused
from cases.models import AnswerAttachment, AnswerItem, Comment, Field
from cases.text import normalise
from cases.views.support import run_once
from cases.weighing_errors import CommentOutdated
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest
from organisation.models import User

from .given import Given
from .reading_page import Typed

FARTHEST = 9  # digits of a place in a text
Doing = Callable[[Box, QueryDict, User], object]


def take(request: SignedInRequest, given: Given) -> tuple[str, Typed | None]:
    """Do what the button says to the box of the form; answers the box's key and what was refused."""
    key, doing = request.POST.get("box", ""), VERBS.get(request.POST.get("do", ""))
    box = _box(given, key)
    if doing is None or (box is None and not _stood_here(given, key)):
        raise Http404
    if box is None:
        return key, _typed(request.POST, str(CommentOutdated()))
    try:
        run_once(request, lambda: doing(box, request.POST, request.user), name="mark_comment")
    except Refused as refusal:
        return box.key, _typed(request.POST, str(refusal))
    except KeyUsedForOtherContent:
        return box.key, _typed(request.POST, str(AlreadyDone()))
    return box.key, None


def read_all(request: SignedInRequest, given: Given) -> int:
    """Everything the page showed as unread has been read; answers how many boxes that was.

    What was not on the page is not taken for read. Raises RoundNotWeighed, CommentOutdated, MarkedMeanwhile.
    """
    shown = set(request.POST.getlist("box"))
    boxes = [box for box in given.unread if box.key in shown]
    for box in boxes:
        marking.mark_read(box, by=request.user, seen=request.POST.get(f"shown-{box.key}"))
    return len(boxes)


def _box(given: Given, key: str) -> Box | None:
    return next((box for box in given.boxes if box.key == key), None)


def _stood_here(given: Given, key: str) -> bool:
    """Whether the box belongs to an earlier answer from the same place."""
    name, _dash, pk = key.partition("-")
    if not (pk.isascii() and pk.isdigit() and len(pk) <= FARTHEST):
        return False
    rows: type[Model] = AnswerAttachment if name == Field.FILE else AnswerItem
    return rows._default_manager.filter(answer__parties__recipient__in=given.recipients, pk=pk).exists()


def _mark(box: Box, data: QueryDict, by: User) -> object:
    if box.attachment:
        return marking.mark_in_file(box, by=by, quote=data.get("quote", ""), place=data.get("place", ""))
    return marking.mark(box, data.get("quote", ""), by=by, near=_near(data))


def _mark_whole(box: Box, data: QueryDict, by: User) -> object:
    return marking.mark_whole(box, by=by)


def _read(box: Box, data: QueryDict, by: User) -> object:
    return marking.mark_read(box, by=by, seen=data.get("shown"))


def _drop(box: Box, data: QueryDict, by: User) -> object:
    found: Comment = access.find(
        by,
        Comment,
        "weigh",
        public_id=normalise(data.get("comment", "")),
        answer=box.answer,
        state=Comment.State.ACTIVE,
    )
    return marking.drop(found, by=by, reason=data.get("reason", ""))


def _near(data: QueryDict) -> int:
    near = data.get("near", "")
    return int(near) if near.isascii() and near.isdigit() and len(near) <= FARTHEST else 0


def _typed(data: QueryDict, message: str) -> Typed:
    names = ("quote", "place", "comment", "reason")
    return Typed(message, **{name: data.get(name, "") for name in names})


VERBS: Mapping[str, Doing] = {"mark": _mark, "whole": _mark_whole, "read": _read, "drop": _drop}
