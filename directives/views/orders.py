"""An order as its page, the watch list and the assignments made of it show it to somebody."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, decided, undertakings
from cases.meetings.names import point_name
from cases.models import AgendaItem, Decision, Point, Undertaking
from cases.views.decisions import links
from directives import orders
from directives.assignments.history import Line
from directives.forms.assignments import SEEING
from directives.models import Assignment
from ledger.models import Event
from organisation.models import User

READING = ("report_undertaking", "keep_meetings", "see_meeting")
ENDS = ("assignment.fulfilled", "assignment.withdrawn")
POINTS = ("item__meeting", "item__body__unit", "item__case", "decision", "earlier__unit")
State = Assignment.State


@dataclass(frozen=True)
class Made:
    """An assignment made of an order: to whom, since when it stands where it does, and whether one may open it."""

    assignment: Assignment
    since: datetime
    opens: bool


@dataclass(frozen=True)
class Origin:
    """What an assignment was made of: the body, the day, the § and the point, and where it is read."""

    name: str
    href: str


def made_of(found: list[Undertaking], user: User) -> dict[int, list[Made]]:
    """The assignments of each order, as far as the reader may know of them.

    Whoever reads the order learns who was given what; a draft is its commissioner's own, and so is what a secrecy
    mark covers.
    """
    made = orders.made_of(found)
    rows = [row for several in made.values() for row in several]
    seen = access.visible_by_any(user, Assignment, *SEEING).filter(pk__in=[row.pk for row in rows])
    mine = set(seen.values_list("pk", flat=True))
    return {
        key: [
            Made(row, _since(row), row.pk in mine)
            for row in several
            if row.pk in mine or (row.offered_at is not None and not row.case.secrecy_provision)
        ]
        for key, several in made.items()
    }


def in_short(made: list[Made]) -> str:
    """How many there are and how they stand: "3 uppdrag: 1 väntar på svar, 2 pågår"."""
    standing = [row.assignment for row in made if row.assignment.state != State.WITHDRAWN]
    if not standing:
        return ""
    counted = Counter(str(row.get_state_display()) for row in standing)
    how = ", ".join(f"{count} {state}" for state, count in counted.items())
    return _("%(number)d uppdrag: %(how)s") % {"number": len(standing), "how": how}


def origin(assignment: Assignment, user: User) -> Origin | None:
    """What it was made of, with a link for whoever may read the order or the decision."""
    rows = Undertaking.objects.select_related(*undertakings.RELATED)
    order = rows.filter(assignments=assignment).first()
    if order is None:
        return None
    if access.visible_by_any(user, Undertaking, *READING).filter(pk=order.pk).exists():
        return Origin(point_name(order.point), reverse("undertaking", args=[order.public_id]))
    return Origin(point_name(order.point), _href(order.point, user))


def ended_by(assignment: Assignment, user: User) -> Origin | None:
    """The point that declared it fulfilled, or that took it back with what it was below; none while it goes on."""
    if assignment.is_open:
        return None
    events = Event.objects.filter(
        subject_type="directives.assignment", subject_id=assignment.pk, kind__in=ENDS
    ).order_by("-at", "-pk")
    told = events.first()
    key = told.data.get("point") if told else None
    point = Point.objects.select_related(*POINTS).filter(pk=key or 0).first()
    return None if point is None else Origin(point_name(point), _href(point, user))


def with_decisions(lines: list[Line], user: User) -> list[Line]:
    """What happened, with the decision that did it named, and its address for whoever may read it."""
    named = decisions({line.point for line in lines if line.point}, user)
    return [
        replace(line, decision=named[line.point].name, href=named[line.point].href)
        if line.point in named
        else line
        for line in lines
    ]


def decisions(keys: set[int], user: User | None) -> dict[int, Origin]:
    """The points of these keys, named, each with its address where ``user`` may read it."""
    found = Point.objects.select_related(*POINTS).in_bulk(keys) if keys else {}
    parents = [parent for point in found.values() if (parent := _parent(point))]
    readable = decided.only_readable(user, parents) if user and parents else []
    return {key: Origin(point_name(point), _address(point, readable)) for key, point in found.items()}


def addresses(found: list[Undertaking], user: User) -> dict[int, dict[str, str]]:
    """Where each order was decided and where it was declared fulfilled, as far as this person may read it."""
    parents = [_parent(point) for row in found for point in _points(row).values() if point]
    readable = decided.only_readable(user, [parent for parent in parents if parent])
    return {
        row.pk: {name: _address(point, readable) for name, point in _points(row).items()} for row in found
    }


def _points(order: Undertaking) -> dict[str, Point | None]:
    return {"ref_href": order.point, "fulfilled_href": order.fulfilled_by}


def _parent(point: Point) -> AgendaItem | Decision | None:
    return point.item or point.decision


def _href(point: Point, user: User) -> str:
    parent = _parent(point)
    return _address(point, decided.only_readable(user, [parent] if parent else []))


def _address(point: Point | None, readable: list[Any]) -> str:
    """At the very point of its §, where that is among what is readable."""
    parent = _parent(point) if point else None
    return links.href_of(parent, point) if parent in readable else ""


def _since(row: Assignment) -> datetime:
    """The day it came to stand where it does, as far as the row tells."""
    if row.ended_at is not None:
        return row.ended_at
    later = row.accepted_at if row.state in {State.UNDER_WAY, State.REPORTED} else row.offered_at
    return later or row.created_at
