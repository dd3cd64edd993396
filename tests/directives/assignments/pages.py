"""Forms of the assignment pages, filled in as a browser sends them."""

from datetime import date
from html import unescape

from directives.assignments.drafting import written
from directives.forms.assignments import first_facts
from directives.models import TEXTS
from directives.views.assignments.fact_marks import marks_of
from organisation import clock


def text_of(response) -> str:
    """The page, as a person reads it."""
    return unescape(response.content.decode())


def address(assignment, page: str = "skriv") -> str:
    return f"/uppdragshandlingar/{assignment.public_id}/{page + '/' if page else ''}"


def texts(assignment) -> dict[str, str]:
    """Every text of the draft with its edition, as the page sends them untouched."""
    version = assignment.versions.get(frozen_at__isnull=True)
    sent = {name: written(version, name) for name in TEXTS}
    return sent | {f"{name}-version": str(version.editions.get(name, 0)) for name in TEXTS}


def whole_form(assignment, **changed) -> dict[str, str | list[str]]:
    """The edit page's form as it stands, with some of it changed."""
    assignment.refresh_from_db()
    facts = {name: as_sent(value) for name, value in first_facts(assignment).items() if value}
    return {
        "do": "save",
        **facts,
        "fact-seen": marks_of(first_facts(assignment)),
        **texts(assignment),
        **changed,
    }


def as_sent(value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "on" if value is True else str(value)


def in_days(days: int) -> date:
    return date.fromordinal(clock.today().toordinal() + days)
