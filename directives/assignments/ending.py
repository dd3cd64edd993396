"""How an assignment rests, changes hands, ends and is opened again; a yearly one begins its next term."""

from datetime import date

from cases.models import Point, Undertaking, WorkItem
from cases.reasons import said
from cases.work_items import finish_all, finish_items
from directives.models import Assignment, AssignmentVersion, StatusReport
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import trees
from .drafting import texts_of
from .errors import AdjustmentUnderWay, NotNow, ParentClosed, TakerMissing
from .offering import freeze, refuse_unfit_taker, register, renew
from .places import State, ask_taker, draft_of, given, locked, tell, working

ASKED_OF_TAKER = (WorkItem.Kind.TAKE, WorkItem.Kind.CARRY_OUT, WorkItem.Kind.ADJUSTED)
OPEN = (State.DRAFTED, State.OFFERED, State.DECLINED, State.UNDER_WAY, State.REPORTED)


def pause(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Let it rest; nothing is waited for. Raises NotNow, Paused."""
    why = said(reason)
    with work():
        fresh = working(assignment)
        fresh.paused_at, fresh.paused_by = clock.now(), by
        fresh.save(update_fields=["paused_at", "paused_by"])
        finish_items(fresh, WorkItem.Kind.CARRY_OUT, by=by)
        tell("assignment.paused", fresh, by, "commission", reason=why)
        return fresh


def resume(assignment: Assignment, *, by: User) -> Assignment:
    """Go on after a rest; a second time changes nothing."""
    with work():
        fresh = locked(assignment, State.UNDER_WAY)
        if fresh.paused_at is not None:
            fresh.paused_at = fresh.paused_by = None
            fresh.save(update_fields=["paused_at", "paused_by"])
            ask_taker(fresh, WorkItem.Kind.CARRY_OUT)
            tell("assignment.resumed", fresh, by, "commission")
        return fresh


def withdraw(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Take it back, with everything below it that goes on. Raises ReasonMissing, NotNow."""
    why = said(reason)
    with work():
        fresh = locked(assignment, *OPEN)
        for row in [fresh, *_going_on_below(fresh), *_drafts_below(fresh)]:
            _close_wording(row)
            _end(row, State.WITHDRAWN, by)
            tell("assignment.withdrawn", row, by, "commission", reason=why)
        return fresh


def transfer(
    assignment: Assignment,
    *,
    by: User,
    reason: str,
    unit: Unit | None,
    user: User | None,
    title: str = "",
) -> Assignment:
    """Ask a new taker in the old one's place; nothing that was reported is lost. Raises NotNow, TakerMissing."""
    why = said(reason)
    if unit is None and user is None:
        raise TakerMissing
    with work():
        fresh = locked(assignment, State.OFFERED, State.UNDER_WAY)
        before = {"from_user": fresh.taker_user_id, "from_unit": fresh.taker_unit_id}
        fresh.taker_unit, fresh.taker_user, fresh.taker_title = unit, user, title or _title(user)
        fresh.state, fresh.paused_at, fresh.paused_by = State.OFFERED, None, None
        fresh.accepted_at = fresh.accepted_by = None
        refuse_unfit_taker(fresh, by)
        _name_anew(fresh, by, why)
        fresh.save()
        _refuse_wishes(fresh, by)
        finish_items(fresh, *ASKED_OF_TAKER, WorkItem.Kind.MORE_TIME, by=by)
        ask_taker(fresh, WorkItem.Kind.TAKE)
        tell("assignment.transferred", fresh, by, "commission", reason=why, **before)
        return fresh


def _name_anew(assignment: Assignment, by: User, why: str) -> None:
    """Give the wording in force under the next number, for it names somebody else now."""
    version = given(assignment)
    if draft_of(assignment) is not None:
        raise AdjustmentUnderWay
    if version is not None:
        renew(assignment, version, by, why)


def reopen(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Let what has ended go on, under the taker who had it. Raises NotNow, ParentClosed."""
    why = said(reason)
    with work():
        fresh = locked(assignment, State.FULFILLED, State.WITHDRAWN)
        if fresh.accepted_at is None:
            raise NotNow(state=fresh.get_state_display())
        if fresh.parent is not None and not fresh.parent.is_open:
            raise ParentClosed
        fresh.state, fresh.fulfilled_by = State.UNDER_WAY, None
        fresh.ended_at = fresh.ended_by = None
        fresh.save()
        ask_taker(fresh, WorkItem.Kind.CARRY_OUT)
        tell("assignment.reopened", fresh, by, "commission", reason=why)
        return fresh


def fulfil(assignment: Assignment, *, by: User | None, point: Point | None = None) -> None:
    """Declare it fulfilled, with everything below it that goes on; a yearly one begins its next term."""
    for row in [assignment, *_going_on_below(assignment)]:
        _close_wording(row)
        row.fulfilled_by = point
        _end(row, State.FULFILLED, by)
        told = {"point": point.pk if point else None}
        tell("assignment.fulfilled", row, by, "commission" if by else "", **told)
    for draft in _drafts_below(assignment):
        _end(draft, State.WITHDRAWN, by)
        tell("assignment.withdrawn", draft, by, "commission" if by else "")
    if _begins_again(assignment):
        begin_next_term(assignment, by=by or assignment.created_by)


def fulfil_by_point(undertaking: Undertaking, *, by: User | None) -> list[Assignment]:
    """End every chain that began with what a point now declares fulfilled (DOMAIN § 6)."""
    with work():
        found = Assignment.objects.filter(undertaking=undertaking, state__in=OPEN).order_by("pk")
        ended = []
        for row in found:
            fresh = locked(row)  # an earlier one of them may have ended it
            if fresh.is_open:
                fulfil(fresh, by=by, point=undertaking.fulfilled_by)
                ended.append(fresh)
        return ended


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


def begin_next_term(
    assignment: Assignment, *, by: User, undertaking: Undertaking | None = None
) -> Assignment:
    """The same assignment a year later, offered to the same taker in the wording in force."""
    version = given(assignment)
    due = undertaking.due_on if undertaking else _a_year_later(assignment.due_on)
    following = Assignment(
        kind=assignment.kind,
        unit=assignment.unit,
        giver_user=assignment.giver_user,
        giver_title=assignment.giver_title,
        taker_unit=assignment.taker_unit,
        taker_user=assignment.taker_user,
        taker_title=assignment.taker_title,
        title=assignment.title,
        case=assignment.case,
        taker_case=assignment.taker_case,
        process=assignment.process,
        part=assignment.part,
        parent=assignment.parent,
        root=assignment.root,
        undertaking=undertaking,
        previous=assignment,
        starts_on=_a_year_later(assignment.starts_on),
        due_on=due,
        due_words="" if due else assignment.due_words,
        yearly=True,
        term=assignment.term + 1,
        created_at=clock.now(),
        created_by=by,
        state=State.OFFERED,
        offered_at=clock.now(),
        offered_by=by,
    )
    following.save()
    if version is not None:
        _copy_wording(following, version, by)
    following.save()
    ask_taker(following, WorkItem.Kind.TAKE)
    tell("assignment.term_begun", following, by, term=following.term)
    return following


def _copy_wording(assignment: Assignment, version: AssignmentVersion, by: User) -> None:
    copy = AssignmentVersion(
        assignment=assignment, number=1, made_at=clock.now(), made_by=by, **texts_of(version)
    )
    freeze(assignment, copy, by)
    copy.document = register(assignment, by)
    copy.save()


def _begins_again(row: Assignment) -> bool:
    """It comes back every year, by itself: not below what has ended, nor when a decision orders the next term."""
    stands = row.parent is None or row.parent.is_open
    begun = Assignment.objects.filter(previous=row).exists()
    return row.yearly and row.undertaking is None and row.accepted_at is not None and stands and not begun


def _end(row: Assignment, state: str, by: User | None) -> None:
    row.state, row.ended_at, row.ended_by = state, clock.now(), by
    row.paused_at = row.paused_by = None
    row.save()
    row.reports.filter(kind=StatusReport.Kind.FINAL, answer="").update(
        answer=StatusReport.Answer.ANSWERED, answered_at=clock.now(), answered_by=by or row.created_by
    )
    _refuse_wishes(row, by)
    finish_all(row.parts.all(), by=by)
    finish_items(row, by=by)


def _refuse_wishes(row: Assignment, by: User | None) -> None:
    """A wish for more time falls with what it was about."""
    row.time_requests.filter(state="asked").update(
        state="refused", answered_at=clock.now(), answered_by=by or row.created_by
    )


def _close_wording(row: Assignment) -> None:
    """A wording that was being written and never given goes with what ends; the only one stays."""
    if row.versions.count() > 1:
        row.versions.filter(frozen_at__isnull=True).delete()


def _going_on_below(assignment: Assignment) -> list[Assignment]:
    """Locked first: somebody may have ended one of them meanwhile."""
    return [fresh for fresh in map(locked, trees.below(assignment)) if fresh.is_open and fresh.offered_at]


def _drafts_below(assignment: Assignment) -> list[Assignment]:
    """What was never offered has nothing to fulfil."""
    return [fresh for fresh in map(locked, trees.below(assignment)) if fresh.is_open and not fresh.offered_at]


def _title(user: User | None) -> str:
    return user.title if user else ""


def _a_year_later(day: date | None) -> date | None:
    if day is None:
        return None
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
