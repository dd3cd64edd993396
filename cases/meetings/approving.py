"""Approval of minutes (justering): laid before named persons, approved to the letter, acting from then on."""

from collections.abc import Sequence

from cases import deadlines
from cases.errors import AlreadyDone, NotAllowed
from cases.meetings import minutes
from cases.meetings.approval_tasks import ask, for_secretary, tell
from cases.meetings.bodies import refuse_strangers
from cases.meetings.chosen_approvers import chairs_of, refuse_others, with_chairs
from cases.meetings.completing import complete
from cases.meetings.minutes_errors import ApproversMissing, MeetingNotEnded, MinutesChanged, NothingToApprove
from cases.meetings.planning import lock_meeting
from cases.models import AgendaItem, ApprovalOccasion, Approver, BodyMember, DocumentFile, Meeting, WorkItem
from cases.reasons import said
from cases.text import normalise
from cases.work_items import finish_items, open_items
from ledger.work import work
from organisation import clock
from organisation.models import User

Kind = ApprovalOccasion.Kind


def lay_before(
    meeting: Meeting,
    approvers: Sequence[BodyMember],
    *,
    by: User,
    items: Sequence[AgendaItem] | None = None,
    reason: str = "",
) -> ApprovalOccasion:
    """Lay the minutes before their approvers, whoever led one of the § among them.

    Named ``items`` are approved at once, while the meeting goes on (omedelbar justering); else the
    ended meeting's every § that is not yet approved. Others than those the meeting elected approve only
    with a ``reason``, which the event keeps. Raises MeetingNotEnded, NothingToApprove, ApproversMissing,
    NotMember, OthersElected.
    """
    with work():
        locked = lock_meeting(meeting)
        rows = _to_approve(locked, items)
        if not rows:
            raise NothingToApprove
        chairs = chairs_of(locked, rows)
        named = with_chairs(chairs, approvers)
        refuse_strangers(locked.body, locked.on, *named)
        instead = refuse_others(locked, named, chairs, reason)
        content = minutes.content(locked, rows)
        occasion = ApprovalOccasion.objects.create(
            meeting=locked,
            kind=Kind.ORDINARY if items is None else Kind.IMMEDIATE,
            asked_at=clock.now(),
            asked_by=by,
            due_on=deadlines.minutes_approval_due(locked.on),
            content=content,
            content_hash=minutes.digest(content),
        )
        AgendaItem.objects.filter(pk__in=[row.pk for row in rows]).update(occasion=occasion)
        ask(occasion, named, locked, chairs)
        finish_items(locked, WorkItem.Kind.MINUTES, by=by)
        people = [member.user_id for member in named if member.user_id]
        tell("minutes.sent", occasion, by, approvers=people, **instead)
        return occasion


def approve(approver: Approver, *, by: User, read_hash: str, dissent: str = "") -> Approver:
    """Approve exactly what was read; a dissent is recorded beside it. Raises MinutesChanged, AlreadyDone, NotAllowed.

    The last approval approves the §: they are fixed, and what their points order begins (KL 5:69).
    """
    with work():
        occasion = _lock(approver)
        fresh = Approver.objects.select_related("member").get(pk=approver.pk)
        _refuse_done(occasion, fresh)
        if fresh.user_id != by.pk:
            raise NotAllowed
        if read_hash != occasion.content_hash:
            raise MinutesChanged
        return _sign(occasion, fresh, by, dissent=dissent)


def approve_on_paper(approver: Approver, *, by: User, scan: DocumentFile) -> Approver:
    """Register the signed paper of somebody without a log-in; the secretary answers for the scan."""
    with work():
        occasion = _lock(approver)
        fresh = Approver.objects.select_related("member").get(pk=approver.pk)
        _refuse_done(occasion, fresh)
        if fresh.user_id is not None:
            raise ApproversMissing
        fresh.scan = scan
        return _sign(occasion, fresh, by)


def call_off(occasion: ApprovalOccasion, *, by: User, reason: str) -> ApprovalOccasion:
    """Take minutes back from their approvers, saying why; the § keep their numbers."""
    why = said(reason)
    with work():
        locked = lock_meeting(occasion.meeting)
        fresh = ApprovalOccasion.objects.select_for_update().get(pk=occasion.pk)
        if not fresh.is_waiting:
            raise AlreadyDone
        fresh.called_off_at, fresh.called_off_reason = clock.now(), why
        fresh.save(update_fields=["called_off_at", "called_off_reason"])
        AgendaItem.objects.filter(occasion=fresh).update(occasion=None)
        finish_items(fresh, by=by)
        if locked.state == Meeting.State.ENDED:
            open_items([for_secretary(WorkItem.Kind.MINUTES, locked, locked, due_on=fresh.due_on)])
        tell("minutes.called_off", fresh, by, reason=why)
        return fresh


def _to_approve(meeting: Meeting, items: Sequence[AgendaItem] | None) -> list[AgendaItem]:
    closed = meeting.items.filter(state="closed", occasion=None, paragraph__isnull=False)
    if items is not None:
        return list(closed.filter(pk__in=[item.pk for item in items]).order_by("position"))
    if meeting.state != Meeting.State.ENDED:
        raise MeetingNotEnded
    opened = meeting.items.exclude(state="closed").exclude(kind="break")
    if opened.exists():
        raise MeetingNotEnded
    return list(closed.order_by("position"))


def _lock(approver: Approver) -> ApprovalOccasion:
    lock_meeting(approver.occasion.meeting)
    ApprovalOccasion.objects.select_for_update(no_key=True).only("pk").get(pk=approver.occasion_id)
    return ApprovalOccasion.objects.select_related("meeting__body__unit", "meeting__case").get(
        pk=approver.occasion_id
    )


def _refuse_done(occasion: ApprovalOccasion, approver: Approver) -> None:
    if not occasion.is_waiting or approver.signed_at is not None:
        raise AlreadyDone


def _sign(occasion: ApprovalOccasion, approver: Approver, by: User, *, dissent: str = "") -> Approver:
    approver.signed_at, approver.signed_by = clock.now(), by
    approver.signed_hash, approver.dissent = occasion.content_hash, normalise(dissent).strip()
    approver.save()
    if approver.user is not None:
        WorkItem.objects.filter(
            target_type="approvaloccasion", target_id=occasion.pk, user=approver.user, done_at=None
        ).update(done_at=clock.now(), done_by=by)
    tell("minutes.signed", occasion, by, approver=approver.pk)
    if not occasion.approvers.filter(signed_at__isnull=True).exists():
        complete(occasion, by)
    return approver
