"""Fixing a wording: its parties, its days and its fingerprint, and the next number when they are others by now."""

from datetime import datetime
from typing import Any

from cases.text import canonical_hash
from directives.models import Assignment, AssignmentVersion, parties_of
from organisation import clock
from organisation.models import User

from .drafting import days_of, texts_of
from .places import draft_of
from .registering import register


def renew(
    assignment: Assignment,
    version: AssignmentVersion,
    by: User,
    reason: str = "",
    *,
    fixed_by: User | None = None,
    at: datetime | None = None,
) -> AssignmentVersion:
    """The wording in force, given anew under the next number when its parties or days are others by now.

    One that is being written comes after it. ``fixed_by`` is whoever decided it, where that is not ``by``;
    ``at`` is when, where that is not just now.
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
    freeze(assignment, following, fixed_by or by, at)
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


def freeze(assignment: Assignment, version: AssignmentVersion, by: User, at: datetime | None = None) -> None:
    """Fix the wording with its days and its fingerprint, unsaved."""
    for name, value in days_of(assignment).items():
        setattr(version, name, value)
    version.frozen_at, version.frozen_by = at or clock.now(), by
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
