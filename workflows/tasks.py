"""Jobs of the flows: load by id, call one function, run twice with the same result."""

import logging

from celery import shared_task
from django.db.models import Q
from viewflow.workflow.exceptions import FlowLockFailed

from cases.errors import Busy
from cases.models import AgendaItem, ReferralRound
from directives.models import Assignment, Revision
from organisation import clock

from . import assigning, engine, following, revising_plans
from .models import AssignmentProcess, DecisionProcess, RevisionProcess, TransferProcess

logger = logging.getLogger(__name__)


@shared_task
def advance_round(round_id: int) -> bool:
    """Move one round on if it is ready."""
    clock.read_demo_shift()
    return engine.advance(ReferralRound.objects.get(pk=round_id))


@shared_task
def advance_rounds() -> int:
    """Move every open round on that is ready; finds what a lost doorbell missed."""
    clock.read_demo_shift()
    waiting = ReferralRound.objects.filter(state=ReferralRound.State.OPEN)
    return sum(_advance(referral_round) for referral_round in waiting)


@shared_task
def follow_item(item_id: int) -> bool:
    """Let one item's process follow its rows."""
    clock.read_demo_shift()
    item = AgendaItem.objects.filter(pk=item_id).first()
    return item is not None and following.follow(item)


@shared_task
def follow_meeting(meeting_id: int) -> int:
    """The same for every item of one meeting."""
    clock.read_demo_shift()
    return following.follow_meeting(meeting_id)


@shared_task
def follow_items() -> int:
    """Let every matter that has not ended follow its rows; finds what a lost doorbell missed."""
    clock.read_demo_shift()
    known = DecisionProcess.objects.values("item")
    begun = AgendaItem.objects.filter(case__isnull=False, continues__isnull=True).exclude(pk__in=known)
    waiting = AgendaItem.objects.filter(process__status="NEW").select_related("continues")
    return sum(following.follow(item) for item in [*begun, *waiting])


@shared_task
def follow_assignment(assignment_id: int) -> bool:
    """Let one assignment's process follow its row."""
    clock.read_demo_shift()
    assignment = Assignment.objects.filter(pk=assignment_id).first()
    return assignment is not None and assigning.follow(assignment)


@shared_task
def follow_assignments() -> int:
    """Let every assignment whose process lags behind follow its row; finds what a lost doorbell missed."""
    clock.read_demo_shift()
    known = AssignmentProcess.objects.values("assignment")
    ended = (Assignment.State.FULFILLED, Assignment.State.WITHDRAWN)
    begun = Assignment.objects.exclude(pk__in=known).exclude(state__in=ended)
    going_on = AssignmentProcess.objects.filter(status="NEW").values("assignment")
    asked = TransferProcess.objects.filter(status="NEW").values("transfer__assignment")
    waiting = Assignment.objects.filter(Q(pk__in=going_on) | Q(pk__in=asked))
    return sum(_follow(row) for row in [*begun, *waiting])


@shared_task
def begin_revisions() -> int:
    """Begin the revisions of plans whose day has come; once per plan and year, however often it is called."""
    clock.read_demo_shift()
    return len(revising_plans.begin_due(clock.today()))


@shared_task
def follow_revision(revision_id: int) -> bool:
    """Let one revision's process follow its row."""
    clock.read_demo_shift()
    revision = Revision.objects.filter(pk=revision_id).first()
    return revision is not None and _follow_revision(revision)


@shared_task
def follow_revisions() -> int:
    """Let every revision whose process lags behind follow its row; finds what a lost doorbell missed."""
    clock.read_demo_shift()
    going_on = RevisionProcess.objects.filter(status="NEW").values("revision")
    return sum(_follow_revision(row) for row in Revision.objects.filter(pk__in=going_on))


def _follow_revision(revision: Revision) -> bool:
    """One revision that is held by somebody else stops no other; the next sweep tries it again."""
    try:
        return revising_plans.follow(revision)
    except Busy:
        logger.warning("Revision %s is held by somebody else; the next sweep follows it.", revision.pk)
        return False


def _follow(assignment: Assignment) -> bool:
    """One assignment that is held by somebody else stops no other; the next sweep tries it again."""
    try:
        return assigning.follow(assignment)
    except Busy:
        logger.warning("Assignment %s is held by somebody else; the next sweep follows it.", assignment.pk)
        return False


def _advance(referral_round: ReferralRound) -> bool:
    """One round that is held by somebody else stops no other; the next sweep tries it again."""
    try:
        return engine.advance(referral_round)
    except FlowLockFailed:
        logger.warning("Round %s is held by somebody else; the next sweep advances it.", referral_round.pk)
        return False
