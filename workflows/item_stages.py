"""Where an item of business stands, read from its rows alone."""

from cases.models import AgendaItem, Extract, PublicNotice, Undertaking

ORDER = ("prepare", "review", "agenda", "decide", "approve", "notice", "deliver", "follow_up", "end")
BEFORE = {
    AgendaItem.State.DRAFTED: "prepare",
    AgendaItem.State.REVIEW: "review",
    AgendaItem.State.ANNOUNCED: "agenda",
    AgendaItem.State.LISTED: "decide",
}
OPEN = (Undertaking.State.OPEN, Undertaking.State.REPORTED)


def stage(item: AgendaItem) -> str:
    """The stage's name, one of ``ORDER``. Groups approve no minutes: their items end when they are closed."""
    if item.state in BEFORE:
        return BEFORE[AgendaItem.State(item.state)]
    if item.outcome == AgendaItem.Outcome.WITHDRAWN or item.paragraph is None:
        return "end"
    if item.occasion is None or item.occasion.completed_at is None:
        return "approve"
    if not PublicNotice.objects.filter(occasion=item.occasion).exists():
        return "notice"
    if Extract.objects.filter(item=item, delivered_at__isnull=True).exists():
        return "deliver"
    if Undertaking.objects.filter(point__item=item, state__in=OPEN).exists():
        return "follow_up"
    return "end"


def first(item: AgendaItem) -> AgendaItem:
    """The item the matter began with."""
    while item.continues is not None:
        item = item.continues
    return item


def newest(item: AgendaItem) -> AgendaItem:
    """The item that carries the matter now: the one that continues it in the end."""
    while (later := AgendaItem.objects.filter(continues=item).first()) is not None:
        item = later
    return item
