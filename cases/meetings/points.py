"""Decision points: written, changed in place, struck and added, each with what it will do when approved."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cases.meetings import adopting
from cases.meetings.errors import PointIncomplete, TextOvertaken, TooManyPoints
from cases.meetings.giving import giver_of, is_foreign, refuse_foreign
from cases.meetings.places import tell, writable
from cases.models import AgendaItem, Decision, Point
from cases.text import normalise
from ledger.work import work
from organisation.models import User

MOST = 200
FACTS = ("kind", "to_unit", "to_user", "to_words", "what", "due_on", "due_words", "yearly", "fulfils")


def add_point(item: AgendaItem, *, by: User, text: str = "", **facts: Any) -> Point:
    """Add the next point: proposed before the meeting, marked as added while it goes on.

    Raises TooManyPoints, ItemClosed, OrderedByAnother, OrderedByBody.
    """
    with work():
        locked = writable(item)
        number = _next_number(locked)
        added = _in_meeting(locked)
        wording = normalise(text).strip()
        point = Point(
            item=locked, number=number, text=wording, proposed="" if added else wording, added=added
        )
        _set(point, facts)
        point.save()
        adopting.adopt(point, facts, by=by)
        tell("point.added", locked, by, point=point.pk)
        return point


def save_text(point: Point, *, by: User, text: str, edition: int) -> Point:
    """Save a point's wording, if ``edition`` is the one that was read. Raises TextOvertaken with theirs.

    Before the meeting the proposal itself is written; during it only the decision's wording.
    """
    with work():
        locked = writable(_item(point))
        fresh = Point.objects.select_for_update(no_key=True).get(pk=point.pk)
        wording = normalise(text).strip()
        if fresh.edition != edition and fresh.text != wording:
            raise TextOvertaken(theirs=fresh.text, edition=fresh.edition)
        if fresh.text == wording:
            return fresh
        if fresh.what and fresh.what == fresh.text:  # what is ordered was the point's own words
            fresh.what = wording
        fresh.text, fresh.edition = wording, fresh.edition + 1
        if not _in_meeting(locked):
            fresh.proposed = wording
        fresh.save(update_fields=["text", "edition", "proposed", "what"])
        return fresh


def change_point(point: Point, *, by: User, **facts: Any) -> Point:
    """Change what the point does: its kind, taker, day, version or what it declares fulfilled.

    Raises OrderedByAnother, OrderedByBody.
    """
    with work():
        locked = writable(_item(point))
        fresh = Point.objects.select_for_update(no_key=True).get(pk=point.pk)
        _set(fresh, facts)
        fresh.save()
        adopting.adopt(fresh, facts, by=by)
        tell("point.changed", locked, by, point=fresh.pk)
        return fresh


def strike_point(point: Point, *, by: User) -> Point | None:
    """Take a point away: gone before the meeting, shown as struck during it. Answers None when it is gone."""
    with work():
        locked = writable(_item(point))
        if _in_meeting(locked) and (not point.added or point.undertakings.exists()):
            point.struck = True
            point.save(update_fields=["struck"])
            tell("point.struck", locked, by, point=point.pk)
            return point
        point.delete()
        _number_anew(locked)
        tell("point.removed", locked, by)
        return None


def restore_point(point: Point, *, by: User) -> Point:
    """Take a strike or a change of wording back to the proposal."""
    with work():
        locked = writable(_item(point))
        fresh = Point.objects.select_for_update(no_key=True).get(pk=point.pk)
        fresh.struck, fresh.text, fresh.edition = False, fresh.proposed or fresh.text, fresh.edition + 1
        fresh.save(update_fields=["struck", "text", "edition"])
        tell("point.restored", locked, by, point=fresh.pk)
        return fresh


def order_points(item: AgendaItem, points: Iterable[Point], *, by: User) -> None:
    """Number the item's points in this order."""
    with work():
        locked = writable(item)
        wanted = [point.pk for point in points]
        rows = {row.pk: row for row in locked.points.all()}
        order = [rows.pop(pk) for pk in wanted if pk in rows] + list(rows.values())
        _write_numbers(order)
        tell("point.ordered", locked, by)


def write_decision_points(decision: Decision, rows: Iterable[dict[str, Any]]) -> list[Point]:
    """The points of an official's decision, in order; each row has ``text`` and what it does."""
    found = list(rows)
    if len(found) > MOST:
        raise TooManyPoints(most=MOST)
    points = []
    for number, row in enumerate(found, start=1):
        wording = normalise(row["text"]).strip()
        point = Point(decision=decision, number=number, text=wording, proposed=wording)
        _set(point, row)
        point.save()
        adopting.adopt(point, row, by=decision.decider)
        points.append(point)
    refuse_unfit(points)
    return points


def standing(item: AgendaItem) -> list[Point]:
    """The points as decided: those that were not struck."""
    return [point for point in item.points.all() if not point.struck]


def is_changed(item: AgendaItem) -> bool:
    """The meeting changed at least one point."""
    return any(point.is_changed for point in item.points.all())


def refuse_incomplete(item: AgendaItem) -> None:
    """Refuse a point that says nothing, or does not say on what it acts. Raises PointIncomplete."""
    refuse_unfit(standing(item))


def refuse_unfit(points: Iterable[Point]) -> None:
    """The same for any points."""
    for point in points:
        if problem := _problem(point):
            raise PointIncomplete(number=point.number, problem=problem)


def _problem(point: Point) -> str:
    if not point.text:
        return _("den saknar text.")
    if point.kind == Point.Kind.ADOPT and not point.adoptions.exists():
        return _("välj vilken handling som fastställs.")
    if point.kind == Point.Kind.ASSIGN and not (point.to_unit_id or point.to_user_id or point.to_words):
        return _("skriv vem som får uppdraget.")
    if point.kind == Point.Kind.FULFIL and point.fulfils_id is None:
        return _("välj vilket uppdrag som är fullgjort.")
    if point.fulfils and is_foreign(point.fulfils, giver_of(point), alone=_is_alone(point)):
        return _("bara den som har gett uppdraget kan förklara det fullgjort.")
    return ""


def _set(point: Point, facts: dict[str, Any]) -> None:
    for name in FACTS:
        if name in facts:
            setattr(point, name, facts[name])
    if point.kind != Point.Kind.FULFIL:
        point.fulfils = None
    if point.fulfils:
        refuse_foreign(point.fulfils, giver_of(point), alone=_is_alone(point))
    if point.kind == Point.Kind.ASSIGN and not point.what:
        point.what = point.text


def _is_alone(point: Point) -> bool:
    """It is an official's own."""
    return point.decision_id is not None


def _next_number(item: AgendaItem) -> int:
    count = item.points.count()
    if count >= MOST:
        raise TooManyPoints(most=MOST)
    return count + 1


def _number_anew(item: AgendaItem) -> None:
    _write_numbers(list(item.points.order_by("number")))


def _write_numbers(points: list[Point]) -> None:
    for number, point in enumerate(points, start=1):
        point.number = number
    Point.objects.bulk_update(points, ["number"])


def _in_meeting(item: AgendaItem) -> bool:
    """From the meeting's opening on the proposal stays as it was, and changes are shown against it."""
    return item.meeting is not None and item.meeting.opened_at is not None


def _item(point: Point) -> AgendaItem:
    if point.item is None:
        raise ValueError("points of decisions made by officials are written once")
    return point.item
