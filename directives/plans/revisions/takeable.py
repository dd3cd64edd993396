"""What of a weighed wording a machine can put into the plan: fields, arrows, effects; and what only the keeper can."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cases import merging, takers
from cases.merging import Edit
from cases.register_language import LANGUAGE
from directives.models import MilestoneWording, PlanPart

from . import carrying, weighed
from .carrying import Move
from .section_words import YEARS
from .weighed import Weighed

LABELS = {
    "title": _("Rubrik"),
    "description": _("Text"),
    "years": _("År"),
    "cadence": _("Hur ofta"),
    "owner": _("Ansvarig"),
    "status": _("Status"),
    "needs": _("Bygger på"),
    "effects": _("Effekter"),
    "rest": _("Övrigt"),
    "why": _("Orsak"),
}
WORDS = {
    PlanPart.Kind.MILESTONE: {"title": "title", "description": "description", "why": "reason"},
    PlanPart.Kind.AREA: {"title": "name", "description": "statement", "why": "reason"},
}
LONGEST_HEADING = 300
CHANGED_SINCE = _("Ändrat när planen reviderades efter remissen.")


def facts(one: Weighed) -> dict[str, Any]:
    """The part's fields as the weighing wants them, as far as a machine can say; of a struck part only why."""
    found: dict[str, Any] = {}
    for name in one.missing:
        found |= _taken(one, name)
    return found


def moves(one: Weighed) -> list[Move]:
    """The same of its arrows and effects, which are rows of their own."""
    return [move for name in one.missing for move in _moved(one, name)]


def may_be_taken(one: Weighed) -> bool:
    """A machine can put something of what was weighed into the plan."""
    return bool(facts(one) or moves(one))


def by_hand(one: Weighed) -> list[str]:
    """The names of the fields that only the keeper can put right."""
    return [str(LABELS[name]) for name in one.missing if not (_taken(one, name) or _moved(one, name))]


def _taken(one: Weighed, name: str) -> dict[str, Any]:
    """What one field becomes; nothing where a machine cannot say."""
    if one.row is None:
        return {"reason": _words(one, name)} if name == "why" and one.now.lead == weighed.STRUCK else {}
    if name in WORDS[PlanPart.Kind(one.part.kind)]:
        words = _words(one, name)
        too_long = name == "title" and len(one.weighed.heading) >= LONGEST_HEADING
        return (
            {WORDS[PlanPart.Kind(one.part.kind)][name]: words} if words is not None and not too_long else {}
        )
    if one.field(one.now, name) != one.field(one.sent, name):
        return {}  # the keeper has changed it since
    wanted = one.field(one.weighed, name)
    if name == "years":
        return _years(one, wanted)
    if name == "owner":
        return _owner(wanted)
    if name == "status":
        return _status(one, wanted)
    return {"cadence": wanted} if name == "cadence" else {}


def _moved(one: Weighed, name: str) -> list[Move]:
    """What one list becomes; nothing where a machine cannot say, or the keeper has changed it since."""
    was, wanted = one.field(one.sent, name), one.field(one.weighed, name)
    if one.row is None or one.field(one.now, name) != was:
        return []
    if name == "needs":
        return carrying.needs(one.plan, one.row, wanted)
    return carrying.effects(one.plan, one.row, was, wanted, reason=_why(one)) if name == "effects" else []


def _words(one: Weighed, name: str) -> str | None:
    """The weighed words together with what the keeper changed since; None where they clash."""
    edits = [Edit(1, one.field(one.weighed, name)), Edit(2, one.field(one.now, name))]
    merged = merging.merge(one.field(one.sent, name), edits)
    return None if merged.conflicts else merged.text


def _why(one: Weighed) -> str:
    return one.field(one.weighed, "why") or str(CHANGED_SINCE)


def _years(one: Weighed, words: str) -> dict[str, Any]:
    """Years the plan covers; whether it is to go on for longer is the keeper's to say."""
    found = YEARS.fullmatch(words)
    if found is None:
        return {}
    first, last = int(found[1]), int(found[2] or found[1])
    covered = one.plan.version.first_year <= first <= last <= one.plan.version.last_year
    return {"first_year": first, "last_year": last} if covered else {}


def _status(one: Weighed, words: str) -> dict[str, Any]:
    """The status of that name; one that needs a reason and has none gets why the part is changed."""
    with override(LANGUAGE):
        known = {str(label): code for code, label in MilestoneWording.Status.choices}
    if one.row is None or words not in known:
        return {}
    return {"status": known[words], "status_reason": one.row.status_reason or _why(one)}


def _owner(words: str) -> dict[str, Any]:
    try:
        taker = takers.find_taker(words)
    except takers.TakerUnclear:
        return {}
    if taker.user is None and taker.unit is None:
        return {}
    return {"owner": taker.user, "unit": taker.unit, "owner_words": ""}
