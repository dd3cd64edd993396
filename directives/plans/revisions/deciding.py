"""The revised plan before its body: proposed, adopted by a §, or sent back to be revised again."""

from cases.models import AgendaItem, ReferralRound
from directives.models import PlanVersion, Revision
from directives.plans import adopting, cutting
from directives.plans.errors import RoundNotWeighed
from ledger.models import Event
from ledger.work import work
from organisation.models import User

from . import owners, taking_over
from .places import State, locked, move

WEIGHED = (ReferralRound.State.CLOSED, ReferralRound.State.DECIDED, ReferralRound.State.CANCELLED)
NO_DECISION = (AgendaItem.Outcome.RETURNED, AgendaItem.Outcome.REJECTED, AgendaItem.Outcome.WITHDRAWN)


def propose(revision: Revision, *, by: User) -> PlanVersion:
    """Freeze the planning version as the proposal.

    Raises RoundNotWeighed, OwnersMissing, WordingsLeft, NotThisStep, NotPlanning.
    """
    with work():
        fresh = locked(revision, State.REVISING)
        if fresh.round is not None and fresh.round.state not in WEIGHED:
            raise RoundNotWeighed
        owners.refuse_missing(fresh)
        taking_over.refuse_left(fresh)
        taking_over.follow_plan(fresh, by=by)
        if fresh.draft is None or fresh.case is None:
            raise ValueError("a revision under way has its planning version and case")
        return adopting.propose(fresh.draft, case=fresh.case, by=by)


def lay_before(revision: Revision, item: AgendaItem, *, by: User) -> Revision:
    """Let the revision wait for the item that adopts the proposal."""
    with work():
        fresh = locked(revision, State.REVISING)
        fresh.item = item
        fresh.save(update_fields=["item"])
        move(fresh, State.PROPOSED, by=by, kind="revision.proposed", item=item.pk)
        return fresh


def adopted(event: Event) -> None:
    """Let the revision whose version a decision adopted be adopted; run in the decision's own transaction."""
    found = Revision.objects.filter(draft=event.subject_id or 0, state=State.PROPOSED).first()
    if found is not None:
        by = User.objects.filter(pk=event.actor_id or 0).first()
        move(locked(found, State.PROPOSED), State.ADOPTED, by=by, kind="revision.adopted")


def item_closed(item: AgendaItem, *, by: User | None) -> Revision | None:
    """An item that ended without adopting sends the plan back: a new planning version is cut from the proposed one.

    A postponed item waits with the one that continues it. None when it was no revision's, or decided nothing.
    """
    with work():
        found = _of(item)
        if found is None or item.outcome not in NO_DECISION:
            return None
        fresh = locked(found, State.PROPOSED)
        if fresh.draft is None:
            raise ValueError("a proposed revision has its version")
        dropped = cutting.drop(fresh.draft, by=by)
        fresh.draft = cutting.cut(fresh.plan, by=by, source=dropped)
        fresh.save(update_fields=["draft"])
        move(fresh, State.REVISING, by=by, kind="revision.sent_back", item=item.pk)
        return fresh


def _of(item: AgendaItem) -> Revision | None:
    """The proposed revision the item carries, itself or through what it continues."""
    here: AgendaItem | None = item
    while here is not None:
        found = Revision.objects.filter(item=here, state=State.PROPOSED).first()
        if found is not None:
            return found
        here = here.continues
    return None
