"""Approved minutes put where anybody reads them, and published again with another masking (OSL)."""

from collections.abc import Collection, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format

from cases import access, deadlines, stored_files
from cases.errors import AlreadyDone
from cases.meetings.minutes_errors import NotApproved, NotPosted
from cases.meetings.public_text import as_published, entries
from cases.models import ApprovalOccasion, Case, PublicMinutes, PublicNotice, WorkItem
from cases.reasons import said
from cases.work_items import finish_items
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

PDF = "application/pdf"
REVIEW = WorkItem.Kind.REVIEW_PUBLIC


def publish(
    occasion: ApprovalOccasion,
    *,
    by: User,
    masks: Sequence[str],
    left_out: Collection[str] = (),
    reason: str = "",
    before_notice: bool = False,
) -> PublicMinutes:
    """Publish approved minutes with these words masked and these items left out.

    What secrecy covers today is left out whether it was named or not. What is public already gives way
    to the new edition only with a ``reason``, and is kept. The law lets minutes be read before their notice
    is up, but no time for appeals runs from that: it is done only ``before_notice`` when that was said.
    Raises NotApproved, NotPosted, AlreadyDone.
    """
    with work():
        locked = lock(occasion)
        ahead = is_ahead(locked)
        if ahead and not before_notice:
            raise NotPosted(due=date_format(notice_due(locked), "j F"))
        _lock_cases(locked)
        before = current(locked)
        if before and not reason.strip():
            raise AlreadyDone
        if before:
            end(before, by, said(reason))
        published = PublicMinutes.objects.create(
            occasion=locked,
            number=locked.publications.count() + 1,
            masks=list(masks),
            left_out=entries(locked, masks, left_out),
            published_at=clock.now(),
            published_by=by,
            file=stored_files.keep(BytesIO(as_published(locked, masks, left_out)), PDF),
        )
        finish_items(locked, REVIEW, by=by)
        _record_published(published, by, {"before_notice": True} if ahead else {})
        return published


def is_ahead(occasion: ApprovalOccasion) -> bool:
    """Whether the notice of these minutes has not been put up yet."""
    return not PublicNotice.objects.filter(occasion=occasion).exists()


def notice_due(occasion: ApprovalOccasion) -> date:
    """The last day for the notice: the second after the approval (KL 8:12)."""
    return deadlines.notice_due(clock.local(occasion.completed_at or clock.now()).date())


def current(occasion: ApprovalOccasion) -> PublicMinutes | None:
    """The edition that is public now."""
    return occasion.publications.filter(withdrawn_at=None).first()


def end(published: PublicMinutes, by: User, reason: str) -> None:
    """Let the edition be public no more."""
    published.withdrawn_at, published.withdrawn_by, published.withdrawn_reason = clock.now(), by, reason
    published.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def lock(occasion: ApprovalOccasion) -> ApprovalOccasion:
    """The occasion, ours alone until we commit. Raises NotApproved."""
    locked = (
        ApprovalOccasion.objects.select_for_update(no_key=True, of=("self",))
        .select_related("meeting__body__unit", "meeting__case")
        .get(pk=occasion.pk)
    )
    if locked.completed_at is None:
        raise NotApproved
    return locked


def _lock_cases(occasion: ApprovalOccasion) -> None:
    """Let nobody mark a case while what is shown of it is chosen; a mark locks its case before any edition."""
    told = Q(agenda_items__occasion=occasion) | Q(decisions__reported_in__occasion=occasion)
    list(Case.objects.filter(pk__in=Case.objects.filter(told)).select_for_update(no_key=True).order_by("pk"))


def _record_published(published: PublicMinutes, by: User, more: dict[str, Any]) -> None:
    """The event says how many words are masked, never which: they are what is protected."""
    left_out = [entry["paragraph"] for entry in published.left_out if "item" in entry]
    tell("minutes.published", published, by, masks=len(published.masks), left_out=left_out, **more)


def tell(kind: str, published: PublicMinutes, by: User, **data: Any) -> None:
    """Record what happened to the edition."""
    meeting = published.occasion.meeting
    record(
        kind,
        by=by,
        on_behalf_of=access.keeping_for(by, meeting.body.unit),
        case=meeting.case,
        unit=meeting.body.unit,
        subject=published.occasion,
        meeting=meeting.pk,
        number=published.number,
        **data,
    )
