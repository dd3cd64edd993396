"""What the fields were when the page was drawn, so that two tabs never overwrite each other in silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.views.meetings.during.trouble import fingerprint, seen_marks

SENT = "field-seen"


@dataclass(frozen=True)
class Meanwhile:
    """The fields as typed on top of what is stored now, and those where the two say different things."""

    typed: QueryDict
    overtaken: tuple[str, ...]


def marks_of(stored: Mapping[str, Any]) -> list[str]:
    """What the page sends back about each field it shows."""
    return [f"{name}:{_mark(_listed(value))}" for name, value in stored.items()]


def compare(sent: QueryDict, stored: Mapping[str, Any]) -> Meanwhile:
    """A field that was left alone follows what is stored; one that was changed here and there is overtaken."""
    typed, overtaken = sent.copy(), []
    known = seen_marks(sent.getlist(SENT))
    for name, value in stored.items():
        now, mine = _mark(_listed(value)), _mark(sent.getlist(name))
        if mine == now or known.get(name) in (None, now):
            continue
        if known[name] == mine:
            typed.setlist(name, _listed(value))
        else:
            overtaken.append(name)
    return Meanwhile(typed, tuple(overtaken))


def say_overtaken(form: forms.Form, overtaken: Iterable[str], stored: Mapping[str, Any]) -> None:
    """Show at each field what is stored there now; what was typed stays in it."""
    for name in overtaken:
        now = ", ".join(_shown(form.fields[name], stored[name])) or _("tomt")
        said = _(
            "Någon annan har sparat ”%(now)s” här. Det du skrev står kvar; spara igen för att behålla det."
        )
        form.add_error(name, said % {"now": now})


def _shown(field: forms.Field, value: Any) -> list[str]:
    """A value as its reader knows it: the chosen row of a list by its name."""
    if isinstance(value, bool):
        return [_("ja") if value else _("nej")]
    labels = {str(code): str(label) for code, label in getattr(field, "choices", [])}
    return [labels.get(one, one) for one in _listed(value)]


def _listed(value: Any) -> list[str]:
    """A field as a form sends it."""
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [] if value in (None, "") else [str(value)]


def _mark(values: Iterable[str]) -> str:
    """The same for the same words, however they are spaced and ordered."""
    return fingerprint("\n".join(sorted(" ".join(value.split()) for value in values if value.strip())))
