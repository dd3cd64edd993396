"""Saying that a day is no working day, and why."""

from datetime import date

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import calendar
from cases.templatetags.text_tags import long_day


def red_day(on: date) -> str:
    """ "Fredag 6 januari 2027 (trettondedag jul) är ingen arbetsdag."; empty for a working day."""
    red = calendar.why_not_working(on, get_language() or settings.LANGUAGE_CODE)
    if not red:
        return ""
    day = capfirst(long_day(on))
    if red.casefold() in day.casefold():
        return _("%(day)s är ingen arbetsdag.") % {"day": day}
    return _("%(day)s (%(red)s) är ingen arbetsdag.") % {"day": day, "red": red}
