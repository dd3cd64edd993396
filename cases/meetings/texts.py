"""The running texts of an item, saved field by field as they are typed."""

from cases.meetings.errors import TextOvertaken
from cases.meetings.places import writable
from cases.models import AgendaItem, ItemText
from cases.text import normalise
from ledger.work import work
from organisation import clock
from organisation.models import User


def save_text(item: AgendaItem, field: str, *, by: User, text: str, edition: int) -> ItemText:
    """Save one text, if ``edition`` is the one that was read. Raises TextOvertaken with theirs, ItemClosed.

    Typing is no event: who saved last, and when, stands in the row.
    """
    with work():
        locked = writable(item)
        found = ItemText.objects.filter(item=locked, field=field).first()
        row = found or ItemText(item=locked, field=ItemText.Field(field))
        wording = normalise(text).strip()
        if row.edition != edition and row.text != wording:
            raise TextOvertaken(theirs=row.text, edition=row.edition)
        if found is not None and row.text == wording:
            return row
        row.text, row.edition = wording, row.edition + 1
        row.saved_at, row.saved_by = clock.now(), by
        row.save()
        return row


def texts_of(item: AgendaItem) -> dict[str, ItemText]:
    """Every text of the item by its field; empty ones too, unsaved."""
    known = {row.field: row for row in item.texts.all()}
    return {field: known.get(field) or ItemText(item=item, field=field) for field in ItemText.Field.values}
