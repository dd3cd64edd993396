"""How a §, a point and a decision from before are referred to, and who a point is meant for."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.models import AgendaItem, Point
from cases.register_language import LANGUAGE


def item_name(item: AgendaItem) -> str:
    """Body, day and §; the title where it has no § and its case is not secret: others than its readers read it."""
    day = item.meeting.on if item.meeting else ""
    number = f"§ {item.paragraph}" if item.paragraph else _called(item)
    return f"{item.body.unit.name} {day} {number}".replace("  ", " ")


def _called(item: AgendaItem) -> str:
    if item.case is None or not item.case.secrecy_provision:
        return f"”{item.title}”"
    with override(LANGUAGE):  # minutes and documents say it too
        return _("ärende med sekretess")


def point_name(point: Point) -> str:
    """How a point is referred to: body, day, § and point (DOMAIN § 3)."""
    if point.item is not None:
        return f"{item_name(point.item)} punkt {point.number}"
    if point.earlier is not None:
        return f"{earlier_name(point.earlier)} punkt {point.number}"
    return f"{point.decision} punkt {point.number}"


def earlier_name(earlier: Any) -> str:
    """The same of a decision made before this diary was kept here."""
    number = f" § {earlier.paragraph}" if earlier.paragraph else ""
    return f"{earlier.unit.name} {earlier.on or earlier.on_words}{number}"


def described(reference: Any) -> str:
    """What a reference points at, in words."""
    if reference.to_point:
        return point_name(reference.to_point)
    if reference.to_item:
        return item_name(reference.to_item)
    if reference.to_earlier:
        return earlier_name(reference.to_earlier)
    return str(reference.to_decision)


def taker(point: Any) -> str:
    """Who is to do it, of a point or an undertaking."""
    if point.to_unit:
        return str(point.to_unit.name)
    if point.to_user:
        return str(point.to_user.title or point.to_user.name)
    return str(point.to_words)
