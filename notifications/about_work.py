"""What events of single tasks and of standing in are about: told by the kind of task alone, never by its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from cases.models import WorkItem
from ledger.models import Event
from organisation.models import Substitution, Unit, User

from .about_meetings import AboutMeeting

ITEM, SUBSTITUTION = WorkItem._meta.label_lower, Substitution._meta.label_lower


@dataclass(frozen=True)
class AboutWork(AboutMeeting):
    """A task or a time somebody stands in; it is told to people by name."""

    kind_of_matter = gettext_lazy("Uppgift")

    def opens_to(self, person: User, page: str) -> bool:
        """Whether the page behind the button opens to this person today."""
        if not person.is_active:
            return False
        return self.page[0] != "open_matter" or self.subject.holder == person


@dataclass(frozen=True)
class AboutSubstitution(AboutWork):
    """Somebody stands in for somebody."""

    kind_of_matter = gettext_lazy("För")


def about_work(events: Sequence[Event]) -> dict[int, AboutMeeting]:
    """What each event is about, by its id, in a few queries for all; other events are left out."""
    items = _rows(events, ITEM, WorkItem.objects.select_related("case", "unit", "user", "given_to"))
    covers = _rows(events, SUBSTITUTION, Substitution._default_manager.select_related("substitute"))
    people = User.objects.in_bulk({event.data["covered"] for event in events if event.pk in covers})
    units = Unit.objects.in_bulk({event.unit_id for event in events if event.pk in covers})
    found: dict[int, AboutMeeting] = {}
    for event in events:
        if event.pk in items and items[event.pk].unit is not None:
            found[event.pk] = _item(event, items[event.pk])
        elif event.pk in covers and event.unit_id in units:
            covered = people[event.data["covered"]]
            found[event.pk] = _substitution(event, covers[event.pk], covered, units[event.unit_id])
    return found


def _rows(events: Sequence[Event], subject_type: str, rows: Any) -> dict[int, Any]:
    """The rows the events are about, by the event's id."""
    named = {event.pk: event.subject_id for event in events if event.subject_type == subject_type}
    by_id = rows.in_bulk(set(named.values()) - {None}) if named else {}
    return {event: by_id[pk] for event, pk in named.items() if pk in by_id}


def _item(event: Event, item: WorkItem) -> AboutWork:
    title: Any = WorkItem.Kind(item.kind).label  # said in the reader's language when the mail is written
    gets = event.kind in {"work_item.reassigned", "work_item.came_back"}
    return AboutWork(
        subject=item,
        case=item.case,
        title=title,
        sender=item.unit or Unit(),
        unit=item.unit,
        last_day=item.due_on,
        page=("open_matter", str(item.pk)) if gets else ("open_matters", ""),
        actions=(),
    )


def _substitution(event: Event, row: Substitution, covered: User, unit: Unit) -> AboutSubstitution:
    return AboutSubstitution(
        subject=row,
        case=None,
        title=covered.name if event.kind != "substitution.arranged" else row.substitute.name,
        sender=unit,
        unit=unit,
        last_day=row.ends_on,
        page=("substitutions", ""),
        actions=(),
    )
