"""Closing an item: the outcome, the § and who took part, in one step; opening it again; ending the meeting."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef

from cases import access, deadlines, official_decisions
from cases.meetings import handing_out, leading, points
from cases.meetings.attending import quorum, seated
from cases.meetings.bodies import paragraph_series
from cases.meetings.errors import (
    ConditionMissing,
    ItemsLeft,
    MeetingNotOpen,
    NoPoints,
    NoQuorum,
    NothingChangedInPoints,
    OutcomeMissing,
    OutcomeUnfit,
    PointsChanged,
    ReturnReasonMissing,
    SuccessorTaken,
    VersionOvertaken,
)
from cases.meetings.places import State, expect, lock_item, refuse_approved, tell
from cases.meetings.planning import lock_meeting, task_title
from cases.meetings.preparing import NEEDS_POINTS, goes_round_again
from cases.models import Adoption, AgendaItem, DocumentVersion, Meeting, Participation, WorkItem
from cases.quorum import serving as who_serves
from cases.reasons import said
from cases.work_items import finish_items, item_for_role, open_items
from ledger.events import record
from ledger.models import Event
from ledger.numbers import claim
from ledger.work import work
from organisation import clock
from organisation.models import User

Outcome, Kind = AgendaItem.Outcome, AgendaItem.Kind
AGAIN = (Outcome.RETURNED, Outcome.POSTPONED)
NOT_DECIDED = (*AGAIN, Outcome.WITHDRAWN)  # may happen without a quorum
DECIDED = (Outcome.AS_PROPOSED, Outcome.CHANGED, Outcome.REJECTED)
BEGINS = ("item.drafted", "item.announced")  # what is told of an item that goes round again
CLOSING = ["state", "outcome", "immediate", "closed_at", "closed_by", "chair", "counted_at"]
GROUPS = (Outcome.ENDORSED, Outcome.IN_PRINCIPLE, Outcome.NOT_ENDORSED)


def outcomes_for(item: AgendaItem) -> tuple[str, ...]:
    """The outcomes that fit the item's kind and body: only a deciding body decides."""
    if item.kind == Kind.BREAK:
        return ()
    if item.kind not in NEEDS_POINTS and not (item.kind == Kind.FORMAL and item.body.decides):
        return (Outcome.NOTED, Outcome.POSTPONED, Outcome.WITHDRAWN)
    if item.body.decides:
        return (Outcome.AS_PROPOSED, Outcome.CHANGED, *AGAIN, Outcome.WITHDRAWN, Outcome.REJECTED)
    return (*GROUPS, Outcome.NOTED, Outcome.POSTPONED, Outcome.WITHDRAWN)


def close_item(
    item: AgendaItem, *, by: User, outcome: str, confirmed: Collection[str] = (), immediate: bool = False
) -> AgendaItem:
    """Close the item with its outcome: it becomes the body's next § of the year (DOMAIN § 3).

    ``confirmed`` are hashes of versions that are adopted although the document has a newer one.
    Raises OutcomeMissing, OutcomeUnfit, NoQuorum, NoPoints, PointIncomplete, PointsChanged,
    NothingChangedInPoints, ConditionMissing, ReturnReasonMissing, VersionOvertaken, ChairStandsAside,
    ChairDoesNotServe, CastByAnother.
    An item that was opened again keeps its §.
    """
    if not outcome:
        raise OutcomeMissing
    with work():
        locked = lock_item(item)
        meeting = _deciding(locked)
        expect(locked, State.LISTED)
        _refuse_unfit(locked, outcome)
        _refuse_unreasoned(locked, outcome)
        if outcome not in NOT_DECIDED:
            _refuse_undecidable(locked, meeting, outcome, confirmed)
        if meeting.is_running:
            _note_who(locked, meeting)
        locked.state, locked.outcome = State.CLOSED, outcome
        locked.immediate = immediate
        locked.closed_at, locked.closed_by = clock.now(), by
        locked.save(update_fields=CLOSING)
        if locked.paragraph is None and locked.body.decides:
            claim(paragraph_series(locked.body_id, meeting.on.year), locked)
        if locked.kind == Kind.DELEGATION_REPORT and outcome == Outcome.NOTED:
            official_decisions.mark_reported(official_decisions.to_report(locked.body), locked)
        if outcome in AGAIN and _is_matter(locked) and not hasattr(locked, "continued_by"):
            goes_round_again(locked, by=by)
        if not locked.body.decides and not meeting.is_running:
            handing_out.hand_out_item(locked, by=by)
        tell("item.closed", locked, by, outcome=outcome)
        return locked


