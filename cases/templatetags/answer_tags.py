"""Words and small choices of the answer pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from cases.templatetags.text_tags import clock_time
from cases.views.answers import stages
from organisation import clock

register = template.Library()


@register.filter
def moment(at: datetime | None) -> str:
    """ "kl. 14.32" today, "26 oktober kl. 14.32" any other day."""
    return stages.moment(at)


@register.filter
def saved_when(rows: Any) -> str:
    """When any of these rows was last saved; a single row will do."""
    listed: Iterable[Any] = rows if isinstance(rows, list) else [rows]
    return moment(max((row.item.saved_at for row in listed if row.item.saved_at), default=None))


@register.simple_tag
def answer_words() -> dict[str, str]:
    """Labels that every section repeats, translated once."""
    return {
        "comment": _("Synpunkter"),
        "wording": _("Ert förslag till ny formulering"),
        "overall": _("Några meningar om helheten. Texten inleder ert svar."),
        "whole": _("Vad tycker ni om helheten?"),
    }


@register.simple_tag
def printed_at() -> str:
    """When this was printed: "Utskrivet 26 oktober kl. 14.32"."""
    now = clock.now()
    return _("Utskrivet %(day)s %(time)s.") % {"day": stages.day(now), "time": clock_time(now)}
