"""§ that anybody may find: those in published minutes, but none that is left out there or secret today."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases import masking
from cases.meetings.names import item_name
from cases.models import AgendaItem, ApprovalOccasion, Point, PublicMinutes
from cases.paragraph_reference import ParagraphReference, parse

MOST = 20
OPEN = Q(case=None) | Q(case__secrecy_provision="")
PUBLIC = PublicMinutes.objects.filter(withdrawn_at=None, occasion__completed_at__isnull=False)


@dataclass(frozen=True, slots=True)
class PublicParagraph:
    """A § of published minutes: its name and subject, the point asked for, its case and where it is read."""

    name: str
    point: int | None
    subject: str
    occasion: str
    case: int | None


def found(words: str, *, authority: str = "") -> list[PublicParagraph]:
    """What a reference ("§ 68", "SSN 2026 § 68 p. 2") means, the newest first; nothing for other words."""
    known = parse(words)
    if known is None:
        return []
    rows = _meant(known, authority).select_related("body__unit", "meeting", "occasion")
    editions = _editions(rows)
    shown = (_shown(row, known.point, editions.get(row.occasion_id or 0)) for row in rows)
    return [one for one in shown if one][:MOST]


def _meant(known: ParagraphReference, authority: str) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(OPEN, paragraph=known.paragraph, occasion__in=PUBLIC.values("occasion"))
    if known.body:
        unit = "body__unit"
        rows = rows.filter(
            Q(**{f"{unit}__name__iexact": known.body}) | Q(**{f"{unit}__short_name__iexact": known.body})
        )
    if authority:
        rows = rows.filter(Q(body__unit__public_id=authority) | Q(body__unit__authority__public_id=authority))
    if known.on:
        rows = rows.filter(meeting__on=known.on)
    if known.year:
        rows = rows.filter(year=known.year)
    return rows.defer("occasion__content").order_by("-meeting__on", "-pk")


def _editions(rows: QuerySet[AgendaItem]) -> dict[int, PublicMinutes]:
    of_rows = PUBLIC.filter(occasion__in=ApprovalOccasion.objects.filter(items__in=rows.order_by()))
    return {one.occasion_id: one for one in of_rows.select_related("occasion").defer("occasion__content")}


def _shown(item: AgendaItem, number: int | None, edition: PublicMinutes | None) -> PublicParagraph | None:
    """The § as its edition shows it, its words masked as they are there; None when it is left out there."""
    if edition is None or item.public_id in {entry.get("item") for entry in edition.left_out}:
        return None
    point = _point(item, number)
    if number and point is None:
        return None
    said = point.text if point else item.title
    subject = masking.mask(said, [*edition.masks, *masking.suggestions(said)])
    occasion = edition.occasion.public_id
    return PublicParagraph(item_name(item), number, subject, occasion, item.case_id)


def _point(item: AgendaItem, number: int | None) -> Point | None:
    return item.points.filter(number=number, struck=False).first() if number else None
