"""Items locked and read: what may still be written in them, and by whom it was asked for."""

from typing import Any

from cases import access
from cases.meetings.errors import ItemClosed, ItemTaken
from cases.meetings.minutes_errors import ItemApproved, ItemBeingApproved
from cases.meetings.planning import lock_meeting
from cases.meetings.whereabouts import where
from cases.models import AgendaItem
from ledger.events import record
from organisation.models import User

State = AgendaItem.State
OFFICERS_OWN = frozenset({"item.drafted", "item.sent_for_review", "item.announced"})


def lock_item(item: AgendaItem) -> AgendaItem:
    """The item as it is now, ours alone until we commit; its meeting is locked first."""
    meeting = AgendaItem.objects.only("meeting_id").get(pk=item.pk).meeting
    if meeting is not None:
        lock_meeting(meeting)
    AgendaItem.objects.select_for_update(no_key=True).only("pk").get(pk=item.pk)
    related = ("meeting__body__unit", "meeting__chair", "body__unit", "case", "occasion", "chair")
    return AgendaItem.objects.select_related(*related).get(pk=item.pk)


def writable(item: AgendaItem, *, closed_too: bool = False) -> AgendaItem:
    """The locked item, when something may be written in it. Raises ItemApproved, ItemBeingApproved, ItemClosed."""
    locked = lock_item(item)
    refuse_approved(locked)
    if locked.is_closed and not closed_too:
        raise ItemClosed
    return locked


def refuse_approved(item: AgendaItem) -> None:
    """Refuse what lies before the approvers or is approved."""
    if item.occasion is None or item.occasion.called_off_at is not None:
        return
    raise ItemApproved if item.occasion.completed_at else ItemBeingApproved


def expect(item: AgendaItem, *states: str) -> None:
    """Refuse what has come further, or has not come so far."""
    if item.state not in states:
        raise ItemTaken(where=where(item))


def tell(kind: str, item: AgendaItem, by: User | None, **data: Any) -> None:
    """Record what happened to an item."""
    facts = {"meeting": item.meeting_id} | data
    record(
        kind,
        by=by,
        on_behalf_of=_behalf(kind, item, by) if by is not None else None,
        case=item.case,
        unit=item.body.unit,
        subject=item,
        **facts,
    )


def _behalf(kind: str, item: AgendaItem, by: User) -> User | None:
    """Whom ``by`` stands in for: the officer who prepares, the manager who reviews, or the secretary."""
    if item.case is None or not access.is_substitute(by):
        return access.keeping_for(by, item.body.unit)
    reviewing = item.reviewed_by_id == by.pk if kind == "item.announced" else item.announced_at is None
    if kind in {"item.announced", "item.sent_back"} and reviewing:
        return access.acting_for(by, "review_item", item.case.unit)
    if kind in OFFICERS_OWN or item.state == State.DRAFTED:
        return access.acting_for(by, "prepare_item", item.case.unit)
    return access.keeping_for(by, item.body.unit)
