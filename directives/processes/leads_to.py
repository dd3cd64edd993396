"""What a process leads to: its rounds, steering documents, decisions and assignments, as far as one may read."""

from typing import Any

from django.db.models import Q

from cases import access, decided
from cases.models import ReferralRound
from directives import steering
from directives.models import Assignment, Process
from organisation import clock
from organisation.models import User

ROWS = 20
SEEING = ("commission", "take_assignment", "see_assignment")


def everything(user: User, process: Process) -> dict[str, Any]:
    """The newest of each kind."""
    return {
        "rounds": rounds(user, process)[:ROWS],
        "documents": documents(user, process)[:ROWS],
        "items": items(user, process)[:ROWS],
        "decisions": decisions(user, process)[:ROWS],
        "assignments": assignments(user, process)[:ROWS],
    }


def rounds(user: User, process: Process) -> Any:
    """Rounds the process's unit sends."""
    seen = access.visible_by_any(user, ReferralRound, "see_round", "manage_round")
    return (
        seen.filter(unit=process.unit or 0).select_related("case", "version").order_by("-created_at", "-pk")
    )


def documents(user: User, process: Process) -> Any:
    """Steering documents valid today that are the process's by their card, or its unit's."""
    mine = Q(document__steering_card__process=process)
    if process.unit:
        mine |= Q(document__steering_card__process=None, unit=process.unit)
    today = steering.valid_on(clock.today()).values("pk")
    rows = steering.readable_by(user).filter(mine, pk__in=today)
    return rows.order_by("title", "pk")


def items(user: User, process: Process) -> Any:
    """§ that decided on the rounds of the process."""
    rows = decided.readable_items(user).filter(round__unit=process.unit or 0, paragraph__isnull=False)
    return rows.select_related("meeting", "body__unit").order_by("-meeting__on", "-pk")


def decisions(user: User, process: Process) -> Any:
    """Officials' decisions on them."""
    rows = decided.readable_decisions(user).filter(round__unit=process.unit or 0)
    return rows.select_related("decider").order_by("-decided_at", "-pk")


def assignments(user: User, process: Process) -> Any:
    """Assignments about the process."""
    seen = access.visible_by_any(user, Assignment, *SEEING).filter(process=process)
    related = ("case", "taker_user", "taker_unit")
    return seen.select_related(*related).order_by("-pk")
