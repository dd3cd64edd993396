"""A yearly assignment's next term: which days it gets, and how it begins."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.calendar import next_working_day
from cases.models import Undertaking, WorkItem
from directives.models import Assignment, AssignmentVersion
from organisation import clock
from organisation.models import User

from .drafting import texts_of
from .fixing import freeze
from .places import State, ask_taker, given, locked, tell
from .registering import register

SAME = (
    "kind",
    "unit",
    "giver_user",
    "giver_title",
    "taker_unit",
    "taker_user",
    "taker_title",
    "title",
    "case",
    "taker_case",
    "process",
    "part",
    "parent",
    "root",
)


@dataclass(frozen=True)
class Term:
    """Which term comes next, and its days as far as they are known."""

    number: int
    starts_on: date | None
    due_on: date | None


def coming(assignment: Assignment) -> Term | None:
    """The term that begins by itself when the present one is declared fulfilled; none when none does.

    Not below what has ended, nor when a decision orders the next term.
    """
    stands = assignment.parent is None or assignment.parent.is_open
    own = assignment.yearly and assignment.undertaking_id is None and assignment.accepted_at is not None
    if not (own and stands) or Assignment.objects.filter(previous=assignment).exists():
        return None
    return Term(assignment.term + 1, a_year_later(assignment.starts_on), _due_next(assignment))


def begin_next_term(
    assignment: Assignment, *, by: User, undertaking: Undertaking | None = None
) -> Assignment:
    """The same assignment a year later, offered to the same taker in the wording in force."""
    due = undertaking.due_on if undertaking else _due_next(assignment)
    following = Assignment(
        **{name: getattr(assignment, name) for name in SAME},
        undertaking=undertaking,
        previous=assignment,
        starts_on=a_year_later(assignment.starts_on),
        due_on=due,
        due_words="" if due else assignment.due_words,
        yearly=True,
        term=assignment.term + 1,
        **_offered_now(by),
    )
    following.save()
    version = given(assignment)
    if version is not None:
        _copy_wording(following, version, by)
    following.save()
    ask_taker(following, WorkItem.Kind.TAKE)
    tell("assignment.term_begun", following, by, term=following.term)
    return following


def follow_term(undertaking: Undertaking, *, by: User | None) -> list[Assignment]:
    """Begin the next term of what was commissioned because of the term before."""
    earlier = Assignment.objects.filter(
        undertaking__point=undertaking.point_id,
        undertaking__term=undertaking.term - 1,
        state=State.FULFILLED,
        accepted_at__isnull=False,
        parent__isnull=True,
        next_term__isnull=True,
    )
    return [
        begin_next_term(locked(row), by=by or row.created_by, undertaking=undertaking)
        for row in earlier.order_by("pk")
    ]


def a_year_later(day: date | None) -> date | None:
    """The same day next year; 28 February after a leap day."""
    if day is None:
        return None
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _due_next(assignment: Assignment) -> date | None:
    """A year after the day that was meant, on a working day."""
    following = a_year_later(_meant(assignment))
    return next_working_day(following) if following else None


def _meant(assignment: Assignment) -> date | None:
    """The last day before it was moved off a red day, so that it does not drift from year to year."""
    before = assignment.previous
    following = a_year_later(_meant(before)) if before is not None else None
    moved = following is not None and next_working_day(following) == assignment.due_on
    return following if moved else assignment.due_on


def _offered_now(by: User) -> dict[str, Any]:
    now = clock.now()
    made = {"created_at": now, "created_by": by}
    return made | {"state": State.OFFERED, "offered_at": now, "offered_by": by}


def _copy_wording(assignment: Assignment, version: AssignmentVersion, by: User) -> None:
    copy = AssignmentVersion(
        assignment=assignment, number=1, made_at=clock.now(), made_by=by, **texts_of(version)
    )
    freeze(assignment, copy, by)
    copy.document = register(assignment, by)
    copy.save()
