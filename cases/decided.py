"""What has been decided and may be read: approved § and officials' decisions are open unless their case is secret."""

from typing import Any

from django.db.models import Q, QuerySet

from organisation.models import User

from . import access
from .models import AgendaItem, Case, Decision, EarlierDecision, Point

OPEN_CASE = Q(case=None) | Q(case__secrecy_provision="")
WRITERS = ("keep_meetings", "prepare_item", "review_item")


def readable_items(user: User) -> QuerySet[AgendaItem]:
    """Closed items of cases the person sees; once approved, every one that is not secret.

    Members read their board's § when it is approved, as they do its minutes; a group has no approval.
    """
    if not (user.is_authenticated and user.is_active):
        return AgendaItem.objects.none()
    called = Q(pk__in=access.visible_to(user, AgendaItem, "see_meeting").values("pk"), body__decides=False)
    of_meeting = Q(pk__in=access.visible_by_any(user, AgendaItem, *WRITERS).values("pk")) | called
    of_case = Q(case__in=access.visible_to(user, Case, "see_case").values("pk"))
    approved = Q(occasion__completed_at__isnull=False) & OPEN_CASE
    return AgendaItem.objects.filter(of_meeting | of_case | approved, state=AgendaItem.State.CLOSED)


def readable_decisions(user: User) -> QuerySet[Decision]:
    """Numbered decisions of officials: of cases the person sees, and every one that is not secret."""
    if not (user.is_authenticated and user.is_active):
        return Decision.objects.none()
    seen = Q(case__in=access.visible_to(user, Case, "see_case").values("pk"))
    return Decision.objects.filter(seen | OPEN_CASE, number__isnull=False)


def readable_points(user: User) -> QuerySet[Point]:
    """The points of all these, and of decisions registered as older."""
    return Point.objects.filter(
        Q(item__in=readable_items(user).values("pk"))
        | Q(decision__in=readable_decisions(user).values("pk"))
        | Q(earlier__isnull=False),
        struck=False,
    )


def only_readable(user: User, targets: list[Any]) -> list[Any]:
    """Those of ``targets`` (items, decisions, earlier decisions) the person may read, in their order."""
    items = _among(readable_items(user), targets, AgendaItem)
    decisions = _among(readable_decisions(user), targets, Decision)
    return [
        row
        for row in targets
        if isinstance(row, EarlierDecision)
        or (row.pk in (items if isinstance(row, AgendaItem) else decisions))
    ]


def _among(rows: QuerySet[Any], targets: list[Any], model: type[Any]) -> set[int]:
    wanted = [row.pk for row in targets if isinstance(row, model)]
    return set(rows.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
