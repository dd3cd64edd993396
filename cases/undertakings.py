"""The watch list (bevakningslista): what a body has ordered, reported by its takers, fulfilled by a point."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import access
from .meetings import acting
from .meetings.minutes_errors import NotReported
from .models import Case, Undertaking, WorkItem
from .reasons import said
from .work_items import finish_items, item_for_role, open_items

State = Undertaking.State
RELATED = (
    "giver",
    "to_unit",
    "to_user",
    "point__item__meeting",
    "point__item__body__unit",
    "point__item__case",
    "point__decision",
    "point__earlier__unit",
    "fulfilled_by__item__meeting",
    "fulfilled_by__item__body__unit",
    "fulfilled_by__item__case",
    "fulfilled_by__decision",
    "given_out_by",
)


@dataclass(frozen=True)
class Counts:
    """How many of a list are open, overdue, reported and fulfilled."""

    open: int
    overdue: int
    reported: int
    fulfilled: int


def given_by(unit: Unit) -> QuerySet[Undertaking]:
    """Everything the unit has ordered, the most urgent first."""
    return (
        Undertaking.objects.filter(giver=unit).select_related(*RELATED).order_by("due_on", "given_at", "id")
    )


def counts(rows: list[Undertaking], today: date) -> Counts:
    """The figures above the list."""
    return Counts(
        open=sum(row.state == State.OPEN for row in rows),
        overdue=sum(is_overdue(row, today) for row in rows),
        reported=sum(row.state == State.REPORTED for row in rows),
        fulfilled=sum(row.state == State.FULFILLED for row in rows),
    )


def is_overdue(row: Undertaking, today: date) -> bool:
    """It should have been reported by now."""
    return row.state == State.OPEN and row.due_on is not None and row.due_on < today


def report(undertaking: Undertaking, *, by: User, text: str) -> Undertaking:
    """Tell the giver what was done; only a point of a decision declares it fulfilled. Raises NotReported."""
    words = said(text)
    with work():
        fresh = locked(undertaking)
        if fresh.state != State.OPEN:
            raise NotReported
        fresh.state, fresh.report = State.REPORTED, words
        fresh.reported_at, fresh.reported_by = clock.now(), by
        fresh.save(update_fields=["state", "report", "reported_at", "reported_by"])
        finish_items(fresh, by=by)
        open_items([_for_giver(fresh, by)])
        tell("undertaking.reported", fresh, by)
        return fresh


def ask_for_more(undertaking: Undertaking, *, by: User, reason: str) -> Undertaking:
    """Open a reported undertaking again: the giver wants more, and says what."""
    why = said(reason)
    with work():
        fresh = locked(undertaking)
        if fresh.state != State.REPORTED:
            raise NotReported
        fresh.state = State.OPEN
        fresh.save(update_fields=["state"])
        finish_items(fresh, by=by)
        acting.ask(fresh)
        tell("undertaking.reopened", fresh, by, reason=why)
        return fresh


def withdraw(undertaking: Undertaking, *, by: User, reason: str) -> Undertaking:
    """Take an order back, saying why."""
    why = said(reason)
    with work():
        fresh = locked(undertaking)
        if fresh.state not in {State.OPEN, State.REPORTED}:
            raise NotReported
        fresh.state = State.WITHDRAWN
        fresh.save(update_fields=["state"])
        finish_items(fresh, by=by)
        tell("undertaking.withdrawn", fresh, by, reason=why)
        return fresh


def case_of(undertaking: Undertaking) -> Case | None:
    """The case it was ordered in."""
    parent = undertaking.point.item or undertaking.point.decision
    return parent.case if parent else None


def locked(undertaking: Undertaking) -> Undertaking:
    """The fresh row, locked."""
    Undertaking.objects.select_for_update(no_key=True).only("pk").get(pk=undertaking.pk)
    return Undertaking.objects.select_related(*RELATED).get(pk=undertaking.pk)


def _for_giver(undertaking: Undertaking, by: User) -> WorkItem:
    return item_for_role(
        WorkItem.Kind.REPORTED,
        unit=undertaking.giver,
        role="secretary",
        target=undertaking,
        title=undertaking.what[:300],
        case=case_of(undertaking),
        asked_by=by,
        asked_from=undertaking.to_unit,
    )


def tell(kind: str, undertaking: Undertaking, by: User, **data: Any) -> None:
    """Record what happened to it, with who was stood in for."""
    record(
        kind,
        by=by,
        on_behalf_of=_behalf(kind, undertaking, by),
        case=case_of(undertaking),
        unit=undertaking.giver,
        subject=undertaking,
        taker_unit=undertaking.to_unit_id,
        taker=undertaking.to_user_id,
        **data,
    )


def _behalf(kind: str, undertaking: Undertaking, by: User) -> User | None:
    """Whom ``by`` stands in for: the taker's manager who reports, else the giver's secretary."""
    if kind != "undertaking.reported":
        return access.keeping_for(by, undertaking.giver)
    unit = undertaking.to_unit
    return access.acting_for(by, "report_undertaking", unit) if unit is not None else None
