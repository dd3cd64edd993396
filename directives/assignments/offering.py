"""Offering an assignment: its wording is fixed, its document registered at both authorities, its taker asked."""

from typing import Any

from cases import access
from cases.models import CaseParty, Diary, Document, WorkItem
from cases.registration import add_party, register_case, register_document
from cases.text import canonical_hash
from cases.work_items import finish_items
from directives.models import Assignment, AssignmentVersion, parties_of
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from .drafting import begin_wording, days_of, refuse_backwards, texts_of
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
from .places import State, ask_taker, draft_of, given, locked, tell

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


def renew(
    assignment: Assignment,
    version: AssignmentVersion,
    by: User,
    reason: str = "",
    *,
    fixed_by: User | None = None,
) -> AssignmentVersion:
    """The wording in force, given anew under the next number when its parties or days are others by now.

    One that is being written comes after it. ``fixed_by`` is whoever decided it, where that is not ``by``.
    """
    if _is_as_given(assignment, version):
        return version
    number = version.number + 1
    assignment.versions.filter(frozen_at=None, number=number).update(number=number + 1)
    following = AssignmentVersion(
        assignment=assignment,
        number=number,
        reason=reason,
        made_at=clock.now(),
        made_by=fixed_by or by,
        **texts_of(version),
    )
    freeze(assignment, following, fixed_by or by)
    following.document = register(assignment, by)
    following.save()
    return following


def as_offered(assignment: Assignment) -> AssignmentVersion:
    """The wording that offering it now would give: the draft, else the last one with today's parties and days."""
    draft = draft_of(assignment)
    if draft is not None:
        return draft
    version = assignment.versions.select_related("frozen_by").latest("number")
    if _is_as_given(assignment, version):
        return version
    facts = {**texts_of(version), **days_of(assignment)}
    return AssignmentVersion(assignment=assignment, number=version.number + 1, **facts)


def fingerprint(assignment: Assignment, version: AssignmentVersion) -> str:
    """The hash the wording gets when it is given with today's parties and days."""
    today = AssignmentVersion(number=version.number, **texts_of(version), **days_of(assignment))
    return canonical_hash(content(assignment, today))


def _is_as_given(assignment: Assignment, version: AssignmentVersion) -> bool:
    return fingerprint(assignment, version) == version.content_hash


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


def freeze(assignment: Assignment, version: AssignmentVersion, by: User) -> None:
    """Fix the wording with its days and its fingerprint, unsaved."""
    for name, value in days_of(assignment).items():
        setattr(version, name, value)
    version.frozen_at, version.frozen_by = clock.now(), by
    version.parties = parties_of(assignment)
    version.content_hash = canonical_hash(content(assignment, version))


def content(assignment: Assignment, version: AssignmentVersion) -> dict[str, Any]:
    """What the document says, as it is hashed."""
    return {
        "assignment": assignment.public_id,
        "number": version.number,
        "title": assignment.title,
        "parties": parties_of(assignment),
        "days": [str(version.starts_on or ""), str(version.due_on or ""), version.due_words],
        **texts_of(version),
    }


def register(assignment: Assignment, by: User) -> Document:
    """Enter the document in the case, and as received at the taker's authority when that is another one."""
    taker = assignment.taker_unit
    other = taker is not None and authority(taker) != authority(assignment.unit)
    document = register_document(
        assignment.case,
        kind=Document.Kind.ASSIGNMENT,
        title=assignment.title,
        direction=Document.Direction.OUT if other else Document.Direction.INTERNAL,
        by=by,
        counterpart=taker if other else None,
    )
    if taker is not None and taker.pk != assignment.case.unit_id:
        add_party(assignment.case, taker, CaseParty.Capacity.RECIPIENT)
    if taker is not None and other:
        receive(assignment, document, taker, by)
    return document


def receive(assignment: Assignment, sent: Document, taker: Unit, by: User) -> None:
    """Register what was sent in the taker's own diary, in the case it has there already or a new one."""
    own = assignment.taker_case
    if own is None or authority(own.unit) != authority(taker):
        diary = Diary.objects.filter(authority=authority(taker), external=False).order_by("-pk").first()
        if diary is None:
            return
        own = register_case(diary=diary, title=_title(assignment), unit=taker, by=by)
        assignment.taker_case = own
    register_document(
        own,
        kind=sent.kind,
        title=_title(assignment),
        direction=Document.Direction.IN,
        by=by,
        counterpart=assignment.unit,
        source=sent,
    )


def authority(unit: Unit) -> int:
    """Whose diaries the unit's cases are kept in."""
    return unit.authority_id_or_own


def _title(assignment: Assignment) -> str:
    """What another authority's diary says; nothing of a secret case."""
    secret = bool(assignment.case.secrecy_provision)
    return str(Document.Kind.ASSIGNMENT.label).capitalize() if secret else assignment.title
