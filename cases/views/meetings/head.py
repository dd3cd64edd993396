"""The top of a meeting's pages: what it is called, when and where, and the pages it has."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from cases.meetings import wording
from cases.models import Meeting
from cases.templatetags.text_tags import long_day

State = Meeting.State
OVER = (State.ENDED, State.APPROVED)


def head(meeting: Meeting, *, may_keep: bool) -> dict[str, Any]:
    """``title``, ``when`` and the addresses of the tabs the person has, for <c-meeting-head>."""
    held = meeting.state in (State.OPEN, *OVER)
    tabs = {
        "summons": True,
        "during": may_keep and meeting.state != State.CANCELLED,
        "attendance": may_keep and held,
        "minutes": held if may_keep else _is_approved(meeting),
        "after": may_keep and meeting.state in OVER and meeting.body.decides,
    }
    names = {"summons": "meeting"} | {tab: f"meeting_{tab}" for tab in tabs if tab != "summons"}
    return {
        "title": title(meeting),
        "when": when(meeting),
        "tabs": {tab: _address(names[tab], meeting) if open_ else "" for tab, open_ in tabs.items()},
    }


def title(meeting: Meeting) -> str:
    """ "Sammanträde torsdag 10 december"; a group's is a "Möte"."""
    return f"{capfirst(wording.a_meeting(meeting.body))} {long_day(meeting.on)}"


def when(meeting: Meeting) -> str:
    """ "09.30–15.00, Residenset, Vänersborg"."""
    hours = f"{meeting.starts_at:%H.%M}"
    if meeting.ends_at:
        hours += f"–{meeting.ends_at:%H.%M}"
    return f"{hours}, {capfirst(meeting.place)}" if meeting.place else hours


def _is_approved(meeting: Meeting) -> bool:
    """Whether there is anything of the minutes for others than the secretary to read."""
    return meeting.occasions.filter(completed_at__isnull=False).exists()


def _address(name: str, meeting: Meeting) -> str:
    try:
        return reverse(name, args=[meeting.public_id])
    except NoReverseMatch:
        return ""
