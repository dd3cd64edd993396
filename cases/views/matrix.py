"""Following a dispatched round: the matrix, one answer read in place, one answer as a whole."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases import access, compilation, deadlines, matrix_marks, opened, readiness, wholes
from cases.matrix import OVERALL, Column, build
from cases.models import ReferralRound
from cases.round_view import RoundView, open_view
from cases.views.rounds.preview import as_asked
from organisation import clock
from organisation.http import SignedInRequest


@require_safe
def follow(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Where a round leads: to its steps, to the own answer, or to the matrix of what may be read."""
    view = open_view(request.user, _find(request, public_id))
    if view.round.state == ReferralRound.State.DRAFT:
        return _to_next_step(view.round)
    if view.leads_to_own_answer:
        return redirect("answer", view.own[0].public_id)
    opened.note(request, view.round, view.round.case)
    return _page(request, view)


@require_safe
def cell(request: SignedInRequest, public_id: str, recipient_id: str, place: int) -> HttpResponse:
    """The matrix with one released answer to one section (0: the whole) opened beneath it."""
    view = open_view(request.user, _find(request, public_id))
    return _page(request, view, column=_readable(view, recipient_id), place=place)


@require_safe
def whole_answer(request: SignedInRequest, public_id: str, recipient_id: str) -> HttpResponse:
    """One recipient's whole released answer, or its abstention with the reason."""
    view = open_view(request.user, _find(request, public_id))
    column = _readable(view, recipient_id)
    context = {
        "round": view.round,
        "recipient": column.recipient,
        "answer": column.answer,
        "sections": view.sections,
        "scale_words": view.scale_words,
        "parts": [view.part(column, section.position) for section in view.sections],
        "whole": view.part(column, OVERALL),
        "attachments": view.attachments(column),
    }
    return render(request, "rounds/answer.html", context)


def _find(request: SignedInRequest, public_id: str) -> ReferralRound:
    found: ReferralRound = access.find_any(
        request.user,
        ReferralRound,
        "see_round",
        "manage_round",
        related=("case", "unit", "version"),
        public_id=public_id,
    )
    return found


def _readable(view: RoundView, recipient_id: str) -> Column:
    for column in view.columns:
        if column.recipient.public_id == recipient_id and column.answer:
            return column
    raise Http404


def _to_next_step(referral_round: ReferralRound) -> HttpResponse:
    """A draft's manager continues where something is missing."""
    missing = readiness.problems(referral_round)
    name = f"round_{missing[0].step}" if missing else "round_preview"
    return redirect(name, referral_round.public_id)


def _page(
    request: SignedInRequest, view: RoundView, *, column: Column | None = None, place: int | None = None
) -> HttpResponse:
    if not view.columns:
        context = {"round": view.round} | _may(request, view) | as_asked(view.round)
        return render(request, "rounds/sent.html", context)
    matrix = build(view.sections, view.stances, view.columns, view.counts)
    listed = [one.recipient for one in view.columns if one.recipient.listed]
    context = {
        "round": view.round,
        "case": view.round.case if view.managed else "",
        "own": view.own,
        "matrix": matrix,
        "sections": view.sections,
        "scale_words": view.scale_words,
        "legend": matrix_marks.legend(view.stances),
        "asked": len(listed),
        "answered": len([place for place in listed if place.state in compilation.ENDED]),
        "days_left": deadlines.days_left(view.round.last_day or clock.today(), clock.today()),
        "may_compile": view.managed and compilation.is_waiting(view.round),
        "reading": view.reading(column, place) if column and place is not None else None,
    }
    return render(request, "rounds/follow.html", _may(request, view) | context)


def _may(request: SignedInRequest, view: RoundView) -> dict[str, Any]:
    """Which of the next steps are this person's, and what the round is a part of."""
    return {
        "managed": view.managed,
        "part_of": wholes.whole_of(view.round),
        "weighs": view.weighs,
        "decides": access.can(request.user, "decide", view.round),
    }
