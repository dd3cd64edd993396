"""What the facts were when the page was drawn, so that two tabs never overwrite each other in silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.views.meetings.during.trouble import fingerprint, seen_marks

SENT = "fact-seen"


@dataclass(frozen=True)
class Meanwhile:
    """A form as it was typed on top of what is stored now, and the fields where the two say different things."""

    typed: QueryDict
    overtaken: tuple[str, ...]


def marks_of(stored: Mapping[str, Any]) -> list[str]:
    """What the page sends back about each fact it shows."""
    return [f"{name}:{mark(as_typed(value))}" for name, value in stored.items()]


def compare(sent: QueryDict, stored: Mapping[str, Any]) -> Meanwhile:
    """A fact that was left alone follows what is stored; one that was changed here and there is overtaken."""
    typed, overtaken = sent.copy(), []
    known = seen_marks(sent.getlist(SENT))
    for name, value in stored.items():
        now, mine = mark(as_typed(value)), mark(sent.get(name, ""))
        if mine == now or known.get(name) == now:
            continue
        if known.get(name) == mine:
            typed[name] = as_typed(value)
        else:
            overtaken.append(name)
    return Meanwhile(typed, tuple(overtaken))


def mark(words: str) -> str:
    """The same for the same words, however they are spaced."""
    return fingerprint(" ".join(words.split()))


def say_overtaken(form: forms.Form, overtaken: Iterable[str], stored: Mapping[str, Any], *, who: str) -> None:
    """Show at each field what is stored there now; what was typed stays in it."""
    for name in overtaken:
        now = as_shown(form[name], stored[name])
        said = _("%(who)s har sparat ”%(now)s” här. Det du skrev står kvar; spara igen för att behålla det.")
        form.add_error(name, said % {"who": who, "now": now})


def as_typed(value: Any) -> str:
    """A fact as a form sends it."""
    if isinstance(value, bool):
        return "on" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def as_shown(field: BoundField, value: Any) -> str:
    """A fact as its reader knows it: the chosen row of a list by its name."""
    widget = field.field.widget
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(widget, forms.Select):
        return next((label for code, label in _rows(widget) if code == as_typed(value)), _("tomt"))
    return as_typed(value) or _("tomt")


def _rows(widget: forms.Select) -> list[tuple[str, str]]:
    """The rows of a list, those in groups too."""
    groups = [rows if isinstance(rows, list | tuple) else [(code, rows)] for code, rows in widget.choices]
    return [(str(code), str(label)) for rows in groups for code, label in rows]
