"""Finding a decision: by its reference as people write it, or by words; one's own body's come first."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from cases import decided
from cases.meetings.errors import NothingFound
from cases.meetings.names import earlier_name, item_name, point_name
from cases.models import AgendaItem, EarlierDecision, Point
from cases.paragraph_reference import ParagraphReference, parse
from organisation import roles
from organisation.models import Unit, User

MOST_HITS = 20
DECIDED = Q(paragraph__isnull=False) | Q(kind=AgendaItem.Kind.ENDORSEMENT, state=AgendaItem.State.CLOSED)
OPEN = Q(case=None) | Q(case__secrecy_provision="")  # a secret case's title is found by no search


@dataclass(frozen=True)
class Hit:
    """A decision, or one of its points, that can be referred to."""

    target: Any
    point: Point | None
    name: str
    text: str


def search(text: str, *, by: User) -> list[Hit]:
    """Decided §, officials' decisions and earlier ones that fit: by reference ("SSN 2023-05-17 § 61 p. 7") or words.

    A reference without its body ("§ 61", "§ 61 2023", "2023-05-17 § 61 p. 7") finds every body's, one's own first. Only
    what ``by`` may read is found. Raises NothingFound for a reference to a § or point that is not.
    """
    known = parse(text)
    if known is not None:
        hits = _by_reference(known, by)
        if not hits:
            raise NothingFound(reference=_named(known))
        return hits
    words = text.strip()
    return _by_words(words, by) if len(words) >= 2 else []


def _by_reference(known: ParagraphReference, user: User) -> list[Hit]:
    items = _items(user).filter(_of_body(known.body, "body__unit"), paragraph=known.paragraph)
    earlier = EarlierDecision.objects.filter(_of_body(known.body, "unit"), paragraph=known.paragraph)
    if known.on:
        items, earlier = items.filter(meeting__on=known.on), earlier.filter(on=known.on)
    if known.year:
        items, earlier = items.filter(year=known.year), earlier.filter(_in_year(known.year))
    own = _own_units(user)
    return [hit for target in _ranked(items, earlier, own) for hit in _hits(target, known.point)]


def _named(known: ParagraphReference) -> str:
    """The reference in the reader's language."""
    name = str(replace(known, point=None))
    return _("%(item)s punkt %(number)s") % {"item": name, "number": known.point} if known.point else name


def _of_body(name: str, path: str) -> Q:
    if not name:
        return Q()
    return Q(**{f"{path}__name__iexact": name}) | Q(**{f"{path}__short_name__iexact": name})


def _in_year(year: int) -> Q:
    """A day in that year, or words that name it where the day is not known."""
    return Q(on__year=year) | Q(on=None, on_words__contains=str(year))


def _ranked(items: QuerySet[AgendaItem], earlier: QuerySet[EarlierDecision], own: set[int]) -> list[Any]:
    """One's own body's first, then the newest; at most MOST_HITS."""
    first = items.order_by(_own_first("body__unit", own), "-meeting__on", "-id")
    older = earlier.order_by(_own_first("unit", own), "-on", "-id")
    found = [
        *first.select_related("body__unit", "meeting")[:MOST_HITS],
        *older.select_related("unit")[:MOST_HITS],
    ]
    return sorted(found, key=lambda row: _unit_id(row) not in own)[:MOST_HITS]


def _own_first(path: str, own: set[int]) -> Choice:
    return Choice(When(**{f"{path}__in": own}, then=Value(0)), default=Value(1))


def _unit_id(row: Any) -> int:
    return int(row.body.unit_id if isinstance(row, AgendaItem) else row.unit_id)


def _own_units(user: User) -> set[int]:
    """The units one has a seat in, and the authorities they answer to."""
    units = Unit.objects.filter(pk__in=[seat.unit_id for seat in roles.seats(user)])
    return {unit_id for pair in units.values_list("pk", "authority") for unit_id in pair if unit_id}


def _hits(target: Any, number: int | None) -> list[Hit]:
    if number is None:
        return [_hit(target, None)]
    return [_hit(target, point) for point in target.points.filter(number=number, struck=False)]


def _by_words(words: str, user: User) -> list[Hit]:
    items = _items(user).filter(
        DECIDED,
        Q(title__icontains=words) | Q(case__number__iexact=words) | Q(points__text__icontains=words),
    )
    decisions = decided.readable_decisions(user).filter(
        OPEN, Q(title__icontains=words) | Q(number__iexact=words)
    )
    earlier = EarlierDecision.objects.filter(
        Q(title__icontains=words) | Q(points__text__icontains=words) | Q(on_words__icontains=words)
    )
    targets = [
        *items.select_related("body__unit", "meeting", "case").distinct().order_by("-id")[:MOST_HITS],
        *decisions.order_by("-id")[:MOST_HITS],
        *earlier.select_related("unit").distinct().order_by("-id")[:MOST_HITS],
    ]
    return [_hit(target, None) for target in targets[:MOST_HITS]]


def _items(user: User) -> QuerySet[AgendaItem]:
    """Asked what may be read before anything is counted, so that no reader's hits are cut for another's."""
    return AgendaItem.objects.filter(OPEN, pk__in=decided.readable_items(user).values("pk"))


def _hit(target: Any, point: Point | None) -> Hit:
    names = {AgendaItem: item_name, EarlierDecision: earlier_name}
    name = point_name(point) if point else names.get(type(target), str)(target)
    return Hit(target, point, name, point.text if point else target.title or _points_of(target))


def _points_of(target: Any) -> str:
    """What a decision without a title is about."""
    return " ".join(point.text for point in target.points.all() if point.text)