def reopen_item(item: AgendaItem, *, by: User, reason: str) -> AgendaItem:
    """Open a closed item before it is approved, saying why; it keeps its §."""
    why = said(reason)
    with work():
        locked = lock_item(item)
        refuse_approved(locked)
        expect(locked, State.CLOSED)
        _take_back_successor(locked)
        locked.reported_decisions.update(reported_in=None)
        locked.state, locked.outcome = State.LISTED, ""
        locked.closed_at = locked.closed_by = None
        locked.reopened_at, locked.reopened_by, locked.reopen_reason = clock.now(), by, why
        locked.save()
        if locked.meeting and locked.meeting.is_running:
            locked.participations.all().delete()  # afterwards, whoever took part took part
        tell("item.reopened", locked, by, reason=why)
        return locked


def end_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """End the meeting when every item has its outcome; a group's endorsements hand out what they say.

    Raises ItemsLeft, MeetingNotOpen.
    """
    with work():
        locked = lock_meeting(meeting)
        if not locked.is_running:
            raise MeetingNotOpen
        _refuse_left(locked)
        now = clock.now()
        locked.attendance.filter(left_at__isnull=True).update(left_at=now)
        approved = _is_approved_at_once(locked)
        locked.state = Meeting.State.APPROVED if approved else Meeting.State.ENDED
        locked.ended_at, locked.ended_by = now, by
        locked.save(update_fields=["state", "ended_at", "ended_by"])
        if locked.body.decides and not approved:
            open_items([_for_secretary(WorkItem.Kind.MINUTES, locked)])
        if not locked.body.decides:
            handing_out.hand_out(locked, by=by)
        _record("meeting.ended", locked, by)
        return locked


