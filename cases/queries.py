"""Lists: what waits for a person, rounds, cases, and the matrix, each in a constant number of queries."""

from collections import defaultdict
from datetime import datetime

from django.db.models import QuerySet

from organisation.models import User

from . import access, waiting
from .models import Answer, AnswerItem, AnswerParty, Case, ReferralRound, WorkItem

PAGE = 50
COUNT_CAP = 1000


def inbox(user: User, *, before: tuple[datetime, int] | None = None, limit: int = PAGE) -> list[WorkItem]:
    """What ``user`` can do now, newest first; ``before`` is the (created_at, id) of the last row seen."""
    items = WorkItem.objects.filter(pk__in=waiting.newest(user, limit=limit, before=before))
    return list(items.select_related("case", "unit", "user").order_by("-created_at", "-pk"))


def inbox_count(user: User) -> int:
    """How many things wait for ``user``, counted to 1,000 at most."""
    return WorkItem.objects.filter(pk__in=waiting.newest(user, limit=COUNT_CAP)).count()


def rounds_of(user: User) -> QuerySet[ReferralRound]:
    """Rounds ``user`` manages, received or follows, newest first."""
    visible = access.visible_by_any(user, ReferralRound, "see_round", "manage_round")
    return visible.select_related("case", "unit").order_by("-created_at", "-pk")


def cases_of(user: User) -> QuerySet[Case]:
    """Registered cases ``user`` may see, newest first."""
    return (
        access.visible_to(user, Case, "see_case")
        .select_related("diary", "unit")
        .order_by("-opened_at", "-pk")
    )


def readable_answers(user: User, referral_round: ReferralRound) -> dict[int, Answer]:
    """Released answers and abstentions of the round that ``user`` may read, by recipient id."""
    visible = access.visible_by_any(user, Answer, "read_answers", "read_shared")
    parties = AnswerParty.objects.filter(recipient__round=referral_round, current=True, answer__in=visible)
    rows = parties.select_related("answer__released_by", "answer__abstained_by")
    return {party.recipient_id: party.answer for party in rows}


def items_of(answers: dict[int, Answer]) -> dict[int, list[AnswerItem]]:
    """The items of these released answers, by the same keys, in the order of the draft."""
    released = {key: answer for key, answer in answers.items() if answer.state == Answer.State.RELEASED}
    rows = (
        AnswerItem.objects.filter(answer__in=released.values())
        .select_related("question__section_version")
        .order_by("question__position", "pk")
    )
    by_answer: dict[int, list[AnswerItem]] = defaultdict(list)
    for row in rows:
        by_answer[row.answer_id].append(row)
    return {key: by_answer[answer.pk] for key, answer in released.items()}
