"""The suggested days of a year as the page shows them: weekday, what the pattern meant, and the days before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.meetings.planning import offsets_of
from cases.models import Body
from cases.red_days import red_day
from cases.stop_days import stop_days
from cases.templatetags.text_tags import long_day
from cases.year_of_meetings import Suggested


@dataclass(frozen=True)
class DayRow:
    """One day in its form; ``red`` says why it is no working day."""

    form: forms.Form
    day: str = ""
    note: str = ""
    red: str = ""
    stops: tuple[tuple[str, str], ...] = ()


def day_rows(body: Body, days: Iterable[forms.Form], found: Iterable[Suggested]) -> list[DayRow]:
    """A row per form; ``found`` are the suggestions they came from, if they are new."""
    notes = {day.on: _note(day) for day in found}
    return [_row(body, form, notes) for form in days]


def _row(body: Body, form: forms.Form, notes: dict[date, str]) -> DayRow:
    on = _day_of(form)
    if on is None:
        return DayRow(form)
    return DayRow(form, capfirst(long_day(on)), notes.get(on, ""), red_day(on), _stops(body, on))


def _day_of(form: forms.Form) -> date | None:
    field = form.fields["on"]
    try:
        found: date | None = field.to_python(form["on"].value())
    except forms.ValidationError:
        return None
    return found


def _stops(body: Body, on: date) -> tuple[tuple[str, str], ...]:
    days = stop_days(on, offsets_of(body))
    return (
        (_("Sista svarsdag för remissrundor"), long_day(days.round_last_day)),
        (_("Manusstopp"), long_day(days.manuscript)),
        (_("Presidieberedning"), long_day(days.preparation)),
        (_("Kallelse"), long_day(days.notice)),
    )


def _note(day: Suggested) -> str:
    if not day.moved:
        return ""
    return _("flyttat från %(day)s, som är röd") % {"day": long_day(day.planned)}
