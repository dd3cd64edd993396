"""Times noted afterwards: a closed § keeps those who took part in it, whatever the clock is set to later."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cases.meetings.room_errors import ClosedKeepTheirPeople, EndedKeepTheirPeople
from cases.models import AgendaItem, Attendance, BodyMember, Meeting
from organisation import clock

Stay = tuple[datetime, datetime | None]


def refuse_rewriting(
    meeting: Meeting,
    member: BodyMember | None,
    *,
    without: Attendance | None = None,
    stay: Stay | None = None,
) -> None:
    """Refuse a stay that says somebody took part in a closed § who did not, or the other way round.

    ``without`` is the stay it takes the place of; none of both is a stay taken away. A time in the minute the
    § was closed is taken as it was noted then. Raises ClosedKeepTheirPeople with the §.
    """
    if member is None:
        return
    counted = list(_counted(meeting, member))
    if not counted:
        return
    before = list(meeting.attendance.filter(member=member))
    after = [(row.arrived_at, row.left_at) for row in before if without is None or row.pk != without.pk]
    after += [stay] if stay else []
    was = [(row.arrived_at, row.left_at) for row in before]
    changed = [
        item
        for item, took_part, at in counted
        if _in_the_room(after, at) not in {took_part, None, _in_the_room(was, at)}
    ]
    if changed:
        refusal = ClosedKeepTheirPeople if meeting.is_running else EndedKeepTheirPeople
        raise refusal(items=", ".join(map(_named, changed)), name=member.name)


def _counted(meeting: Meeting, member: BodyMember) -> Iterable[tuple[AgendaItem, bool, datetime]]:
    """Every item whose people are written down: whether the member is among them, and when it was.

    Whoever stood aside is left out: they are in none, in the room or not.
    """
    rows = meeting.items.filter(participations__isnull=False).exclude(disqualifications__member=member)
    took_part = set(meeting.items.filter(participations__member=member).values_list("pk", flat=True))
    for item in rows.distinct().order_by("position"):
        at = item.counted_at or item.closed_at
        if at is not None:
            yield item, item.pk in took_part, at


def _in_the_room(stays: Sequence[Stay], at: datetime) -> bool | None:
    """Whether one of the stays lasts at an instant; None when that hangs on the minute."""
    minute = _minute(at)
    if any(_minute(end) == minute for stay in stays for end in stay if end is not None):
        return None
    return any(arrived <= at and (left is None or left > at) for arrived, left in stays)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _named(item: AgendaItem) -> str:
    """ "§ 142 (10.42)", "”Läget” (10.42)" """
    name = f"§ {item.paragraph}" if item.paragraph else f"”{item.title}”"
    at = item.counted_at or item.closed_at
    return f"{name} ({clock.local(at):%H.%M})" if at else name
