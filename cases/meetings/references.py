"""References between decisions: found by searching, shown in both directions; older decisions registered by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from cases import decided
from cases.meetings.errors import EarlierKnown, NothingFound
from cases.meetings.minutes import described, earlier_name, item_name, point_name
from cases.meetings.places import tell, writable
from cases.models import AgendaItem, Decision, EarlierDecision, Point, Reference, Undertaking
from cases.paragraph_reference import parse
from cases.text import normalise
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

MOST_HITS = 20
COLUMNS = {AgendaItem: "to_item", Decision: "to_decision", EarlierDecision: "to_earlier"}
DECIDED = Q(paragraph__isnull=False) | Q(kind=AgendaItem.Kind.ENDORSEMENT, state=AgendaItem.State.CLOSED)
OPEN = Q(case=None) | Q(case__secrecy_provision="")  # a secret case's title is found by no search


@dataclass(frozen=True)
class Hit:
    """A decision, or one of its points, that can be referred to."""

    target: Any
    point: Point | None
    name: str
    text: str


def register_earlier(
    unit: Unit,
    *,
    by: User,
    on: date | None = None,
    on_words: str = "",
    paragraph: int | None = None,
    title: str = "",
    points: Sequence[dict[str, Any]] = (),
) -> EarlierDecision:
    """Register a decision from before, so that it can be referred to; its points may order things.

    Each row of ``points`` has ``number`` and ``text`` (which may be unknown: empty). Raises EarlierKnown.
    """
    with work():
        earlier = EarlierDecision(
            unit=unit,
            on=on,
            on_words=on_words.strip(),
            paragraph=paragraph,
            title=title.strip(),
            registered_at=clock.now(),
            registered_by=by,
        )
        _save_once(earlier)
        for row in points:
            _register_point(earlier, row)
        record("decision.earlier_registered", by=by, unit=unit, subject=earlier)
        return earlier


def _register_point(earlier: EarlierDecision, row: dict[str, Any]) -> Point:
    """One point; what it ordered stands on the watch list, and nobody is told anew of what is long known."""
    facts = {name: value for name, value in row.items() if name not in {"number", "text"}}
    wording = normalise(row.get("text", "")).strip()
    point = Point.objects.create(
        earlier=earlier, number=row["number"], text=wording, proposed=wording, **facts
    )
    if point.kind == Point.Kind.ASSIGN:
        Undertaking.objects.create(
            point=point,
            giver=earlier.unit,
            to_unit=point.to_unit,
            to_user=point.to_user,
            to_words=point.to_words,
            what=point.what or wording or point_name(point),
            due_on=point.due_on,
            due_words=point.due_words,
            yearly=point.yearly,
            given_at=clock.now(),
        )
    return point


def _save_once(earlier: EarlierDecision) -> None:
    try:
        with transaction.atomic():
            earlier.save()
    except IntegrityError as error:
        raise EarlierKnown(reference=earlier_name(earlier)) from error


def refer_decision(decision: Decision, *, to: Any, relation: str, point: Point | None = None) -> Reference:
    """The same for an official's decision, in the transaction that makes it."""
    words = normalise(relation).strip()[:60]
    return Reference.objects.create(
        decision=decision, to_point=point, relation=words, **{COLUMNS[type(to)]: to}
    )


def refer(item: AgendaItem, *, by: User, to: Any, relation: str, point: Point | None = None) -> Reference:
    """Let an item refer to an item, an official's decision or an earlier decision."""
    column = COLUMNS[type(to)]
    with work():
        locked = writable(item)
        row = Reference.objects.create(
            item=locked, to_point=point, relation=normalise(relation).strip()[:60], **{column: to}
        )
        tell("item.referred", locked, by, reference=row.pk)
        return row


def unrefer(reference: Reference, *, by: User) -> None:
    """Take a reference away again."""
    if reference.item is None:
        return
    with work():
        locked = writable(reference.item)
        tell("item.unreferred", locked, by)
        reference.delete()


def search(text: str, *, by: User) -> list[Hit]:
    """Decided §, officials' decisions and earlier ones that fit: by reference ("SSN 2023-05-17 § 61 p. 7") or words.

    Only what ``by`` may read is found. Raises NothingFound for a reference to a § or point that is not.
    """
    known = parse(text)
    if known is not None:
        hits = _by_reference(known, by)
        if not hits:
            raise NothingFound(reference=str(known))
        return hits
    words = text.strip()
    return _by_words(words, by) if len(words) >= 2 else []


def about(item: AgendaItem) -> list[tuple[str, str]]:
    """Relation and name of everything the item refers to."""
    return [(row.relation, described(row)) for row in item.references.all()]


def _by_reference(known: Any, user: User) -> list[Hit]:
    unit = Q(unit__name__iexact=known.body) | Q(unit__short_name__iexact=known.body)
    body = Q(body__unit__name__iexact=known.body) | Q(body__unit__short_name__iexact=known.body)
    items = _items(user).filter(body, paragraph=known.paragraph)
    earlier = EarlierDecision.objects.filter(unit, paragraph=known.paragraph)
    if known.on:
        items, earlier = items.filter(meeting__on=known.on), earlier.filter(on=known.on)
    targets = [*items.select_related("body__unit", "meeting"), *earlier.select_related("unit")][:MOST_HITS]
    return [hit for target in targets for hit in _hits(target, known.point)]


def _hits(target: Any, number: int | None) -> list[Hit]:
    if number is None:
        return [_hit(target, None)]
    return [_hit(target, point) for point in target.points.filter(number=number)]


def _by_words(words: str, user: User) -> list[Hit]:
    items = _items(user).filter(
        DECIDED,
        Q(title__icontains=words) | Q(case__number__iexact=words) | Q(points__text__icontains=words),
    )
    decisions = decided.readable_decisions(user).filter(
        OPEN, Q(title__icontains=words) | Q(number__iexact=words)
    )
    earlier = EarlierDecision.objects.filter(Q(title__icontains=words) | Q(points__text__icontains=words))
    targets = [
        *items.select_related("body__unit", "meeting").distinct().order_by("-id")[:MOST_HITS],
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
    return Hit(target, point, name, point.text if point else target.title)
