"""Reminders as they read on a page."""

from datetime import date

from django import template

from cases import reminder_days
from cases.templatetags.text_tags import long_day

register = template.Library()


@register.filter
def reminders(offsets: list[int], last_day: date | None) -> list[tuple[str, str]]:
    """Each reminder in words, and its day when the last day is known: ("en vecka före", "fredag 11 december")."""
    if last_day is None:
        return [(reminder_days.words(offset), "") for offset in sorted(set(offsets))]
    return [(said, long_day(day)) for said, day in reminder_days.days(offsets, last_day)]
