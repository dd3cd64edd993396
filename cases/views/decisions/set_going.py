"""What a decision's points do and have set going: facts under each, undertakings with their state."""

from typing import Any

from django.db.models import QuerySet

from cases import access, decided, undertakings
from cases.models import Decision, Point, Undertaking
from cases.views.meetings.during.point_rows import facts_of
from cases.views.watch import row_of
from organisation.models import User

from . import links
from .draft_rows import RELATED

ADOPTED = "adoptions__version__document"
ACTIONS = ("report_undertaking", "keep_meetings", "see_meeting")


def point_rows(points: QuerySet[Point], user: User | None = None) -> list[dict[str, Any]]:
    """Each point with the facts of its kind, and for ``user`` the ways to what it declared fulfilled and adopted."""
    found = list(points.filter(struck=False).select_related(*RELATED).prefetch_related(ADOPTED))
    ended = _ways(user, [point.fulfils for point in found if point.fulfils]) if user else {}
    return [
        {
            "point": point,
            "facts": facts_of(point),
            "href": ended.get(point.fulfils_id or 0, ""),
            "steering": [getattr(row, "steering", None) for row in point.adoptions.all()] if user else [],
        }
        for point in found
    ]


def _ways(user: User, fulfilled: list[Point]) -> dict[int, str]:
    """Where the points that gave the assignments are read, by id, as far as one may."""
    mine = decided.readable_points(user).filter(pk__in=[point.pk for point in fulfilled])
    found = mine.select_related("item", "decision", "earlier")
    return {point.pk: links.href_of(point.item or point.decision or point.earlier, point) for point in found}


def rows(user: User, **of: Any) -> list[dict[str, Any]]:
    """What was ordered, as <c-undertaking-row> draws it; those who work with it read the report and open it."""
    found = list(Undertaking.objects.filter(**of).select_related(*undertakings.RELATED).order_by("pk"))
    mine = access.visible_by_any(user, Undertaking, *ACTIONS).filter(pk__in=[row.pk for row in found])
    opens = set(mine.values_list("pk", flat=True))
    return [_shown(row, opens=row.pk in opens) for row in found]


def _shown(row: Undertaking, *, opens: bool) -> dict[str, Any]:
    shown = row_of(row) | {"opens": opens}
    return shown if opens else shown | {"report": "", "reported": ""}


def reported(user: User, decision: Decision) -> links.Link | None:
    """The § in which the body was told of it."""
    item = decision.reported_in
    if item is None:
        return None
    href = links.href_of(item) if decided.only_readable(user, [item]) else ""
    return links.Link("", links.name_of(item), item.title if href else "", href)
