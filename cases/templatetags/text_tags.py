"""How text, days, times and sizes read on a page: "fredag 18 december", "kl. 14.32", "26 dagar kvar"."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from cases import deadlines, drafts, text_marks
from cases import markdown as markdown_text
from cases.models import SectionVersion
from organisation import clock

register = template.Library()


@register.filter
def markdown(text: str | None) -> SafeString:
    """A text of the users as safe HTML."""
    return markdown_text.render(text or "")


@register.filter
def unmarked(text: str | None) -> str:
    """A piece of a difference without the marks of its writing."""
    return text_marks.unmarked(text or "")


@register.filter
def long_day(day: date | datetime | None) -> str:
    """ "fredag 18 december", with the year when it is another than the present one."""
    if not day:
        return ""
    if isinstance(day, datetime):
        day = clock.local(day).date()
    return date_format(day, "l j F" if day.year == clock.today().year else "l j F Y")


@register.filter
def clock_time(instant: datetime | None) -> str:
    """ "kl. 14.32", as the clock shows in Stockholm."""
    if not instant:
        return ""
    local = clock.local(instant)
    return gettext("kl. %(hour)s.%(minute)s") % {"hour": f"{local:%H}", "minute": f"{local:%M}"}


@register.filter
def days_left_text(last_day: date | None) -> str:
    """How long is left to a last day: "26 dagar kvar", "sista dagen i dag", "för 3 dagar sedan"."""
    if not last_day:
        return ""
    days = deadlines.days_left(last_day, clock.today())
    if days == 0:
        return gettext("sista dagen i dag")
    if days > 0:
        return ngettext("%(days)d dag kvar", "%(days)d dagar kvar", days) % {"days": days}
    return ngettext("för %(days)d dag sedan", "för %(days)d dagar sedan", -days) % {"days": -days}


@register.filter
def own_numbers(sections: Iterable[SectionVersion]) -> bool:
    """Whether the draft numbers its sections itself, so that ours would stand beside its own."""
    return drafts.carry_numbers(section.heading for section in sections)


@register.filter
def file_size(size: int | None) -> str:
    """A size as people say it: "1,4 MB"."""
    return "" if size is None else filesizeformat(size)
