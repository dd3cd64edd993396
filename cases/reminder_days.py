"""The days a round's owner can choose to remind on, counted from each recipient's last day. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

OFFSETS = (-14, -7, -3, -1, 0, 3, 7)


def words(offset: int) -> str:
    """ "en vecka före", "på sista dagen", "tre dagar efter"."""
    usual = {
        -14: _("två veckor före"),
        -7: _("en vecka före"),
        -3: _("tre dagar före"),
        -1: _("dagen före"),
        0: _("på sista dagen"),
        3: _("tre dagar efter"),
        7: _("en vecka efter"),
    }
    return usual.get(offset) or _in_days(offset)


def choices(chosen: Iterable[int]) -> list[tuple[str, str]]:
    """The usual days in order of time, with any other that is chosen already."""
    return [(str(offset), words(offset)) for offset in sorted({*OFFSETS, *chosen})]


def days(offsets: Iterable[int], last_day: date) -> list[tuple[str, date]]:
    """Each reminder in words and as a date, in order of time."""
    return [(words(offset), last_day + timedelta(days=offset)) for offset in sorted(set(offsets))]


def _in_days(offset: int) -> str:
    if offset < 0:
        said = ngettext("%(n)d dag före", "%(n)d dagar före", -offset)
    else:
        said = ngettext("%(n)d dag efter", "%(n)d dagar efter", offset)
    return said % {"n": abs(offset)}
