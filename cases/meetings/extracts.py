"""Extracts of the minutes (protokollsutdrag): to whom, how, and delivered when."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from cases.errors import AlreadyDone, ReceivedInFuture
from cases.meetings.errors import NotApproved
from cases.meetings.places import tell
from cases.models import AgendaItem, Extract, Meeting, Point, WorkItem
from cases.work_items import finish_items
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User


def address(item: AgendaItem, *, by: User, unit: Unit | None = None, recipient: str = "") -> Extract:
    """Name somebody who shall have an extract: a unit by message, anybody else by post."""
    with work():
        extract, made = Extract.objects.get_or_create(
            item=item,
            unit=unit,
            recipient="" if unit else recipient.strip(),
            defaults={"way": Extract.Way.MESSAGE if unit else Extract.Way.POST},
        )
        if made:
            tell("extract.addressed", item, by, extract=extract.pk)
        return extract


def remove(extract: Extract, *, by: User) -> None:
    """Take a recipient away again before anything is sent."""
    with work():
        if extract.delivered_at is not None:
            raise AlreadyDone
        tell("extract.removed", extract.item, by, recipient=extract.recipient, unit=extract.unit_id)
        extract.delete()


def suggested(item: AgendaItem) -> list[Unit]:
    """Units that should have an extract: those the points order or recommend something, and the case's owner."""
    units = [point.to_unit for point in item.points.all() if point.kind != Point.Kind.NOTE and point.to_unit]
    owner = [item.case.unit] if item.case and item.case.unit_id != item.body.unit_id else []
    return list(dict.fromkeys([*units, *owner]))


def send_messages(meeting: Meeting, *, by: User) -> dict[Unit, list[Extract]]:
    """Send every approved § that waits for a unit, collected into one message each."""
    with work():
        found: dict[Unit, list[Extract]] = {}
        waiting = _waiting(meeting).filter(unit__isnull=False, way=Extract.Way.MESSAGE)
        for extract in waiting.select_for_update(of=("self",)):
            if extract.unit is not None:
                found.setdefault(extract.unit, []).append(extract)
        for unit, extracts in found.items():
            _deliver(extracts, by, clock.today())
            record(
                "extract.delivered",
                by=by,
                case=meeting.case,
                unit=unit,
                subject=meeting,
                items=[extract.item_id for extract in extracts],
            )
        _finish(meeting, by)
        return found


def note_posted(extract: Extract, *, by: User, on: date) -> Extract:
    """Note that an extract went by post on a day. Raises NotApproved, AlreadyDone, ReceivedInFuture."""
    if on > clock.today():
        raise ReceivedInFuture
    with work():
        fresh = (
            Extract.objects.select_for_update(of=("self",))
            .select_related("item__occasion")
            .get(pk=extract.pk)
        )
        if fresh.item.occasion is None or fresh.item.occasion.completed_at is None:
            raise NotApproved
        if fresh.delivered_at is not None:
            raise AlreadyDone
        fresh.way = Extract.Way.POST
        _deliver([fresh], by, on)
        tell("extract.posted", fresh.item, by, extract=fresh.pk)
        if fresh.item.meeting is not None:
            _finish(fresh.item.meeting, by)
        return fresh


def is_done(item: AgendaItem) -> bool:
    """The item is done when all its extracts are delivered (DOMAIN § 3)."""
    return item.occasion is not None and not item.extracts.filter(delivered_at__isnull=True).exists()


def _waiting(meeting: Meeting) -> QuerySet[Extract]:
    return Extract.objects.filter(
        item__meeting=meeting, item__occasion__completed_at__isnull=False, delivered_at__isnull=True
    ).select_related("unit", "item")


def _finish(meeting: Meeting, by: User) -> None:
    """Take the secretary's task away when nothing approved waits any more."""
    if not _waiting(meeting).exists():
        finish_items(meeting, WorkItem.Kind.DELIVER, by=by)


def _deliver(extracts: Sequence[Extract], by: User, on: date) -> None:
    for extract in extracts:
        extract.delivered_at, extract.delivered_by, extract.delivered_on = clock.now(), by, on
    Extract.objects.bulk_update(extracts, ["delivered_at", "delivered_by", "delivered_on", "way"])
