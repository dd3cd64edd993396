"""Remissrundor: what a person manages, has received or may follow."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access, queries
from cases.compilation import ENDED
from cases.models import Recipient, ReferralRound
from cases.text import normalise
from organisation.http import SignedInRequest
from organisation.models import Unit, User

PAGE = 25


@dataclass
class Row:
    """A round in the list; how many have answered is told to those who manage it."""

    round: ReferralRound
    managed: bool
    asked: int = 0
    answered: int = 0
    own: list[Recipient] = field(default_factory=list)


@require_safe
def rounds(request: SignedInRequest) -> HttpResponse:
    """The rounds, newest first, a page at a time."""
    found = queries.rounds_of(request.user).select_related("version")
    last = found.filter(public_id=normalise(request.GET.get("fore", ""))).first()
    if last:
        same_time = Q(created_at=last.created_at, pk__lt=last.pk)
        found = found.filter(Q(created_at__lt=last.created_at) | same_time)
    page = list(found[: PAGE + 1])
    context = {
        "rows": rows_for(request.user, page[:PAGE]),
        "older": f"?fore={page[PAGE - 1].public_id}" if len(page) > PAGE else "",
        "newer": request.path if last else "",
        "may_create": access.visible_to(request.user, Unit, "create_round").exists(),
    }
    return render(request, "rounds/list.html", context)


def rows_for(user: User, page: list[ReferralRound]) -> list[Row]:
    """The page's rounds with what this person may know about each, in three queries."""
    managed = set(
        access.visible_to(user, ReferralRound, "manage_round")
        .filter(pk__in=[one.pk for one in page])
        .values_list("pk", flat=True)
    )
    rows = {one.pk: Row(one, one.pk in managed) for one in page}
    _count_answers(rows, managed)
    own = access.visible_to(user, Recipient, "read_draft").filter(round__in=rows)
    for recipient in own.select_related("unit"):
        rows[recipient.round_id].own.append(recipient)
    return list(rows.values())


def _count_answers(rows: dict[int, Row], managed: set[int]) -> None:
    listed = Recipient.objects.filter(round__in=managed, listed=True)
    listed = listed.exclude(state=Recipient.State.WITHDRAWN)
    states = Counter(listed.values_list("round", "state"))
    for (round_id, state), count in states.items():
        rows[round_id].asked += count
        rows[round_id].answered += count if state in ENDED else 0
