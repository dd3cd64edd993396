"""Extracts of the minutes (protokollsutdrag): to whom, how, and delivered when."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override
from pypdf import PdfWriter

from cases import access, stored_files
from cases.diary import own_diary
from cases.errors import AlreadyDone, ReceivedInFuture
from cases.meetings import minutes_files, without_taker
from cases.meetings.minutes_errors import ExtractsWait, NotApproved
from cases.meetings.places import tell
from cases.models import (
    AgendaItem,
    Document,
    DocumentFile,
    Extract,
    Meeting,
    Point,
    StoredFile,
    WorkItem,
)
from cases.paper.minutes_words import paragraphs
from cases.registration import register_case, register_document
from cases.work_items import finish_items
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

KIND = Document.Kind.EXTRACT


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
        fresh = Extract.objects.select_for_update(of=("self",)).filter(pk=extract.pk).first()
        if fresh is None or fresh.delivered_at is not None:
            raise AlreadyDone
        tell("extract.removed", extract.item, by, recipient=extract.recipient, to_unit=extract.unit_id)
        fresh.delete()


def suggested(item: AgendaItem) -> list[Unit]:
    """Units that should have an extract: those the points order or recommend something, and the case's owner."""
    units = [point.to_unit for point in item.points.all() if point.kind != Point.Kind.NOTE and point.to_unit]
    owner = [item.case.unit] if item.case and item.case.unit_id != item.body.unit_id else []
    return list(dict.fromkeys([*units, *owner]))


def suggested_words(item: AgendaItem) -> list[str]:
    """Whom its points order something of without naming anybody here: they get their extract by post."""
    return list(
        dict.fromkeys(point.to_words for point in item.points.all() if without_taker.is_unreached(point))
    )


def address_suggested(meeting: Meeting, *, by: User) -> list[Extract]:
    """Name every suggested recipient of every approved § of the meeting."""
    with work():
        items = (
            meeting.items.filter(occasion__completed_at__isnull=False)
            .select_related("case__unit", "body__unit", "meeting__case")
            .prefetch_related("points__to_unit")
            .order_by("position")
        )
        return [address(item, by=by, unit=unit) for item in items for unit in suggested(item)]


def send_messages(meeting: Meeting, *, by: User) -> dict[Unit, list[Extract]]:
    """Send every approved § that waits for a unit, collected into one message each.

    The extract is registered here as sent and, at another authority, as received in its own diary.
    """
    with work():
        found: dict[Unit, list[Extract]] = {}
        waiting = _waiting(meeting).filter(unit__isnull=False, way=Extract.Way.MESSAGE)
        for extract in waiting.select_for_update(of=("self",)):
            if extract.unit is not None:
                found.setdefault(extract.unit, []).append(extract)
        for unit, extracts in found.items():
            _register(meeting, unit, extracts, by)
            _deliver(extracts, by, clock.today())
            record(
                "extract.delivered",
                by=by,
                on_behalf_of=access.keeping_for(by, meeting.body.unit),
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


def send_no_more(meeting: Meeting, *, by: User) -> None:
    """Say that nobody else shall have an extract; the secretary's task is done. Raises ExtractsWait."""
    with work():
        if _waiting(meeting).exists():
            raise ExtractsWait
        _finish(meeting, by)
        sender = meeting.body.unit
        behalf = access.keeping_for(by, sender)
        record(
            "extract.none_left",
            by=by,
            on_behalf_of=behalf,
            case=meeting.case,
            unit=sender,
            subject=meeting,
        )


def is_done(item: AgendaItem) -> bool:
    """The item is done when all its extracts are delivered (DOMAIN § 3)."""
    return item.occasion is not None and not item.extracts.filter(delivered_at__isnull=True).exists()


def _waiting(meeting: Meeting) -> QuerySet[Extract]:
    return Extract.objects.filter(
        item__meeting=meeting, item__occasion__completed_at__isnull=False, delivered_at__isnull=True
    ).select_related("unit__authority", "item__occasion__meeting__body__unit")


def _register(meeting: Meeting, unit: Unit, extracts: Sequence[Extract], by: User) -> None:
    """One document out with every § for the unit in one file; one in where the unit keeps its own diary."""
    if meeting.case is None:
        return
    title = _title(meeting, extracts)
    sender = meeting.body.unit
    sent = register_document(
        meeting.case, kind=KIND, title=title, direction=Document.Direction.OUT, by=by, counterpart=unit
    )
    file = _file(extracts, unit, by)
    name = f"protokollsutdrag-{meeting.on}.pdf"
    DocumentFile.objects.create(document=sent, file=file, name=name)
    for extract in extracts:
        extract.document = sent
    diary = own_diary(unit)
    if diary is None or unit.authority_id_or_own == sender.authority_id_or_own:
        return
    case = register_case(diary=diary, title=title, unit=unit, by=by)
    received = register_document(
        case,
        kind=KIND,
        title=title,
        direction=Document.Direction.IN,
        by=by,
        counterpart=sender,
        source=sent,
    )
    DocumentFile.objects.create(document=received, file=file, name=name)


def _file(extracts: Sequence[Extract], unit: Unit, by: User) -> StoredFile:
    """Every § for the unit in one PDF; § approved on different occasions follow one another."""
    parts: dict[int, list[int]] = {}
    occasions = {extract.item.occasion_id: extract.item.occasion for extract in extracts}
    for extract in extracts:
        if extract.item.occasion_id and extract.item.paragraph:
            parts.setdefault(extract.item.occasion_id, []).append(extract.item.paragraph)
    pages = [
        minutes_files.extract(occasion, parts[pk], by=by, at=clock.now(), recipient=unit.name)
        for pk, occasion in occasions.items()
        if pk is not None and occasion is not None
    ]
    return stored_files.keep(BytesIO(pages[0] if len(pages) == 1 else _joined(pages)), "application/pdf")


def _joined(files: Sequence[bytes]) -> bytes:
    writer = PdfWriter()
    for content in files:
        writer.append(BytesIO(content))
    joined = BytesIO()
    writer.write(joined)
    return joined.getvalue()


def _title(meeting: Meeting, extracts: Sequence[Extract]) -> str:
    numbers = paragraphs(extract.item.paragraph for extract in extracts if extract.item.paragraph)
    with override("sv"):  # the register keeps one language, whoever presses
        return _("Protokollsutdrag %(body)s %(day)s %(numbers)s") % {
            "body": meeting.body.unit.name,
            "day": meeting.on,
            "numbers": numbers,
        }


def _finish(meeting: Meeting, by: User) -> None:
    """Take the secretary's task away when nothing approved waits any more."""
    if not _waiting(meeting).exists():
        finish_items(meeting, WorkItem.Kind.DELIVER, by=by)


def _deliver(extracts: Sequence[Extract], by: User, on: date) -> None:
    for extract in extracts:
        extract.delivered_at, extract.delivered_by, extract.delivered_on = clock.now(), by, on
    Extract.objects.bulk_update(extracts, ["delivered_at", "delivered_by", "delivered_on", "way", "document"])
