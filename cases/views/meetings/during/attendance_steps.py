"""Taking the attendance form: only what was changed in it moves anybody."""

from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.meetings import attending
from cases.meetings.errors import AlreadyPresent, NotPresent
from cases.models import BodyMember
from organisation.models import User

from .attendance_rows import AttendancePage, guest_code
from .corrections import RowRefused, instant


def move(page: AttendancePage, typed: QueryDict, *, by: User) -> None:
    """Let in who was ticked since the page was drawn, out who was unticked; then the rest of the form."""
    present, was = set(typed.getlist("present")), set(typed.getlist("was"))
    codes = [row["code"] for row in (*page.ordinary, *page.substitutes, *page.guests)]
    for code in codes:
        try:
            if code in was and code not in present:
                _leave(page, code, typed, by)
            elif code in present and code not in was:
                _arrive(page, code, typed, by)
            elif code in present:
                _change(page, code, typed, by)
        except (AlreadyPresent, NotPresent):
            continue  # a colleague has moved them already
        except Refused as refusal:
            raise RowRefused(field=f"at-{code}", said=str(refusal)) from refusal
    _welcome(page, typed, by)
    _take_chair(page, typed, by)


def _arrive(page: AttendancePage, code: str, typed: QueryDict, by: User) -> None:
    at = instant(page.meeting, typed.get(f"at-{code}", ""))
    member = page.room.find(code)
    if member is None:
        _come_again(page, code, at, by)
        return
    attending.arrive(
        page.meeting,
        member,
        by=by,
        at=at,
        serves_for=_seat(page, typed, code),
        distance=bool(typed.get(f"distance-{code}")),
    )


def _come_again(page: AttendancePage, code: str, at: datetime | None, by: User) -> None:
    """A guest who left is back."""
    for stay in page.stays:
        if guest_code(stay) == code and stay.member is None:
            attending.welcome(page.meeting, by=by, name=stay.name, title=stay.title, at=at)


def _leave(page: AttendancePage, code: str, typed: QueryDict, by: User) -> None:
    stay = page.present_stay(code)
    if stay is not None:
        attending.leave(stay, by=by, at=instant(page.meeting, typed.get(f"at-{code}", "")))


def _change(page: AttendancePage, code: str, typed: QueryDict, by: User) -> None:
    """Whom a present substitute serves for, and whether somebody takes part from elsewhere."""
    stay = page.present_stay(code)
    if stay is None or stay.member is None:
        return
    facts: dict[str, object] = {}
    if typed.get(f"serves-{code}", "") != typed.get(f"serves-was-{code}", ""):
        facts["serves_for"] = _seat(page, typed, code)
    distance = bool(typed.get(f"distance-{code}"))
    if page.meeting.distance and distance != bool(typed.get(f"distance-was-{code}")):
        facts["distance"] = distance
    if facts:
        attending.correct(stay, by=by, **facts)


def _welcome(page: AttendancePage, typed: QueryDict, by: User) -> None:
    name = typed.get("guest", "").strip()
    if not name:
        return
    at = instant(page.meeting, typed.get("guest-at", ""))
    attending.welcome(page.meeting, by=by, name=name, title=typed.get("guest-title", "").strip(), at=at)


def _take_chair(page: AttendancePage, typed: QueryDict, by: User) -> None:
    code, was = typed.get("chair", ""), typed.get("chair-was", "")
    member = page.room.find(code) if code and code != was else None
    if member is None:
        return
    if page.meeting.attendance.filter(member=member, left_at__isnull=True).exists():
        attending.take_chair(page.meeting, member, by=by)
        return
    said = _("%(name)s är inte närvarande.") % {"name": member.name}
    raise RowRefused(field="chair", said=said)


def _seat(page: AttendancePage, typed: QueryDict, code: str) -> BodyMember | None:
    return page.room.find(typed.get(f"serves-{code}", ""))
