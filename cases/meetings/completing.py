"""The last approval: the § are fixed, their points act, and the minutes go on to the notice board (KL 5:69)."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import deadlines
from cases.meetings import acting, minutes_files
from cases.meetings.approval_tasks import for_secretary
from cases.meetings.approval_tasks import tell as tell_of_minutes
from cases.meetings.closing import Outcome
from cases.meetings.places import tell
from cases.models import ApprovalOccasion, Document, Meeting, WorkItem
from cases.registration import register_document
from cases.work_items import finish_items, open_items
from organisation import clock
from organisation.models import User

ACTING = (Outcome.AS_PROPOSED, Outcome.CHANGED)


def complete(occasion: ApprovalOccasion, by: User) -> None:
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
            for_secretary(
                WorkItem.Kind.POST_NOTICE, occasion, meeting, due_on=deadlines.notice_due(clock.today())
            ),
            for_secretary(WorkItem.Kind.DELIVER, meeting, meeting),
        ]
    )
    tell_of_minutes("minutes.approved", occasion, by)


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
