"""A person's own mail as it was sent, for the demo, where no mail leaves the machine."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cases import history
from ledger.models import Event
from organisation.models import User

from .messages import Message, compose
from .models import Notice

NEWEST = 40


@dataclass(frozen=True)
class Letter:
    """One mail: what it tells of, what became of it, and what it says."""

    event: Event
    notice: Notice
    message: Message


def newest(user: User) -> list[Letter]:
    """The newest mails to ``user``, without those that were dropped or may no longer be known."""
    notices = list(_mails(user)[:NEWEST])
    events = Event.objects.filter(pk__in=[notice.event_id for notice in notices])
    known = {event.pk: event for event in history.only_known(user, events)}
    return [
        Letter(event, notice, message)
        for notice in notices
        if (event := known.get(notice.event_id)) and (message := compose(event, user))
    ]


def _mails(user: User) -> QuerySet[Notice]:
    mails = Notice.objects.filter(recipient=user, channel=Notice.Channel.MAIL)
    return mails.exclude(state=Notice.State.DROPPED).order_by("-event_id")
