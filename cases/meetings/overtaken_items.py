"""Items on their way to a body in a case that an official has decided meanwhile, told on both sides."""

from django.db.models import OuterRef, QuerySet

from cases.meetings.whereabouts import where
from cases.models import AgendaItem, Case, Decision, Meeting

ON_THE_WAY = (AgendaItem.State.REVIEW, AgendaItem.State.ANNOUNCED, AgendaItem.State.LISTED)


def decided_meanwhile(item: AgendaItem) -> Decision | None:
    """The latest decision an official made in the item's case since the item was begun; none once it is closed."""
    if item.case_id is None or item.is_closed:
        return None
    made = Decision.objects.filter(case=item.case_id, round=None, number__isnull=False)
    since = made.filter(decided_at__gte=item.created_at)
    return since.select_related("decider").order_by("-decided_at", "-pk").first()


def latest(field: str) -> QuerySet[Decision, object]:
    """The same decision's field, for a query of items."""
    made = Decision.objects.filter(case=OuterRef("case"), round=None, number__isnull=False)
    since = made.filter(decided_at__gte=OuterRef("created_at"))
    return since.order_by("-decided_at", "-pk").values(field)[:1]


def on_the_way(case: Case) -> list[str]:
    """Where the case is on its way to by now, in words: whoever decides alone reads it first."""
    items = AgendaItem.objects.filter(case=case, state__in=ON_THE_WAY).exclude(
        meeting__state__in=(Meeting.State.CANCELLED, Meeting.State.ENDED, Meeting.State.APPROVED)
    )
    found = items.select_related("body__unit", "meeting", "closed_by").order_by("pk")
    return [where(item) for item in found]
