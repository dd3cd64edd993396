"""The cards of steering documents: made with the first wording, changed by their keeper, never in a loop."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from cases import access
from cases.models import Document, WorkItem
from cases.work_items import finish_items
from directives.models import SteeringCard, SteeringRelation
from directives.steering.errors import CardChangedMeanwhile, HierarchyLoop, RelatedAlready
from directives.steering.tree import above, lock_tree
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

ASKED_BEFORE = timedelta(days=60)
EDITABLE = ("kind", "unit", "owner", "process", "parent", "review_every_months", "review_due_on")


def card_for(document: Document, unit: Unit) -> SteeringCard:
    """The document's card, kept by ``unit`` when it is made now."""
    card, _made = SteeringCard.objects.get_or_create(document=document, defaults={"unit": unit})
    return card


def change_card(card: SteeringCard, *, by: User, edition: int, **facts: Any) -> SteeringCard:
    """Change what the card says. Raises CardChangedMeanwhile, HierarchyLoop."""
    with work():
        lock_tree()
        locked = locked_card(card)
        if locked.edition != edition:
            raise CardChangedMeanwhile
        _refuse_loop(locked, facts.get("parent"))
        due_before, held_before = locked.review_due_on, (locked.owner_id, locked.unit_id)
        for name in EDITABLE:
            setattr(locked, name, facts.get(name, getattr(locked, name)))
        if locked.review_due_on != due_before:
            locked.review_ask_on = locked.review_due_on and locked.review_due_on - ASKED_BEFORE
        locked.edition += 1
        locked.save()
        if locked.review_due_on != due_before or (locked.owner_id, locked.unit_id) != held_before:
            finish_items(locked, WorkItem.Kind.REVIEW_STEERING, by=by)  # the night asks whoever it is now
        tell("steering.card_changed", locked, by)
        return locked


def relate(card: SteeringCard, to: SteeringCard, *, kind: str, by: User) -> SteeringRelation:
    """Say how the document stands to another. Raises RelatedAlready."""
    with work():
        try:
            with transaction.atomic():
                row = SteeringRelation.objects.create(
                    source=card, target=to, kind=SteeringRelation.Kind(kind)
                )
        except IntegrityError as error:
            raise RelatedAlready from error
        tell("steering.related", card, by, target=to.pk)
        return row


def unrelate(relation: SteeringRelation, *, by: User) -> None:
    """Take a relation away; a second time changes nothing."""
    with work():
        deleted, _rows = SteeringRelation.objects.filter(pk=relation.pk).delete()
        if deleted:
            tell("steering.unrelated", relation.source, by, target=relation.target_id)


def ask_day(due: date) -> date:
    """When the owner is asked about a review that is due on that day: well before, or on the day itself."""
    early = due - ASKED_BEFORE
    return early if early > clock.today() else due


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))


def locked_card(card: SteeringCard) -> SteeringCard:
    """The card as it is now, ours alone until we commit."""
    SteeringCard.objects.select_for_update().only("pk").get(pk=card.pk)
    return SteeringCard.objects.select_related("document__case", "unit").get(pk=card.pk)


def tell(kind: str, card: SteeringCard, by: User | None, **facts: Any) -> None:
    """Record what happened to a card, in the document's case."""
    facts |= {"case": card.document.case_id, "unit": card.unit_id, "subject": card}
    record(kind, by=by, on_behalf_of=_stood_in_for(card, by), **facts)


def _stood_in_for(card: SteeringCard, by: User | None) -> User | None:
    """Whom ``by`` goes in for; an owner by name needs nobody's right but their own."""
    if by is None or card.owner_id == by.pk:
        return None
    return access.acting_for(by, "keep_steering", card.unit)


def _refuse_loop(card: SteeringCard, parent: SteeringCard | None) -> None:
    if parent is not None and card.pk in above(parent):
        raise HierarchyLoop(title=parent.document.title)
