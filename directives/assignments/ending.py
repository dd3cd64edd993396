"""How an assignment rests, ends and is opened again; a yearly one begins its next term."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.meetings.names import point_name
from cases.models import Point, Undertaking, WorkItem
from cases.reasons import said
from cases.work_items import finish_all, finish_items
from directives.models import Assignment, StatusReport
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import terms, transferring, trees
from .errors import NotNow, ParentClosed
from .places import State, ask_taker, locked, tell, working

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
    """Declare it fulfilled, with everything below it that goes on; a yearly one begins its next term.

    What nobody had accepted has nothing to fulfil: it is taken back.
    """
    for row in [assignment, *_going_on_below(assignment)]:
        _close_wording(row)
        if row.accepted_at is None:
            _take_back(row, by, point)
        else:
            row.fulfilled_by = point
            _end(row, State.FULFILLED, by)
            tell("assignment.fulfilled", row, by, "commission" if by else "", point=_key(point))
    for draft in _drafts_below(assignment):
        _take_back(draft, by, point)
    if terms.coming(assignment) is not None:
        terms.begin_next_term(assignment, by=by or assignment.created_by)


def _take_back(row: Assignment, by: User | None, point: Point | None) -> None:
    _end(row, State.WITHDRAWN, by)
    told = {"reason": _why(point), "point": _key(point)}
    tell("assignment.withdrawn", row, by, "commission" if by else "", **told)


def _why(point: Point | None) -> str:
    """Why something nobody had accepted is taken back, in the language of the diary."""
    with override(settings.LANGUAGE_CODE):
        if point is None:
            return _("Uppdraget ovanför förklarades fullgjort innan det här var mottaget.")
        return _(
            "Det som var beställt förklarades fullgjort enligt %(point)s, innan uppdraget var mottaget."
        ) % {"point": point_name(point)}


def _key(point: Point | None) -> int | None:
    return point.pk if point else None


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


def _end(row: Assignment, state: str, by: User | None) -> None:
    row.state, row.ended_at, row.ended_by = state, clock.now(), by
    row.paused_at = row.paused_by = None
    row.save()
    row.reports.filter(kind=StatusReport.Kind.FINAL, answer="").update(
        answer=StatusReport.Answer.ANSWERED, answered_at=clock.now(), answered_by=by or row.created_by
    )
    _refuse_wishes(row, by)
    transferring.lapse(row, by=by)
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
