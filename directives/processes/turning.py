"""What a need leads to: a round or an assignment, drafted first and told to the asker when it is given."""

from django.db.models import QuerySet

from cases.models import ReferralRound
from cases.work_items import open_items
from directives.models import Assignment, Need
from ledger.work import work
from organisation.models import User

from . import holders, needs
from .errors import TurnMissing


def turn(
    need: Need, *, by: User, round: ReferralRound | None = None, assignment: Assignment | None = None
) -> Need:
    """Say which round or assignment comes of it: told to the asker when it is no draft any more.

    Raises TurnMissing, NeedSettled.
    """
    if round is None and assignment is None:
        raise TurnMissing
    with work():
        fresh = needs.opened(need)
        fresh.round, fresh.assignment = round, assignment
        if _is_draft(round, assignment):
            needs.settle(fresh, Need.State.DRAFTING, by, "round", "assignment")
            needs.tell("need.prepared", fresh, by)
        else:
            _lead_on(fresh, by)
        return fresh


def lead_on(rows: QuerySet[Need], *, by: User) -> None:
    """What was drafted for these has been sent or offered."""
    with work():
        for need in rows.filter(state=Need.State.DRAFTING).order_by("pk"):
            _lead_on(needs.opened(need), by)


def come_back(rows: QuerySet[Need], *, by: User | None) -> None:
    """What came of these was dropped: they wait again where they waited before."""
    with work():
        for need in rows.filter(state__in=[Need.State.DRAFTING, Need.State.TURNED]).order_by("pk"):
            fresh = needs.locked(need)
            fresh.round = fresh.assignment = None
            _wait_again(fresh, by)
            needs.tell("need.came_back", fresh, by)


def _is_draft(round: ReferralRound | None, assignment: Assignment | None) -> bool:
    """Nobody has been asked anything yet."""
    if round is not None:
        return round.state == ReferralRound.State.DRAFT
    return assignment is not None and assignment.state == Assignment.State.DRAFTED


def _lead_on(need: Need, by: User) -> None:
    needs.settle(need, Need.State.TURNED, by, "round", "assignment")
    ids = {"round": need.round_id, "assignment": need.assignment_id}
    for one in (need, *need.merged.select_related(*needs.RELATED)):
        needs.tell("need.turned", one, by, **ids)


def _wait_again(need: Need, by: User | None) -> None:
    """With whom it was left, else with whoever leads the process."""
    if need.routed_to:
        needs.settle(need, Need.State.ROUTED, by or need.settled_by, "round", "assignment")
        if need.routed_unit is not None:
            open_items([needs.item_for_unit(need, need.routed_unit)])
        return
    need.state, need.settled_at, need.settled_by = Need.State.NEW, None, None
    need.save(update_fields=["state", "settled_at", "settled_by", "round", "assignment"])
    holders.lay_need(need, need.process, by=by)
