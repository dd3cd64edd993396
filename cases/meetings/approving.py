"""Approval of minutes (justering): laid before named persons, approved to the letter, acting from then on."""

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import access, deadlines, stored_files
from cases.errors import AlreadyDone, NotAllowed
from cases.meetings import acting, minutes, minutes_files
from cases.meetings.bodies import refuse_strangers
from cases.meetings.closing import Outcome
from cases.meetings.diary_errors import NoCaseForScan
from cases.meetings.minutes_errors import ApproversMissing, MeetingNotEnded, MinutesChanged, NothingToApprove
from cases.meetings.places import tell
from cases.meetings.planning import lock_meeting
from cases.models import (
    AgendaItem,
    ApprovalOccasion,
    Approver,
    BodyMember,
    Document,
    DocumentFile,
    Meeting,
    WorkItem,
)
from cases.paper.minutes_words import paragraphs
from cases.reasons import said
from cases.registration import register_document
from cases.text import normalise
from cases.uploads import check_upload
from cases.work_items import finish_items, item_for_person, item_for_role, open_items
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

Kind = ApprovalOccasion.Kind
ACTING = (Outcome.AS_PROPOSED, Outcome.CHANGED)


def lay_before(
    meeting: Meeting, approvers: Sequence[BodyMember], *, by: User, items: Sequence[AgendaItem] | None = None
) -> ApprovalOccasion:
    """Lay the minutes before their approvers, whoever led one of the § among them.

    Named ``items`` are approved at once, while the meeting goes on (omedelbar justering); else the
    ended meeting's every § that is not yet approved. Raises MeetingNotEnded, NothingToApprove,
    ApproversMissing, NotMember.
    """
    with work():
        locked = lock_meeting(meeting)
        rows = _to_approve(locked, items)
        if not rows:
            raise NothingToApprove
        chairs = _chairs(locked, rows)
        named = _named(chairs, approvers)
        refuse_strangers(locked.body, locked.on, *named)
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
        _ask(occasion, named, locked, chairs)
        finish_items(locked, WorkItem.Kind.MINUTES, by=by)
        people = [member.user_id for member in named if member.user_id]
        _record("minutes.sent", occasion, by, approvers=people)
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


def keep_scan(approver: Approver, upload: UploadedFile, *, by: User) -> DocumentFile:
    """The scan of a signed paper, checked and registered in the meeting's case. Raises UploadRefused, NoCaseForScan."""
    checked = check_upload(upload.name or "", cast(BinaryIO, upload), upload.size or 0)
    with work():
        meeting = lock_meeting(approver.occasion.meeting)  # before its case: the last approval registers too
        if meeting.case is None:
            raise NoCaseForScan
        with override("sv"):
            title = _("Undertecknat protokoll %(day)s, %(name)s") % {
                "day": meeting.on,
                "name": approver.member.name,
            }
        document = register_document(
            meeting.case,
            kind=Document.Kind.MINUTES,
            title=title[:300],
            direction=Document.Direction.IN,
            by=by,
        )
        return DocumentFile.objects.create(
            document=document,
            file=stored_files.keep(cast(BinaryIO, upload), checked.media_type),
            name=checked.name,
        )


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
            open_items([_for_secretary(WorkItem.Kind.MINUTES, locked, locked, due_on=fresh.due_on)])
        _record("minutes.called_off", fresh, by, reason=why)
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


def _chairs(meeting: Meeting, rows: Sequence[AgendaItem]) -> list[BodyMember]:
    """Whoever led one of the §, in their order: each approves (KL 5:69)."""
    led = BodyMember.objects.in_bulk([row.chair_id for row in rows if row.chair_id])
    found = [led.get(row.chair_id or 0) or meeting.chair for row in rows]
    return [member for member in dict.fromkeys(found) if member is not None]


