"""Last days: when they close, how they roll, and the ones the law sets. Pure: no clock, no database."""

from datetime import date, datetime, time, timedelta
from typing import Literal

from cases.calendar import next_working_day, preceding_working_day
from ledger.clock import STOCKHOLM

Roll = Literal["next", "preceding"]

ROLLS = {"next": next_working_day, "preceding": preceding_working_day}


def roll(day: date, how: Roll) -> date:
    """The last day of a round moved off a red day, the way the round says."""
    return ROLLS[how](day)


def closes_at(last_day: date) -> datetime:
    """The first instant that is too late: midnight after the last day, Europe/Stockholm."""
    return datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=STOCKHOLM)


def is_late(instant: datetime, last_day: date) -> bool:
    """Whether something that happened at this (aware) instant came after the last day."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be early or late")
    return instant >= closes_at(last_day)


def days_left(last_day: date, today: date) -> int:
    """Whole days to the last day: 0 on the day itself, negative when it has passed."""
    return (last_day - today).days


def minutes_approval_due(meeting_day: date) -> date:
    """Minutes are approved within 14 days of the meeting (KL 5:69; rolled by lag 1930:173)."""
    return next_working_day(meeting_day + timedelta(days=14))


def notice_due(approved_on: date) -> date:
    """The notice is up on the second day after approval at the latest (KL 8:12; rolled by lag 1930:173)."""
    return next_working_day(approved_on + timedelta(days=2))


def last_appeal_day(notice_on: date) -> date:
    """An appeal is made within three weeks of the notice (KL 13:5; rolled by lag 1930:173)."""
    return next_working_day(notice_on + timedelta(weeks=3))
