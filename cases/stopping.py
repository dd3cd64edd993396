"""Ending an answer under way because nobody waits for it any more; its words stay with those who wrote them."""

from organisation import clock
from organisation.models import User

from .answers import OPEN
from .models import Answer, ItemRequest, Recipient
from .work_items import finish_items


def stop_answers(recipients: list[Recipient], *, by: User, reason: str) -> list[Answer]:
    """Stop every open answer of these places and take their tasks off all lists; answers what was stopped."""
    for recipient in recipients:
        finish_items(recipient, by=by)
    under_way = Answer.objects.filter(parties__recipient__in=recipients, state__in=OPEN)
    stopped = list(under_way.select_for_update(of=("self",)).order_by("pk"))
    end_requests(stopped, by)
    Answer.objects.filter(pk__in=[answer.pk for answer in stopped]).update(
        state=Answer.State.STOPPED, ended_at=clock.now(), ended_by=by, end_reason=reason
    )
    return stopped


def end_requests(answers: list[Answer], by: User) -> None:
    """Take back what colleagues were asked for in these answers."""
    waiting = ItemRequest.objects.filter(
        item__answer__in=answers, done_at__isnull=True, withdrawn_at__isnull=True
    )
    for request in waiting:
        finish_items(request, by=by)
    waiting.update(withdrawn_at=clock.now())
