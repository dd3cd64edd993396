"""What any event is about: a round, or a thing of a meeting. Both are told of in the same words."""

from collections.abc import Sequence

from ledger.models import Event

from .about import About, about_rounds
from .about_directives import about_directives
from .about_meetings import AboutMeeting, about_meetings
from .about_work import about_work

Matter = About | AboutMeeting


def about(event: Event) -> Matter | None:
    """What ``event`` is about; None for what nobody is told of."""
    return about_each([event]).get(event.pk)


def about_each(events: Sequence[Event]) -> dict[int, Matter]:
    """The same for many events, in a few queries for all."""
    of_meetings = about_meetings(events) | about_work(events) | about_directives(events)
    rest = [event for event in events if event.pk not in of_meetings]
    found: dict[int, Matter] = dict(of_meetings)
    return found | about_rounds(rest)
