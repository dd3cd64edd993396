"""The days counted back from a meeting, as the timeline shows them."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.deadlines import minutes_approval_due
from cases.meetings import wording
from cases.models import Meeting
from cases.templatetags.text_tags import days_left_text, long_day
from organisation import clock


@dataclass(frozen=True)
class StopDay:
    """One day: ``state`` is "done", "now" (the next one), "late" or ""."""

    label: str
    on: str
    note: str
    state: str


def stop_days(meeting: Meeting) -> list[StopDay]:
    """The stop dates in order, the meeting last."""
    days = _days(meeting)
    today = clock.today()
    coming = next((number for number, (_label, day) in enumerate(days) if day >= today), len(days))
    return [
        StopDay(label, capfirst(long_day(day)), _note(day, today), _state(meeting, number, coming, day))
        for number, (label, day) in enumerate(days)
    ]


def next_stop(meeting: Meeting) -> str:
    """The next of its days in a few words: "Manusstopp torsdag 19 november"; empty when all have been.

    Of a meeting that is over: when its minutes shall be approved.
    """
    today = clock.today()
    if meeting.state == Meeting.State.ENDED:
        due = minutes_approval_due(meeting.on)
        return _("Justeras senast %(day)s, %(left)s") % {"day": long_day(due), "left": days_left_text(due)}
    return next((f"{label} {long_day(day)}" for label, day in _days(meeting)[:-1] if day >= today), "")


def _days(meeting: Meeting) -> list[tuple[str, date]]:
    days = [
        (_("Sista svarsdag för remissrundor"), meeting.referral_last_day),
        (_("Manusstopp"), meeting.manuscript_day),
        (_("Presidieberedning"), meeting.preparation_day),
        (_("Kallelse"), meeting.notice_day),
        (capfirst(wording.a_meeting(meeting.body)), meeting.on),
    ]
    return [(label, day) for label, day in days if day is not None]


def _note(day: date, today: date) -> str:
    return str(days_left_text(day)) if day > today else (_("i dag") if day == today else "")


def _state(meeting: Meeting, number: int, coming: int, day: date) -> str:
    is_notice = day == meeting.notice_day and day != meeting.on
    if is_notice and meeting.state == Meeting.State.CALLED:
        return "done"
    if number < coming:
        return "late" if is_notice and meeting.state == Meeting.State.PLANNED else "done"
    return "now" if number == coming else ""
