"""Who was asked to take an assignment over, in the sentences about it; whoever reads of themselves reads "du"."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.models import Event
from organisation.models import Unit, User


@dataclass(frozen=True)
class Asked:
    """The people and units that were asked, looked up once for a whole list."""

    people: dict[int, User]
    units: dict[int, Unit]
    reader: User | None = None

    @classmethod
    def of(cls, events: Iterable[Event], reader: User | None = None) -> "Asked":
        """Those named by ``events``; nothing is looked up where nobody was asked."""
        rows = [event.data for event in events if "asked" in event.data]
        people = {row["asked"] for row in rows} - {None}
        units = {row.get("asked_unit") for row in rows if row["asked"] is None} - {None}
        return cls(
            User.objects.in_bulk(people) if people else {},
            Unit.objects.in_bulk(units) if units else {},
            reader,
        )

    def in_words(self, sentence: str, event: Event, **names: str) -> str:
        """The sentence, with who was asked and the other ``names`` in their places."""
        name = self._name(event)
        own = self.reader is not None and event.data.get("asked") == self.reader.pk
        who, whom = (_("Du"), _("dig")) if own else (name, name)
        return sentence % {"who": who, "whom": whom, **names}

    def _name(self, event: Event) -> str:
        row = self.people.get(event.data.get("asked") or 0) or self.units.get(
            event.data.get("asked_unit") or 0
        )
        return row.name if row else _("Någon")
