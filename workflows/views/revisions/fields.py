"""The fields of a report as a page sends them: one in two tabs is never overwritten in silence.

A field's edition is a number made of what is stored in it, so that each stands for itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from django.utils.translation import gettext as _

from cases.text import normalise
from directives.models import MilestoneReport, MilestoneWording
from organisation.models import User

TEXTS = ("reason", "new_title", "new_description", "evidence")
FIELDS = ("status", "trend", "next_year", *TEXTS)
CHOICES: Mapping[str, Any] = {"status": MilestoneWording.Status, "trend": MilestoneWording.Trend}
LARGEST = 10**9
LONGEST = 20_000


@dataclass
class Change:
    """What a page changes in a report: the facts to save, and what is wrong with the others."""

    facts: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    overtaken: bool = False


def edition(text: str) -> int:
    """The number that stands for what is stored in a field."""
    return crc32(text.encode()) % LARGEST


def clean(text: str) -> str:
    """As it would be stored."""
    return normalise(text).strip()


def stored(report: MilestoneReport, name: str) -> str:
    """A field as it would be typed; ``q7`` is the answer to question 7."""
    if name.startswith("q"):
        return str(report.answers.get(name[1:], ""))
    value = getattr(report, name)
    return "" if value is None else str(value)


def compare(
    report: MilestoneReport, typed: Mapping[str, str], seen: Mapping[str, str], reader: User
) -> Change:
    """What was changed here; a field changed both here and elsewhere is overtaken and said so."""
    change = Change()
    for name, words in typed.items():
        mine, now = clean(words), stored(report, name)
        if mine == now or seen.get(name) == str(edition(mine)):
            continue
        if seen.get(name) != str(edition(now)):
            change.overtaken = True
            change.errors[name] = _overtaken(name, now, oneself=report.saved_by_id == reader.pk)
        else:
            _take(change, report, name, mine)
    return change


def _take(change: Change, report: MilestoneReport, name: str, words: str) -> None:
    if problem := wrong(name, words):
        change.errors[name] = problem
    elif name.startswith("q"):
        answers = change.facts.get("answers") or dict(report.answers)
        change.facts["answers"] = answers | {name[1:]: words}
    else:
        change.facts[name] = (int(words) if words else None) if name == "next_year" else words


def wrong(name: str, words: str) -> str:
    """Why a field cannot be stored as typed; empty when it can."""
    if name in CHOICES and words and words not in CHOICES[name].values:
        return _("Välj i listan.")
    if name == "next_year" and words and not (words.isascii() and words.isdigit() and len(words) == 4):
        return _("Skriv året med fyra siffror, till exempel 2027.")
    if len(words) > LONGEST:
        return _("Texten är för lång. Allt du skrev står kvar.")
    return ""


def facts_of(report: MilestoneReport, name: str, words: str) -> dict[str, Any]:
    """One field as the verb takes it."""
    change = Change()
    _take(change, report, name, clean(words))
    return change.facts


def _overtaken(name: str, now: str, *, oneself: bool) -> str:
    shown = str(CHOICES[name](now).label) if name in CHOICES and now in CHOICES[name].values else now
    if oneself:
        said = _(
            "Du har själv sparat ”%(now)s” här i ett annat fönster. Det du skrev står kvar; spara igen för att"
            " behålla det."
        )
    else:
        said = _(
            "Någon annan har sparat ”%(now)s” här. Det du skrev står kvar; spara igen för att behålla det."
        )
    return said % {"now": shown or _("tomt")}
