"""What a person has been told, newest first."""

from cases import history
from ledger.models import Event
from organisation.models import User

from .models import Notice

NEWEST = 10


def newest(user: User) -> list[Event]:
    """The newest events ``user`` was told of and may still know of."""
    told = (
        Notice.objects.filter(recipient=user, channel=Notice.Channel.APP)
        .order_by("-id")
        .values("event_id")[: NEWEST * 3]
    )
    events = Event.objects.filter(pk__in=list(told.values_list("event_id", flat=True)))
    return list(history.only_known(user, events).order_by("-id")[:NEWEST])
