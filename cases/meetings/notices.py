"""The notice (anslag) of approved minutes: put up, dated by the law, taken down after the time for appeal."""

from datetime import date

from django.db.models import QuerySet

from cases import access, deadlines
from cases.errors import AlreadyDone
from cases.meetings.minutes_errors import NotApproved
from cases.models import ApprovalOccasion, PublicNotice, WorkItem
from cases.work_items import finish_items
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User


def post_notice(occasion: ApprovalOccasion, *, by: User, kept_at: str = "") -> PublicNotice:
    """Put the notice up today; it stays for the whole time of appeal (KL 8:12, 13:5). Raises NotApproved."""
    with work():
        locked = (
            ApprovalOccasion.objects.select_for_update(no_key=True, of=("self",))
            .select_related("meeting__body__unit", "meeting__case")
            .get(pk=occasion.pk)
        )
        if locked.completed_at is None:
            raise NotApproved
        if PublicNotice.objects.filter(occasion=locked).exists():
            raise AlreadyDone
        body = locked.meeting.body
        today = clock.today()
        notice = PublicNotice.objects.create(
            occasion=locked,
            posted_on=today,
            posted_at=clock.now(),
            posted_by=by,
            last_appeal_day=deadlines.last_appeal_day(today),
            kept_at=kept_at.strip() or body.minutes_kept_at or body.unit.name,
        )
        finish_items(locked, WorkItem.Kind.POST_NOTICE, by=by)
        _record("notice.posted", notice, by)
        return notice


def on_the_board(day: date) -> QuerySet[PublicNotice]:
    """The notices that are up on a day: from their posting to and with the last day of appeal."""
    return PublicNotice.objects.filter(
        posted_on__lte=day, last_appeal_day__gte=day, taken_down_at__isnull=True
    ).select_related("occasion__meeting__body__unit", "occasion__meeting__case")


def take_down_old() -> int:
    """Take down what has been up for its whole time; answers how many. Run twice, the same result."""
    taken = 0
    for notice in PublicNotice.objects.filter(taken_down_at=None, last_appeal_day__lt=clock.today()):
        with work():
            updated = PublicNotice.objects.filter(pk=notice.pk, taken_down_at=None).update(
                taken_down_at=clock.now()
            )
            if updated:
                _record("notice.taken_down", notice, None)
                taken += 1
    return taken


def _record(kind: str, notice: PublicNotice, by: User | None) -> None:
    meeting = notice.occasion.meeting
    unit = meeting.body.unit
    behalf = access.keeping_for(by, unit)
    record(kind, by=by, on_behalf_of=behalf, case=meeting.case, unit=unit, subject=notice, meeting=meeting.pk)
