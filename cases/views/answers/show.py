"""Rendering the pages of an answer with what they all need."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst

from cases import access, approvals, deadlines, wholes
from cases.file_kinds import ALLOWED
from cases.models import Answer, Approval, Recipient
from cases.standing import Standing
from cases.uploads import MOST_MEGABYTES
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import User

from .pages import read
from .stages import stages
from .words import Taken

READABLE = {
    "acknowledge",
    "given",
    "paper",
    "receipt",
}


@dataclass
class May:
    """What the reader may do with this answer; asked for only when the page wants to know."""

    user: User
    place: Recipient

    @cached_property
    def write(self) -> bool:
        """Write in the whole answer, ask colleagues, co-ordinate."""
        return access.can(self.user, "write_answer", self.place)

    @cached_property
    def prepare(self) -> bool:
        """Ask for more time, change a given answer, say whether we were understood."""
        return access.can(self.user, "prepare_answer", self.place)

    @cached_property
    def approve(self) -> bool:
        """Approve the answer or return it."""
        return access.can(self.user, "approve_answer", self.place)

    @cached_property
    def release(self) -> bool:
        """Give the answer on the administration's behalf."""
        return access.can(self.user, "release_answer", self.place)

    @cached_property
    def see_case(self) -> bool:
        """Open the administration's own case; an asked colleague may not."""
        return self.place.case is not None and access.can(self.user, "see_case", self.place.case)

    @property
    def send(self) -> bool:
        """Send the answer for approval or abstain: whoever writes or decides, not an asked colleague."""
        return self.write or self.approve


def show(
    request: SignedInRequest, template: str, place: Recipient, answer: Answer | None, **context: Any
) -> HttpResponse:
    """Render a page of the answer: place, answer, stages and what the reader may do.

    A page for a step of an answer that was stopped leads to the landing, which says why.
    """
    if _has_stopped(answer) and template not in READABLE and request.method != "POST":
        return redirect("answer", place.public_id)
    shared = {
        "place": place,
        "round": place.round,
        "whole": wholes.whole_of(place.round),
        "answer": answer,
        "stages": stages(place, answer),
        "may": May(request.user, place),
        "standing": Standing(place, request.user),
        "is_late": place.last_day is not None and deadlines.is_late(clock.now(), place.last_day),
    }
    return render(request, f"answers/{template}.html", shared | context)


def _has_stopped(answer: Answer | None) -> bool:
    return answer is not None and answer.state == Answer.State.STOPPED


def show_answer(
    request: SignedInRequest, place: Recipient, answer: Answer, taken: Taken | None = None
) -> HttpResponse:
    """The page where the answer is written, with whatever could not be saved in it."""
    page = read(place, answer, request.user, taken.typed if taken else {})
    latest = approvals.latest_approval(answer)
    returned = latest is not None and latest.outcome == Approval.Outcome.RETURNED
    return show(
        request,
        "answer",
        place,
        answer,
        page=page,
        taken=taken,
        returned=latest if returned and answer.state == Answer.State.DRAFT else None,
        level_tiles=[{"code": code, "label": capfirst(str(label))} for code, label in Answer.Level.choices],
        allowed_files=ALLOWED,
        most_megabytes=MOST_MEGABYTES,
    )
