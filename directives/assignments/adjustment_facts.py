"""Why the scope is adjusted and the days it will have, kept with the wording while it is being written."""

from datetime import date

from cases.text import normalise
from directives.models import Assignment, AssignmentVersion
from ledger.work import work
from organisation.models import User

from .drafting import refuse_backwards
from .errors import NothingToChange
from .places import draft_of, locked


def keep(
    assignment: Assignment,
    *,
    by: User,
    reason: str,
    starts_on: date | None,
    due_on: date | None,
    due_words: str,
) -> AssignmentVersion:
    """Keep them with the draft; what is in force stays as it is. Raises NothingToChange, DueBeforeStart."""
    refuse_backwards(starts_on, due_on)
    with work():
        version = draft_of(locked(assignment))
        if version is None:
            raise NothingToChange
        version.reason = normalise(reason).strip()
        version.starts_on, version.due_on, version.due_words = starts_on, due_on, due_words
        version.save(update_fields=["reason", "starts_on", "due_on", "due_words"])
        return version
