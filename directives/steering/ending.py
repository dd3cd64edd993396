"""A steering document ends: another replaces it, or a decision repeals it; its last wording ends the day before."""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format

from cases.models import AgendaItem, Decision, EarlierDecision, WorkItem
from cases.work_items import finish_items
from directives.models import SteeringCard, SteeringDocument, SteeringRelation
from directives.steering import grounds
from directives.steering.cards import locked_card, tell
from directives.steering.errors import (
    CardHasEnded,
    EndsBeforeItBegins,
    GroundsUnconfirmed,
    SuccessorHasEnded,
)
from directives.steering.grounds import Basis, name_of
from directives.steering.tree import above, lock_tree
from ledger.work import work
from organisation.models import User

COLUMN: dict[type[Any], str] = {
    AgendaItem: "ended_item",
    Decision: "ended_decision",
    EarlierDecision: "ended_earlier",
}


def replace(
    card: SteeringCard,
    *,
    by: User | None,
    successor: SteeringCard,
    on: date,
    basis: Basis | None = None,
    confirmed: bool = False,
) -> SteeringCard:
    """Let ``successor`` take the document's place from a day; what lay below lies below the successor.

    Raises CardHasEnded, SuccessorHasEnded, EndsBeforeItBegins, GroundsUnconfirmed.
    """
    doubt = _doubted(basis, confirmed, card, successor)
    with work():
        lock_tree()
        heir = locked_card(successor)
        if heir.ended_on is not None:
            raise SuccessorHasEnded(title=heir.document.title)
        until = _known_until(card)
        locked = _end(card, on, basis, replaced_by=heir)
        moved = _give_below(locked, heir)
        tell("steering.replaced", locked, by, successor=heir.pk, below=moved, until=until, **doubt)
        return locked


def repeal(card: SteeringCard, *, by: User, on: date, basis: Basis, confirmed: bool = False) -> SteeringCard:
    """Let the document cease to be valid from a day, by a decision.

    Raises CardHasEnded, EndsBeforeItBegins; GroundsUnconfirmed when the decision says nothing of the document and
    is not ``confirmed``, which the event keeps.
    """
    doubt = _doubted(basis, confirmed, card)
    with work():
        lock_tree()
        until = _known_until(card)
        locked = _end(card, on, basis)
        tell("steering.repealed", locked, by, until=until, **doubt)
        return locked


def earliest_end(card: SteeringCard, wanted: date) -> date:
    """``wanted``, or the day after the latest wording began: no document ends before it has been valid."""
    latest = _latest(card)
    return max(wanted, latest.valid_from + timedelta(days=1)) if latest else wanted


def inherit(heir: SteeringCard, card: SteeringCard) -> None:
    """Let a new document stand where the one it revises stood: kind, keeper, owner, place and relations."""
    for name in ("kind", "unit", "owner", "process", "parent", "review_every_months"):
        setattr(heir, name, getattr(card, name))
    heir.save()
    relations = [
        SteeringRelation(source=heir, target=row.target, kind=row.kind) for row in card.relations.all()
    ]
    SteeringRelation.objects.bulk_create(relations, ignore_conflicts=True)


def begin_again(card: SteeringCard) -> None:
    """A new wording is adopted of what had ended: it is valid again."""
    card.ended_on = card.replaced_by = None
    card.ended_item = card.ended_decision = card.ended_earlier = None
    card.save()


def _doubted(basis: Basis | None, confirmed: bool, *cards: SteeringCard) -> dict[str, Any]:
    """What the event keeps of a decision that had to be confirmed. Raises GroundsUnconfirmed."""
    if basis is None or grounds.is_about(basis, *cards):
        return {}
    if not confirmed:
        raise GroundsUnconfirmed(decision=name_of(basis), about=grounds.about(basis))
    return {"confirmed": name_of(basis)}


def _give_below(card: SteeringCard, heir: SteeringCard) -> list[int]:
    """Let what lies below the document lie below its successor; answers which cards moved."""
    over = above(heir)
    rows = card.below.exclude(pk__in=over) if card.pk not in over else card.below.none()
    moved = list(rows.values_list("pk", flat=True))
    rows.update(parent=heir)
    return moved


def _known_until(card: SteeringCard) -> str:
    """How long the latest wording was to be valid before the document ended; empty for until further notice."""
    latest = _latest(card)
    return latest.valid_to.isoformat() if latest and latest.valid_to else ""


def _end(card: SteeringCard, on: date, basis: Basis | None, **facts: Any) -> SteeringCard:
    locked = locked_card(card)
    if locked.ended_on is not None:
        raise CardHasEnded
    _end_wordings(locked, on)
    chosen = {COLUMN[type(basis)]: basis} if basis is not None else {}
    for name, value in (chosen | facts | {"ended_on": on}).items():
        setattr(locked, name, value)
    locked.edition += 1
    locked.save()
    finish_items(locked, WorkItem.Kind.REVIEW_STEERING, by=None)
    return locked


def _end_wordings(card: SteeringCard, on: date) -> None:
    """The wording without an end gets one; those that ended before keep theirs."""
    latest = _latest(card)
    if latest is None:
        return
    if latest.valid_from >= on:
        raise EndsBeforeItBegins(day=date_format(latest.valid_from, "j F Y"))
    if latest.valid_to is None or latest.valid_to >= on:
        latest.valid_to = on - timedelta(days=1)
        latest.save(update_fields=["valid_to"])


def _latest(card: SteeringCard) -> SteeringDocument | None:
    return SteeringDocument.objects.filter(document=card.document_id).order_by("-valid_from", "-pk").first()
