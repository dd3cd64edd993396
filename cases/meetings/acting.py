"""What points do once they are approved: order, declare fulfilled. Adopting follows by the event's effect."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.models import AgendaItem, Case, Decision, Point, Undertaking, WorkItem
from cases.work_items import finish_items, item_for_person, item_for_role, open_items
from ledger.events import record
from organisation import clock
from organisation.models import Unit, User


def act(item: AgendaItem, *, by: User) -> None:
    """Let the points of an approved § act (DOMAIN § 3: when approved, not before)."""
    _act(item.points.filter(struck=False), item.body.unit, by)


def act_for(decision: Decision, *, by: User) -> None:
    """Let the points of an official's decision act; it needs no approval."""
    _act(decision.points.all(), decision.authority, by)


def _act(points: Iterable[Point], giver: Unit, by: User) -> None:
    for point in points:
        if point.kind == Point.Kind.ASSIGN:
            give(point, giver, by=by)
        if point.kind == Point.Kind.FULFIL and point.fulfils_id:
            fulfil(point, by=by)


def give(
    point: Point, giver: Unit, *, by: User | None, term: int = 1, after: Undertaking | None = None
) -> Undertaking:
    """Put what the point orders on the giver's watch list and before its taker.

    The assignments of the term before go on in the next one: what was given out then is so still.
    """
    undertaking = Undertaking.objects.create(
        point=point,
        giver=giver,
        to_unit=point.to_unit,
        to_user=point.to_user,
        to_words=point.to_words,
        what=point.what or point.text,
        due_on=_due(point, term),
        due_words=point.due_words,
        yearly=point.yearly,
        term=term,
        given_at=clock.now(),
        given_out_at=after.given_out_at if after else None,
        given_out_by=after.given_out_by if after else None,
    )
    ask(undertaking)
    tell("undertaking.given", undertaking, by)
    return undertaking


def ask(undertaking: Undertaking) -> None:
    """Put it before its taker."""
    open_items(_tasks(undertaking))


def fulfil(point: Point, *, by: User) -> None:
    """Declare what an older point ordered fulfilled; a yearly one begins its next term."""
    for undertaking in Undertaking.objects.filter(point=point.fulfils_id).exclude(
        state__in=["fulfilled", "withdrawn"]
    ):
        undertaking.state = Undertaking.State.FULFILLED
        undertaking.fulfilled_at, undertaking.fulfilled_by = clock.now(), point
        undertaking.save(update_fields=["state", "fulfilled_at", "fulfilled_by"])
        finish_items(undertaking, by=by)
        tell("undertaking.fulfilled", undertaking, by)
        if undertaking.yearly:
            give(undertaking.point, undertaking.giver, by=by, term=undertaking.term + 1, after=undertaking)


def _due(point: Point, term: int) -> date | None:
    if point.due_on is None or term == 1:
        return point.due_on
    year = point.due_on.year + term - 1
    day = 28 if (point.due_on.month, point.due_on.day) == (2, 29) else point.due_on.day
    return point.due_on.replace(year=year, day=day)


def _tasks(undertaking: Undertaking) -> list[WorkItem]:
    facts: dict[str, Any] = {
        "target": undertaking,
        "title": undertaking.what[:300],
        "case": _case(undertaking),
        "due_on": undertaking.due_on,
        "asked_from": undertaking.giver,
    }
    if undertaking.to_user:
        return [item_for_person(WorkItem.Kind.UNDERTAKING, user=undertaking.to_user, **facts)]
    if undertaking.to_unit:
        role = "head" if undertaking.to_unit.kind == Unit.Kind.ADMINISTRATION else "director"
        return [item_for_role(WorkItem.Kind.UNDERTAKING, unit=undertaking.to_unit, role=role, **facts)]
    return []


def _case(undertaking: Undertaking) -> Case | None:
    point = undertaking.point
    parent = point.item or point.decision
    return parent.case if parent else None


def tell(kind: str, undertaking: Undertaking, by: User | None) -> None:
    """Record what happened to it, and the point that ended it."""
    ended: dict[str, Any] = {"point": undertaking.fulfilled_by_id} if undertaking.fulfilled_by_id else {}
    record(
        kind,
        by=by,
        case=_case(undertaking),
        unit=undertaking.giver,
        subject=undertaking,
        taker_unit=undertaking.to_unit_id,
        taker=undertaking.to_user_id,
        **ended,
    )