def continue_meeting(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """Take the end of a meeting back, as long as nothing lies before the approvers."""
    why = said(reason)
    with work():
        locked = lock_meeting(meeting)
        if locked.state != Meeting.State.ENDED or locked.occasions.filter(called_off_at=None).exists():
            raise MeetingNotOpen
        locked.attendance.filter(left_at=locked.ended_at).update(left_at=None)
        locked.state, locked.ended_at, locked.ended_by = Meeting.State.OPEN, None, None
        locked.save(update_fields=["state", "ended_at", "ended_by"])
        finish_items(locked, by=by)
        _record("meeting.continued", locked, by, reason=why)
        return locked


def overtaken(item: AgendaItem) -> list[Adoption]:
    """What the item would adopt although its document has a newer frozen version since; one query."""
    newer = DocumentVersion.objects.filter(
        document=OuterRef("version__document"),
        number__gt=OuterRef("version__number"),
        frozen_at__isnull=False,
    )
    adoptions = Adoption.objects.filter(Exists(newer), point__item=item, point__struck=False)
    return list(adoptions.select_related("version__document", "point"))


def _refuse_unfit(item: AgendaItem, outcome: str) -> None:
    if outcome not in outcomes_for(item):
        raise OutcomeUnfit


def _refuse_unreasoned(item: AgendaItem, outcome: str) -> None:
    """Refuse to return an item before it is written what is to be prepared anew."""
    if outcome == Outcome.RETURNED and not _text(item, "return"):
        raise ReturnReasonMissing


def _refuse_undecidable(item: AgendaItem, meeting: Meeting, outcome: str, confirmed: Collection[str]) -> None:
    if item.body.decides and meeting.is_running:
        _refuse_without_quorum(item, meeting)
    if item.kind in NEEDS_POINTS and not points.standing(item):
        raise NoPoints
    points.refuse_incomplete(item)
    changed = points.is_changed(item)
    if outcome == Outcome.AS_PROPOSED and changed:
        raise PointsChanged
    if outcome == Outcome.CHANGED and not changed:
        raise NothingChangedInPoints
    if outcome == Outcome.IN_PRINCIPLE and not _text(item, "condition"):
        raise ConditionMissing
    for adoption in overtaken(item):
        if adoption.version_hash not in confirmed:
            raise VersionOvertaken(title=adoption.version.document.title)


def _refuse_without_quorum(item: AgendaItem, meeting: Meeting) -> None:
    count = quorum(meeting, item)
    if not count.is_met:
        raise NoQuorum(serving=count.serving, seats=item.body.ordinary_seats, needed=count.needed)


def _note_who(item: AgendaItem, meeting: Meeting) -> None:
    """Write down who leads the item and who takes part in it, as they are placed now."""
    places = seated(meeting, item)
    leading.settle(item, meeting, places)
    deciding = {place.member_id for place in who_serves(item.body.ordinary_seats, places)}
    Participation.objects.bulk_create(
        Participation(
            item=item,
            member_id=place.member_id,
            serves_for_id=place.replaces if place.member_id in deciding else None,
            capacity="serving" if place.member_id in deciding else "present",
        )
        for place in places
        if place.present and not place.disqualified
    )
    item.counted_at = clock.now()


def _take_back_successor(item: AgendaItem) -> None:
    """Take away what continues the item, as long as nobody has put a hand to it."""
    successor = AgendaItem.objects.select_for_update(no_key=True).filter(continues=item).first()
    if successor is None:
        return
    if successor.state not in (State.DRAFTED, State.ANNOUNCED) or _is_worked_on(successor):
        raise SuccessorTaken
    finish_items(successor, by=None)
    successor.texts.all().delete()
    successor.papers.all().delete()
    successor.points.all().delete()
    successor.delete()


def _is_worked_on(successor: AgendaItem) -> bool:
    happened = Event.objects.filter(subject_type=successor._meta.label_lower, subject_id=successor.pk)
    return (
        happened.exclude(kind__in=BEGINS).exists()
        or successor.texts.filter(saved_at__gt=successor.created_at).exists()
        or successor.points.filter(edition__gt=0).exists()
    )


def _refuse_left(meeting: Meeting) -> None:
    left = meeting.items.exclude(state=State.CLOSED).exclude(kind=Kind.BREAK)
    titles = [task_title(item) for item in left.select_related("case").order_by("position")]
    if titles:
        raise ItemsLeft(titles=", ".join(f"”{title}”" for title in titles[:5]))


def _is_approved_at_once(meeting: Meeting) -> bool:
    """Every § was approved while the meeting went on: nothing is left to approve."""
    items = meeting.items.exclude(kind=Kind.BREAK)
    return items.exists() and not items.exclude(occasion__completed_at__isnull=False).exists()


def _is_matter(item: AgendaItem) -> bool:
    """Something that must not be lost: it has a case, or it is put off and is no mere formality."""
    return item.case_id is not None or (item.outcome == Outcome.POSTPONED and item.kind != Kind.FORMAL)


def _text(item: AgendaItem, field: str) -> str:
    return item.texts.filter(field=field).values_list("text", flat=True).first() or ""


def _deciding(item: AgendaItem) -> Meeting:
    """The meeting, while it goes on; afterwards only what was opened again is closed, with its § as it was."""
    meeting = item.meeting
    if meeting is None or not (meeting.is_running or _opened_again(item, meeting)):
        raise MeetingNotOpen
    return meeting


def _opened_again(item: AgendaItem, meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.ENDED and item.reopened_at is not None


def _record(kind: str, meeting: Meeting, by: User, **data: Any) -> None:
    unit = meeting.body.unit
    behalf = access.keeping_for(by, unit)
    record(kind, by=by, on_behalf_of=behalf, case=meeting.case, unit=unit, subject=meeting, **data)


def _for_secretary(kind: str, meeting: Meeting) -> WorkItem:
    return item_for_role(
        kind,
        unit=meeting.body.unit,
        role="secretary",
        target=meeting,
        title=f"{meeting.body.unit.name} {meeting.on}",
        case=meeting.case,
        due_on=deadlines.minutes_approval_due(meeting.on),
    )
