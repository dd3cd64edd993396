"""Adjusting the scope over time: each adjustment is a wording of its own, by a named person, with a reason."""

from datetime import date
from typing import Any

from cases.models import WorkItem
from cases.reasons import said
from cases.work_items import finish_items
from directives.models import TEXTS, Assignment, AssignmentVersion
from ledger.work import work
from organisation.models import User

from .drafting import begin_wording, days_of, refuse_backwards
from .errors import DescriptionMissing, NothingChanged, NothingToChange, ResponsibilitiesMissing
from .fixing import freeze
from .places import State, ask_taker, draft_of, given, locked, move_due_day, tell
from .registering import register

ADJUSTABLE = (State.OFFERED, State.UNDER_WAY)


def begin(assignment: Assignment, *, by: User) -> AssignmentVersion:
    """Begin to adjust the wording in force. Raises NotNow."""
    with work():
        return begin_wording(locked(assignment, *ADJUSTABLE), by=by)


def drop(assignment: Assignment, *, by: User) -> None:
    """Throw the adjustment that is being written away; what is in force stays."""
    with work():
        fresh = locked(assignment, *ADJUSTABLE)
        version = draft_of(fresh)
        if version is not None:
            version.delete()
            tell("assignment.adjustment_dropped", fresh, by, "commission")


def adjust(
    assignment: Assignment,
    *,
    by: User,
    reason: str,
    starts_on: date | None,
    due_on: date | None,
    due_words: str = "",
) -> Assignment:
    """Let the adjusted wording and days be in force; the taker is asked to confirm.

    Raises ReasonMissing, NothingToChange, NothingChanged, DescriptionMissing, DueBeforeStart, NotNow.
    """
    why = said(reason)
    refuse_backwards(starts_on, due_on)
    with work():
        fresh = locked(assignment, *ADJUSTABLE)
        version = draft_of(fresh)
        if version is None:
            raise NothingToChange
        days = {"starts_on": starts_on, "due_on": due_on, "due_words": due_words}
        _refuse_unfit(fresh, version, days)
        fresh.starts_on, fresh.due_on, fresh.due_words = starts_on, due_on, due_words
        fresh.save(update_fields=["starts_on", "due_on", "due_words", "taker_case"])
        _fix(fresh, version, why, by)
        move_due_day(fresh, due_on)
        finish_items(fresh, WorkItem.Kind.ADJUSTED, by=by)
        if fresh.state == State.UNDER_WAY:
            ask_taker(fresh, WorkItem.Kind.ADJUSTED)
        tell("assignment.adjusted", fresh, by, "commission", version=version.number, reason=why)
        return fresh


def _fix(assignment: Assignment, version: AssignmentVersion, why: str, by: User) -> None:
    version.reason = why
    freeze(assignment, version, by)
    version.document = register(assignment, by)
    version.save()
    assignment.save(update_fields=["taker_case"])


def _refuse_unfit(assignment: Assignment, version: AssignmentVersion, days: dict[str, Any]) -> None:
    if not version.description.strip():
        raise DescriptionMissing
    if assignment.kind == Assignment.Kind.ASSIGNMENT and not version.responsibilities:
        raise ResponsibilitiesMissing
    last = given(assignment)
    same = last is not None and all(getattr(last, name) == getattr(version, name) for name in TEXTS)
    if same and days == days_of(assignment):
        raise NothingChanged
