"""The running texts of an item's form: which of them it has, what they are called, what was wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.meetings.closing import outcomes_for
from cases.meetings.texts import texts_of
from cases.models import AgendaItem, ItemText

from .trouble import Tried, fingerprint

Field = ItemText.Field


@dataclass(frozen=True)
class TextRow:
    """One text box of the form."""

    name: str
    label: str
    hint: str
    value: str
    edition: int
    error: str
    autosave: str
    mark: str
    rows: int = 3
    folded: bool = False
    prose: bool = False

    @property
    def opened(self) -> bool:
        """Whether its fold stands open: there is something in it to see or to mend."""
        return bool(self.error)


def text_rows(item: AgendaItem, tried: Tried) -> dict[str, TextRow]:
    """The boxes the item's kind asks for, by field."""
    stored = texts_of(item)
    rows = [_row(item, stored[field], tried, *words) for field, *words in _wanted(item)]
    return {row.name: row for row in rows}


def _wanted(item: AgendaItem) -> Iterator[tuple]:
    """Field, label, hint, rows, folded, prose."""
    decides = bool(item.body.decides and "as_proposed" in outcomes_for(item))
    if decides:
        yield Field.RETURN, _("Skäl för återremiss"), _("Vad ska beredas på nytt?"), 2
        yield Field.PROPOSALS, _("Yrkanden"), "", 3
        yield Field.PROCEDURE, _("Beslutsgång"), "", 3
    elif item.kind == AgendaItem.Kind.ENDORSEMENT:
        hint = _("Behövs när gruppen ställer sig bakom i princip.")
        yield Field.CONDITION, _("Förbehåll"), hint, 2
    yield Field.NOTE, _("Anteckning"), "", 3 if not decides else 2, decides
    yield Field.BACKGROUND, _("Sammanfattning av ärendet"), "", 5, True, True


def _row(
    item: AgendaItem,
    stored: ItemText,
    tried: Tried,
    label: str,
    hint: str,
    rows: int,
    folded: bool = False,
    prose: bool = False,
) -> TextRow:
    name = str(stored.field)
    problem = tried.at(name)
    meeting = item.meeting.public_id if item.meeting else ""
    return TextRow(
        name=name,
        label=label,
        hint=hint,
        value=problem.typed if problem and problem.typed else stored.text,
        edition=problem.edition if problem and problem.theirs is not None else stored.edition,
        error=problem.message if problem else "",
        autosave=reverse("item_text_autosave", args=[meeting, item.public_id, name]),
        mark=f"{name}:{fingerprint(stored.text)}",
        rows=rows,
        folded=folded,
        prose=prose,
    )
