"""The revised plan before its body: proposed, adopted by a §, or sent back to be revised again."""

from cases.meetings import points
from cases.models import AgendaItem, ReferralRound
from directives.models import PlanVersion, Revision
from directives.plans import adopting, cutting
from directives.plans.revisions.errors import ProposalAnnounced, RoundNotWeighed
from ledger.models import Event
from ledger.work import work
from organisation.models import User

from . import before_board, board_papers, owners, planning, taking_over
from .places import State, ask_keepers, locked, move

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
        fresh = locked(found, State.PROPOSED)
        item = _adopting_item(fresh)
        if item is not None and item.meeting is not None:
            fresh.meeting, fresh.decide_on, fresh.preliminary = item.meeting, item.meeting.on, False
            fresh.save(update_fields=["meeting", "decide_on", "preliminary"])
        move(fresh, State.ADOPTED, by=by, kind="revision.adopted", item=item.pk if item else None)


def item_moved(item: AgendaItem, *, by: User | None) -> None:
    """Let the revision follow its item to the meeting it is on, and its keepers be asked to announce it until it is."""
    found = _of(item)
    if found is None:
        return
    with work():
        fresh = locked(found, State.PROPOSED)
        planning.follow_calendar(fresh, by=by)
        ask_keepers(fresh, by=by)


def take_back(revision: Revision, *, by: User) -> Revision:
    """Revise on in a new planning version cut from the proposed one; its item is a draft without that point.

    Raises ProposalAnnounced, NotThisStep.
    """
    with work():
        fresh = locked(revision, State.PROPOSED)
        on_its_way = before_board.laid(fresh)
        if fresh.draft is None or on_its_way is None or not on_its_way.may_be_taken_back:
            raise ProposalAnnounced
        for point in on_its_way.item.points.filter(adoptions__version=fresh.draft.text_id):
            points.strike_point(point, by=by)
        board_papers.take_off(fresh, on_its_way.item, by=by)
        _cut_anew(fresh, by)
        move(fresh, State.REVISING, by=by, kind="revision.taken_back", item=on_its_way.item.pk)
        return fresh


def item_closed(item: AgendaItem, *, by: User | None) -> Revision | None:
    """An item that ended without adopting sends the plan back: a new planning version is cut from the proposed one.

    A postponed item waits with the one that continues it. None when it was no revision's, or decided nothing.
    """
    with work():
        found = _of(item)
        if found is None or item.outcome not in NO_DECISION:
            return None
        fresh = locked(found, State.PROPOSED)
        _cut_anew(fresh, by)
        move(fresh, State.REVISING, by=by, kind="revision.sent_back", item=item.pk)
        return fresh


def _cut_anew(revision: Revision, by: User | None) -> None:
    if revision.draft is None:
        raise ValueError("a proposed revision has its version")
    dropped = cutting.drop(revision.draft, by=by)
    revision.draft = cutting.cut(revision.plan, by=by, source=dropped)
    revision.save(update_fields=["draft"])


def _adopting_item(revision: Revision) -> AgendaItem | None:
    """The item whose § adopted the plan; its meeting's day is the day of the decision."""
    version = PlanVersion.objects.select_related("adoption__point__item__meeting").get(
        pk=revision.draft_id or 0
    )
    return version.adoption.point.item if version.adoption else None


def _of(item: AgendaItem) -> Revision | None:
    """The proposed revision the item carries, itself or through what it continues."""
    here: AgendaItem | None = item
    while here is not None:
        found = Revision.objects.filter(item=here, state=State.PROPOSED).first()
        if found is not None:
            return found
        here = here.continues
    return None