def _named(chairs: list[BodyMember], approvers: Sequence[BodyMember]) -> list[BodyMember]:
    others = [member for member in dict.fromkeys(approvers) if member not in chairs]
    if not chairs or not others:
        raise ApproversMissing
    return [*chairs, *others]


def _ask(
    occasion: ApprovalOccasion, named: list[BodyMember], meeting: Meeting, chairs: list[BodyMember]
) -> None:
    for member in named:
        Approver.objects.create(occasion=occasion, member=member, user=member.user, is_chair=member in chairs)
    open_items(
        [
            item_for_person(
                WorkItem.Kind.SIGN,
                user=member.user,
                unit=meeting.body.unit,
                target=occasion,
                title=_title_of(occasion, meeting),
                case=meeting.case,
                due_on=occasion.due_on,
            )
            for member in named
            if member.user is not None
        ]
    )


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
    _record("minutes.signed", occasion, by, approver=approver.pk)
    if not occasion.approvers.filter(signed_at__isnull=True).exists():
        _complete(occasion, by)
    return approver


def _complete(occasion: ApprovalOccasion, by: User) -> None:
    """Fix the §, let their points act, and hand the minutes on to the notice board."""
    meeting = occasion.meeting
    occasion.document = _register(occasion, by)
    occasion.completed_at = clock.now()
    occasion.save(update_fields=["document", "completed_at"])
    minutes_files.register(occasion)
    for item in occasion.items.select_related("body__unit", "case", "meeting").order_by("position"):
        if item.outcome in ACTING:
            acting.act(item, by=by)
        tell("paragraph.approved", item, by)
    left = meeting.items.exclude(kind="break").exclude(occasion__completed_at__isnull=False)
    if meeting.state == Meeting.State.ENDED and not left.exists():
        meeting.state = Meeting.State.APPROVED
        meeting.save(update_fields=["state"])
        finish_items(meeting, WorkItem.Kind.MINUTES, by=by)
    open_items(
        [
            _for_secretary(
                WorkItem.Kind.POST_NOTICE, occasion, meeting, due_on=deadlines.notice_due(clock.today())
            ),
            _for_secretary(WorkItem.Kind.DELIVER, meeting, meeting),
        ]
    )
    _record("minutes.approved", occasion, by)


def _register(occasion: ApprovalOccasion, by: User) -> Document | None:
    meeting = occasion.meeting
    if meeting.case is None:
        return None
    with override("sv"):  # the register keeps one language, whoever presses
        title = _("Protokoll %(body)s %(day)s") % {"body": meeting.body.unit.name, "day": meeting.on}
    return register_document(
        meeting.case,
        kind=Document.Kind.MINUTES,
        title=title[:300],
        direction=Document.Direction.INTERNAL,
        by=by,
    )


def _for_secretary(kind: str, target: Any, meeting: Meeting, **facts: Any) -> WorkItem:
    return item_for_role(
        kind,
        unit=meeting.body.unit,
        role="secretary",
        target=target,
        title=_title(meeting),
        case=meeting.case,
        **facts,
    )


def _title(meeting: Meeting) -> str:
    return f"{meeting.body.unit.name} {meeting.on}"


def _title_of(occasion: ApprovalOccasion, meeting: Meeting) -> str:
    """ "SSN 2026-11-22", with the § where only some are approved, at once: two tasks of one meeting differ."""
    if occasion.kind != Kind.IMMEDIATE:
        return _title(meeting)
    numbers = [row["paragraph"] for row in occasion.content["items"] if row["paragraph"]]
    return f"{_title(meeting)}, {paragraphs(numbers)}"[:300]


def _record(kind: str, occasion: ApprovalOccasion, by: User, **data: Any) -> None:
    meeting = occasion.meeting
    record(
        kind,
        by=by,
        on_behalf_of=access.keeping_for(by, meeting.body.unit),
        case=meeting.case,
        unit=meeting.body.unit,
        subject=occasion,
        meeting=meeting.pk,
        **data,
    )
