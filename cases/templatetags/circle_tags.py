"""Reminders as they read on a page."""

from datetime import date

from django import template
from django.utils.formats import date_format

from cases import reminder_days

register = template.Library()


@register.filter
def reminders(offsets: list[int], last_day: date | None) -> list[tuple[str, str]]:
    """Each reminder in words, and its day when the last day is known: ("en vecka före", "11 december")."""
    if last_day is None:
        return [(reminder_days.words(offset), "") for offset in sorted(set(offsets))]
    return [(said, date_format(day, "j F")) for said, day in reminder_days.days(offsets, last_day)]
