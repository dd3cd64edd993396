"""Finding the body, the meeting or the item an address is about; everybody without a right meets 404."""

from django.http import Http404

from cases import access, opened
from cases.models import AgendaItem, Body, Meeting
from organisation.http import SignedInRequest
from organisation.models import Unit

MEETING = ("body__unit", "case", "chair")
ITEM = ("meeting__body__unit", "meeting__case", "body__unit", "case", "round")
NOT_HELD = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.CANCELLED)


def kept_unit(request: SignedInRequest, public_id: str) -> Unit:
    """A unit whose meetings the person keeps, whether it meets yet or not."""
    found: Unit = access.find(request.user, Unit, "keep_meetings", public_id=public_id)
    return found


def kept_body(request: SignedInRequest, public_id: str) -> Body:
    """A body whose meetings the person keeps, by its unit."""
    found: Body = access.find_any(
        request.user, Body, "keep_meetings", related=("unit",), unit__public_id=public_id
    )
    return found


def kept_meeting(request: SignedInRequest, public_id: str) -> Meeting:
    """A meeting the person keeps."""
    found: Meeting = access.find_any(
        request.user, Meeting, "keep_meetings", related=MEETING, public_id=public_id
    )
    return found


def seen_meeting(request: SignedInRequest, public_id: str) -> tuple[Meeting, bool]:
    """A meeting the person keeps or is called to, and whether they keep it."""
    found: Meeting = access.find_any(
        request.user, Meeting, "keep_meetings", "see_meeting", related=MEETING, public_id=public_id
    )
    return found, access.can(request.user, "keep_meetings", found)


def seen_item(request: SignedInRequest, meeting_id: str, public_id: str) -> tuple[AgendaItem, bool]:
    """An item on a meeting's agenda, and whether the person keeps the meeting.

    Who is called reads what was sent: before the meeting an unsent item does not exist.
    """
    found: AgendaItem = access.find_any(
        request.user,
        AgendaItem,
        "keep_meetings",
        "see_meeting",
        related=ITEM,
        public_id=public_id,
        meeting__public_id=meeting_id,
    )
    may_keep = access.can(request.user, "keep_meetings", found)
    if not may_keep and is_unsent(found):
        raise Http404
    opened.note(request, found, found.case)
    return found, may_keep


def kept_item(request: SignedInRequest, public_id: str) -> AgendaItem:
    """An item announced to a body whose meetings the person keeps."""
    found: AgendaItem = access.find_any(
        request.user, AgendaItem, "keep_meetings", related=ITEM, public_id=public_id
    )
    return found


def is_unsent(item: AgendaItem) -> bool:
    """Whether the item was put on the agenda after the last notice or supplement, or nobody was ever called."""
    return item.summons_id is None and item.meeting is not None and item.meeting.state in NOT_HELD
