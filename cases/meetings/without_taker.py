"""Points that order something of somebody nobody here answers to: no task reaches anybody (DOMAIN § 3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import AgendaItem, Point


@dataclass(frozen=True)
class Unreached:
    """One such point: "§ 62 punkt 3", and the words for whoever was meant."""

    name: str
    words: str


def is_unreached(point: Point) -> bool:
    """Whether the point orders something of words alone."""
    named = point.to_unit_id or point.to_user_id
    return point.kind == Point.Kind.ASSIGN and bool(point.to_words) and not named


def warning(words: str, *, alone: bool = False) -> str:
    """What that means; an official who decides ``alone`` has no minutes to send an extract of."""
    facts = {"words": words}
    if alone:
        return _("Ingen i Samråd får uppdraget. Skicka beslutet till ”%(words)s” med post.") % facts
    return _("Ingen i Samråd får uppdraget. Skicka protokollsutdraget till ”%(words)s” med post.") % facts


def unreached(items: Iterable[AgendaItem]) -> list[Unreached]:
    """Those of these items, in their order; one query."""
    rows = {item.pk: item for item in items}
    points = Point.objects.filter(item__in=rows, struck=False).order_by("item__position", "number")
    return [
        Unreached(_name(rows[point.item_id or 0], point), point.to_words)
        for point in points
        if is_unreached(point)
    ]


def _name(item: AgendaItem, point: Point) -> str:
    facts = {"item": f"§ {item.paragraph}" if item.paragraph else f"”{item.title}”", "number": point.number}
    return _("%(item)s punkt %(number)s") % facts
