"""What a group's endorsements hand out: on its watch list when the meeting ends, for nothing approves them."""

from typing import Any

from cases.meetings.acting import ask, fulfil, give, tell
from cases.models import AgendaItem, Meeting, Point, Undertaking
from cases.work_items import finish_items
from organisation.models import User

State = Undertaking.State
BACKED = (AgendaItem.Outcome.ENDORSED, AgendaItem.Outcome.IN_PRINCIPLE)
ORDERS = ("to_unit_id", "to_user_id", "to_words", "what", "due_on", "due_words", "yearly")


def hand_out(meeting: Meeting, *, by: User) -> None:
    """Let the endorsements of a group's ended meeting hand out what they say (DOMAIN § 1); run twice, the same."""
    for item in meeting.items.filter(state=AgendaItem.State.CLOSED).order_by("position"):
        hand_out_item(item, by=by)


def count(meeting: Meeting) -> int:
    """How many of a meeting's closed points hand something out."""
    points = Point.objects.filter(item__meeting=meeting, item__outcome__in=BACKED, struck=False)
    return points.filter(kind=Point.Kind.ASSIGN).count()


def hand_out_item(item: AgendaItem, *, by: User) -> None:
    """The same for one item: what was handed out before follows a changed wording, or is taken back."""
    backed = item.outcome in BACKED
    standing = {point.pk: point for point in item.points.filter(struck=False)} if backed else {}
    given = {row.point_id: row for row in Undertaking.objects.filter(point__item=item).order_by("term")}
    for row in given.values():
        _follow(row, standing.get(row.point_id), by)
    for point in standing.values():
        if point.kind == Point.Kind.ASSIGN and point.pk not in given:
            give(point, item.body.unit, by=by)
        if point.kind == Point.Kind.FULFIL and point.fulfils_id:
            fulfil(point, by=by)


def _follow(row: Undertaking, point: Point | None, by: User) -> None:
    """Whoever has it is asked anew when it changed; what was reported or closed stays as it was."""
    if row.state != State.OPEN:
        return
    if point is None or point.kind != Point.Kind.ASSIGN:
        row.state = State.WITHDRAWN
        row.save(update_fields=["state"])
        finish_items(row, by=by)
        tell("undertaking.withdrawn", row, by)
        return
    wanted = _wanted(point)
    if {name: getattr(row, name) for name in wanted} == wanted:
        return
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save(update_fields=list(wanted))
    finish_items(row, by=by)
    ask(Undertaking.objects.select_related("to_unit", "to_user", "point__item__case").get(pk=row.pk))
    tell("undertaking.given", row, by)


def _wanted(point: Point) -> dict[str, Any]:
    return {name: getattr(point, name) for name in ORDERS} | {"what": point.what or point.text}
