"""Why the scope is adjusted and the days it will have, kept with the wording while it is being written."""

from datetime import date

from cases.text import normalise
from directives.models import Assignment, AssignmentVersion
from ledger.work import work
from organisation.models import User

from .drafting import refuse_backwards
from .errors import NothingToChange
from .overtaking import FACTS, refuse_overtaken
from .places import draft_of, locked


def keep(
    assignment: Assignment,
    *,
    by: User,
    reason: str,
    starts_on: date | None,
    due_on: date | None,
    due_words: str,
    as_read: AssignmentVersion | None = None,
) -> AssignmentVersion:
    """Keep them with the draft; what is in force stays as it is.

    Raises NothingToChange, DueBeforeStart; FactsOvertaken when they are not any more what they were ``as_read``.
    """
    refuse_backwards(starts_on, due_on)
    with work():
        version = draft_of(locked(assignment))
        if version is None:
            raise NothingToChange
        refuse_overtaken(version, as_read, ("reason", "starts_on", "due_on", "due_words"))
        version.reason = normalise(reason).strip()
        version.starts_on, version.due_on, version.due_words = starts_on, due_on, due_words
        version.savers = version.savers | {FACTS: by.pk}
        version.save(update_fields=["reason", "starts_on", "due_on", "due_words", "savers"])
        return version
