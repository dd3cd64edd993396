"""What a management group wishes to take up next time, noted while it meets."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.meetings.errors import MeetingNotOpen
from cases.meetings.planning import lock_meeting
from cases.models import Meeting
from cases.text import normalise
from ledger.events import record
from ledger.work import work
from organisation.models import User

NOTED_IN = (Meeting.State.OPEN, Meeting.State.ENDED)


class WishesOvertaken(Refused):
    """A colleague noted other wishes meanwhile; both are shown."""

    message = _("En kollega har ändrat önskemålen sedan du öppnade sidan. Slå ihop texterna och spara igen.")

    @property
    def theirs(self) -> str:
        """What is stored now."""
        return str(self.facts["theirs"])


def brought_to(meeting: Meeting) -> Meeting | None:
    """The group's meeting just before this one in time, when it was held and left wishes."""
    if meeting.body.decides or meeting.state == Meeting.State.CANCELLED:
        return None
    held = meeting.body.meetings.exclude(state=Meeting.State.CANCELLED)
    earlier = held.filter(Q(on__lt=meeting.on) | Q(on=meeting.on, starts_at__lt=meeting.starts_at))
    found = earlier.order_by("-on", "-starts_at").first()
    return found if found and found.opened_at and found.wishes else None


def note(meeting: Meeting, *, by: User, text: str, overtaken: bool = False) -> Meeting:
    """Keep the wishes for the next meeting. Raises MeetingNotOpen, WishesOvertaken.

    ``overtaken``: the page was opened before the wishes that are stored now.
    """
    wording = normalise(text).strip()
    with work():
        locked = lock_meeting(meeting)
        if locked.state not in NOTED_IN:
            raise MeetingNotOpen
        if wording == locked.wishes:
            return locked
        if overtaken:
            raise WishesOvertaken(theirs=locked.wishes)
        locked.wishes = wording
        locked.save(update_fields=["wishes"])
        record("meeting.changed", by=by, case=locked.case, unit=locked.body.unit, subject=locked)
        return locked
