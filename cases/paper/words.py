"""What stands at the edges of every document, and days as they are written on paper."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger import clock


def edges(
    *, language: str, kind: str, title: str, case_number: str, sender: str, made: datetime
) -> dict[str, Any]:
    """The file's own title and language, the head and foot of every page, and the top of the first."""
    return {
        "language": language,
        "title": f"{kind}: {title}",
        "author": sender,
        "keywords": [case_number],
        "kind": f"{kind} · {case_number}",
        "name": title,
        "running": f"{case_number} · {kind} · {title}",
        "foot": moment(made),
        "words": {
            "page": _("Sida {page} av {pages}"),
            "printed": _("Utskriven version kan vara ogiltig. Det som gäller finns i ärendet."),
        },
    }


def day(when: date | None) -> str:
    """ "18 december 2026"; empty when there is none."""
    return date_format(when, "j F Y") if when else ""


def moment(when: datetime) -> str:
    """ "18 december 2026 kl. 14.32", as the clock showed in Stockholm."""
    local = clock.local(when)
    time = _("kl. %(hour)s.%(minute)s") % {"hour": f"{local:%H}", "minute": f"{local:%M}"}
    return f"{day(local.date())} {time}"


def numbers(values: Iterable[int]) -> str:
    """ "3, 7, 12" """
    return ", ".join(str(value) for value in values)


def section_name(number: int, heading: str) -> str:
    """ "3. En tydlig vårdresa", or the heading alone for the draft as a whole."""
    return f"{number}. {heading}" if number else heading
