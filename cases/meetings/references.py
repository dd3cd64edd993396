"""References between decisions, shown in both directions; older decisions registered by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from cases.meetings.errors import EarlierKnown
from cases.meetings.finding_decisions import search as search  # references.search, as everybody calls it
from cases.meetings.names import described, earlier_name, point_name
from cases.meetings.places import tell, writable
from cases.models import AgendaItem, Decision, EarlierDecision, Point, Reference, Undertaking
from cases.text import normalise
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

COLUMNS = {AgendaItem: "to_item", Decision: "to_decision", EarlierDecision: "to_earlier"}


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


def about(item: AgendaItem) -> list[tuple[str, str]]:
    """Relation and name of everything the item refers to."""
    return [(row.relation, described(row)) for row in item.references.all()]
