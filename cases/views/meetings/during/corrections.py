"""Times of day on the attendance page: read, shown, and mended when they were noted wrongly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from cases.errors import Refused
from cases.meetings import attending
from cases.meetings.attending import name_of
from cases.models import Attendance, Meeting
from organisation import clock
from organisation.models import User

from .room import named
from .trouble import Tried


class TimeUnreadable(Refused):
    """A time of day is hours and minutes."""

    message = gettext_lazy("Skriv tiden så här: 09:30.")


class RowRefused(Refused):
    """A refusal that belongs to one row of the form."""

    message = "%(said)s"

    @property
    def field(self) -> str:
        """Which field."""
        return str(self.facts["field"])


def hour(at: Any) -> str:
    """ "09.30", or nothing."""
    return f"{clock.local(at):%H.%M}" if at else ""


def as_input(at: Any) -> str:
    """ "09:30", as a time field takes it."""
    return f"{clock.local(at):%H:%M}" if at else ""


@dataclass(frozen=True)
class StayRow:
    """One stay whose times can be corrected."""

    stay: Attendance
    name: str
    arrived: str
    left: str
    error: str


def stay_rows(stays: Iterable[Attendance], tried: Tried) -> list[StayRow]:
    """The stays with their times, as stored or as typed."""
    return [
        StayRow(
            stay,
            named(stay.member) if stay.member else name_of(stay),
            tried.typed.get(f"arrived-{stay.pk}", as_input(stay.arrived_at)),
            tried.typed.get(f"left-{stay.pk}", as_input(stay.left_at)),
            tried.message(f"arrived-{stay.pk}"),
        )
        for stay in stays
    ]


def correct(meeting: Meeting, rows: list[StayRow], typed: QueryDict, *, by: User) -> None:
    """Mend the stays whose times were changed; one without a time of arrival never was."""
    for row in rows:
        field = f"arrived-{row.stay.pk}"
        if field not in typed:
            continue
        try:
            _mend(meeting, row.stay, typed, by)
        except Refused as refusal:
            raise RowRefused(field=field, said=f"{row.name}: {refusal}") from refusal


def _mend(meeting: Meeting, stay: Attendance, typed: QueryDict, by: User) -> None:
    wanted = {name: typed.get(f"{name}-{stay.pk}", "").strip() for name in ("arrived", "left")}
    if not wanted["arrived"]:
        attending.take_away(stay, by=by)
        return
    facts = {}
    for name, text in wanted.items():
        stored = getattr(stay, f"{name}_at")
        if text != (as_input(stored)):
            facts[f"{name}_at"] = instant(meeting, text)
    if facts:
        attending.correct(stay, by=by, **facts)


def instant(meeting: Meeting, text: str) -> datetime | None:
    """A time of day of the meeting; None for now."""
    if not text.strip():
        return None
    try:
        at = time.fromisoformat(text.strip().replace(".", ":")).replace(tzinfo=None)
    except ValueError as error:
        raise TimeUnreadable from error
    opened = clock.local(meeting.opened_at or clock.now())
    return datetime.combine(opened.date(), at, tzinfo=clock.STOCKHOLM)
