"""Taking every text of an item's form: saved, or shown again with the reason; none is lost."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.meetings import points, texts
from cases.meetings.errors import TextOvertaken
from cases.models import AgendaItem, ItemText, Point
from cases.text import normalise
from organisation.models import User

from .trouble import Problem, fingerprint, seen_marks

POINT = "point-"


@dataclass(frozen=True)
class Slot:
    """One text of the form: where it is stored, and what is stored there now."""

    name: str
    label: str
    stored: str
    edition: int
    save: Callable[[str, int], object]


def take(item: AgendaItem, typed: QueryDict, *, by: User, strict: bool = False) -> list[Problem]:
    """Save each text that was changed in the form; answers what a colleague had overtaken.

    ``strict``: the item is about to be closed, so a newer text that was never shown is a problem too.
    Raises ItemClosed, ItemApproved, ItemBeingApproved when there is something to save and it is too late.
    """
    slots = {slot.name: slot for slot in _slots(item, by)}
    marks = seen_marks(typed.getlist("seen"))
    problems = [_take(slot, typed, marks.get(name, ""), strict) for name, slot in slots.items()]
    return [*filter(None, problems), *_gone(typed, slots, marks)]


def words_of(typed: QueryDict) -> str:
    """Everything that was written in the form, to be taken along when the item is closed."""
    names = [name for name in typed if name.startswith(POINT) or name in ItemText.Field.values]
    rest = ["reserve-text", "aside-reason"]
    written = [str(typed.get(name, "")).strip() for name in names + rest if not name.endswith("-version")]
    return "\n\n".join(text for text in written if text)


def _slots(item: AgendaItem, by: User) -> list[Slot]:
    found = [_text_slot(item, field, row, by) for field, row in texts.texts_of(item).items()]
    return found + [_point_slot(point, by) for point in item.points.all()]


def _text_slot(item: AgendaItem, field: str, row: ItemText, by: User) -> Slot:
    def save(text: str, edition: int) -> object:
        return texts.save_text(item, field, by=by, text=text, edition=edition)

    return Slot(field, capfirst(row.get_field_display()), row.text, row.edition, save)


def _point_slot(point: Point, by: User) -> Slot:
    def save(text: str, edition: int) -> object:
        return points.save_text(point, by=by, text=text, edition=edition)

    label = _point_name(point) % {"number": point.number}
    return Slot(f"{POINT}{point.public_id}", label, point.text, point.edition, save)


def _point_name(point: Point) -> str:
    """What a point is called: a group decides nothing by its points."""
    decides = point.item is None or point.item.body.decides
    return _("Beslutspunkt %(number)s") if decides else _("Punkt %(number)s")


def _take(slot: Slot, typed: QueryDict, seen: str, strict: bool) -> Problem | None:
    if slot.name not in typed:
        return None
    value = normalise(str(typed[slot.name])).strip()
    if value == slot.stored:
        return None
    if seen == fingerprint(value):
        return _unread(slot) if strict else None
    try:
        slot.save(value, _number(typed.get(f"{slot.name}-version", "")))
    except TextOvertaken as refusal:
        return Problem(slot.name, str(refusal), slot.label, refusal.theirs, refusal.edition, value)
    return None


def _unread(slot: Slot) -> Problem:
    message = _("En kollega har skrivit här sedan du öppnade sidan. Läs texten och avsluta igen.")
    return Problem(slot.name, message, slot.label, None, slot.edition, slot.stored)


def _gone(typed: QueryDict, slots: dict[str, Slot], marks: dict[str, str]) -> list[Problem]:
    """Words written in a point that a colleague has removed meanwhile."""
    message = _("En kollega har tagit bort punkten. Det du skrev i den står här.")
    return [
        Problem("points", message, _("Beslutspunkt"), typed=str(typed[name]))
        for name in typed
        if name.startswith(POINT) and not name.endswith("-version") and name not in slots
        if marks.get(name) != fingerprint(str(typed[name]))
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
