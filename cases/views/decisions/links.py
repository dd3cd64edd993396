"""References as pages show them, in both directions, each with the way to what it points at when one may read it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import decided
from cases.meetings.names import described, earlier_name, item_name
from cases.models import AgendaItem, Decision, EarlierDecision, Point, Reference
from organisation.models import User

RELATED = (
    "item__body__unit",
    "item__meeting",
    "item__case",
    "decision",
    "to_item__body__unit",
    "to_item__meeting",
    "to_item__case",
    "to_decision",
    "to_earlier__unit",
    "to_point__item__body__unit",
    "to_point__item__meeting",
    "to_point__item__case",
    "to_point__decision",
    "to_point__earlier__unit",
)
CODES: dict[str, type[Any]] = {"item": AgendaItem, "decision": Decision, "earlier": EarlierDecision}


@dataclass(frozen=True)
class Link:
    """One decision named by another."""

    relation: str
    name: str
    title: str
    href: str
    key: int = 0


def outgoing(user: User, **of: Any) -> list[Link]:
    """What an item or a decision refers to."""
    rows = list(Reference.objects.filter(**of).select_related(*RELATED).order_by("pk"))
    readable = decided.only_readable(user, [_target(row) for row in rows])
    return [_link(row, _target(row), described(row), readable) for row in rows]


def incoming(user: User, target: Any) -> list[Link]:
    """Decided items and decisions that refer to ``target``, as far as one may read them."""
    rows = list(target.referred_by.select_related(*RELATED).order_by("pk"))
    readable = decided.only_readable(user, [row.item or row.decision for row in rows])
    found = [(row, row.item or row.decision) for row in rows]
    return [_link(row, source, name_of(source), readable) for row, source in found if source in readable]


def found(user: User, code: str) -> tuple[Any, Point | None] | None:
    """What a code of a search hit ("item:…", "point:…") stands for; None when it may not be read."""
    kind, _colon, key = code.partition(":")
    if kind == "point":
        related = ("item", "decision", "earlier")
        point = decided.readable_points(user).select_related(*related).filter(public_id=key).first()
        return (point.item or point.decision or point.earlier, point) if point else None
    if kind not in CODES:
        return None
    target = CODES[kind]._default_manager.filter(Q(public_id=key)).first()
    readable = decided.only_readable(user, [target] if target else [])
    return (readable[0], None) if readable else None


def code_of(target: Any, point: Point | None = None) -> str:
    """The code of a search hit."""
    if point is not None:
        return f"point:{point.public_id}"
    return next(f"{kind}:{target.public_id}" for kind, model in CODES.items() if isinstance(target, model))


def name_of(target: Any) -> str:
    """How a decision is referred to."""
    if isinstance(target, AgendaItem):
        return item_name(target)
    return earlier_name(target) if isinstance(target, EarlierDecision) else str(target)


def shown_name(target: Any, point: Point | None = None) -> str:
    """The same in the reader's language, with the point that is meant."""
    name = name_of(target)
    return _("%(item)s punkt %(number)s") % {"item": name, "number": point.number} if point else name


def href_of(target: Any, point: Point | None = None) -> str:
    """Where a decision is read, at its point; nowhere, when it is only registered."""
    if isinstance(target, AgendaItem):
        return reverse("paragraph", args=[target.public_id]) + anchor_of(target, point)
    return reverse("decision", args=[target.public_id]) if isinstance(target, Decision) else ""


def anchor_of(item: AgendaItem, point: Point | None) -> str:
    """The point's place on the page of its §."""
    return f"#p-{item.public_id}-{point.number}" if point else ""


def _target(row: Reference) -> Any:
    return row.to_item or row.to_decision or row.to_earlier


def _link(row: Reference, shown: Any, name: str, readable: list[Any]) -> Link:
    may_read = shown in readable
    return Link(
        row.relation, name, shown.title if may_read else "", href_of(shown) if may_read else "", row.pk
    )
