"""Offering an assignment: its wording is fixed, its document registered at both authorities, its taker asked."""

from cases import access
from cases.models import WorkItem
from cases.work_items import finish_items
from directives.models import Assignment, AssignmentVersion
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from .drafting import begin_wording, refuse_backwards
from .errors import (
    AppointsNobody,
    AppointsWithoutRight,
    DescriptionMissing,
    ParentClosed,
    ParentNotGiven,
    ResponsibilitiesMissing,
    TakerMissing,
    TakerOutside,
    TextChanged,
)
from .fixing import as_offered, fingerprint, freeze, renew
from .places import State, ask_taker, draft_of, given, locked, tell
from .registering import register

OFFERABLE = (State.DRAFTED, State.DECLINED)


def offer(assignment: Assignment, *, by: User, as_read: str = "") -> Assignment:
    """Ask the taker: the wording is frozen and registered. A declined one can be offered again.

    ``as_read`` is the fingerprint of what was looked through. Raises TextChanged when it is another by now,
    TakerMissing, TakerOutside, DescriptionMissing, ResponsibilitiesMissing, DueBeforeStart, ParentClosed, NotNow.
    """
    with work():
        fresh = locked(assignment, *OFFERABLE)
        version = draft_of(fresh) or given(fresh) or begin_wording(fresh, by=by)
        refuse_unready(fresh, version)
        refuse_unfit_taker(fresh, by)
        if as_read and as_read != fingerprint(fresh, as_offered(fresh)):
            raise TextChanged
        fresh.state, fresh.offered_at, fresh.offered_by = State.OFFERED, clock.now(), by
        fresh.accepted_at = fresh.accepted_by = None
        if version.frozen_at is None:
            freeze(fresh, version, by)
            version.document = register(fresh, by)
            version.save()
        else:
            version = renew(fresh, version, by)
        fresh.save()
        finish_items(fresh, by=by)
        ask_taker(fresh, WorkItem.Kind.TAKE)
        tell("assignment.offered", fresh, by, "commission", version=version.number)
        return fresh


def refuse_unready(assignment: Assignment, version: AssignmentVersion) -> None:
    """Raises the first thing that is missing in what is to be offered."""
    refuse_outsiders(assignment)
    if not version.description.strip():
        raise DescriptionMissing
    if assignment.kind == Assignment.Kind.ASSIGNMENT and not version.responsibilities:
        raise ResponsibilitiesMissing
    refuse_backwards(assignment.starts_on, assignment.due_on)
    refuse_unfit_parent(assignment)


def refuse_unfit_taker(assignment: Assignment, by: User) -> None:
    """Raises TakerMissing, TakerOutside, AppointsNobody, AppointsWithoutRight."""
    refuse_outsiders(assignment)
    _refuse_unfit_appointment(assignment, by)


def refuse_unfit_parent(assignment: Assignment) -> None:
    """Raises ParentClosed, ParentNotGiven."""
    parent = assignment.parent
    if parent is not None and not parent.is_open:
        raise ParentClosed
    if parent is not None and parent.offered_at is None:
        raise ParentNotGiven


def refuse_outsiders(assignment: Assignment) -> None:
    """Raises TakerMissing, TakerOutside."""
    person, place = assignment.taker_user, assignment.taker_unit
    if person is None and place is None:
        raise TakerMissing
    if person is not None and not access.has_place(person):
        raise TakerOutside(name=person.name)
    if place is not None and place.kind == Unit.Kind.EXTERNAL:
        raise TakerOutside(name=place.name)


def _refuse_unfit_appointment(assignment: Assignment, by: User) -> None:
    if not assignment.appoints or assignment.process is None:
        return
    if assignment.taker_user is None:
        raise AppointsNobody
    if not access.can(by, "keep_processes", assignment.process):
        raise AppointsWithoutRight(process=assignment.process.name)
