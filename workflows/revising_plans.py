"""The only hand on revisions of plans: every transition is taken here, under the process's lock.

A transition opens the verb's transaction, locks the process, asks ``access``, lets the verb change the rows,
and moves the process to where they now say that it is. What a round or a § does to a revision is followed
after the commit, and by the sweep. The reports of its milestones are in ``milestone_reports``.
"""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from viewflow.workflow.status import PROCESS

from cases import access, rounds
from cases.errors import Refused
from cases.models import AgendaItem, ReferralRound
from directives.models import Revision
from directives.plans.revisions import (
    board_papers,
    deciding,
    owners,
    planning,
    publishing,
    referring,
    reporting,
)
from directives.plans.revisions.errors import RoleMissing
from ledger.work import work
from organisation.models import User

from . import milestone_reports
from . import revision_openings as openings
from .flows.revision import RevisionFlow
from .following import step_towards
from .models import RevisionProcess
from .revision_stages import ORDER, stage
from .steps import allow, locked, stop

NODES: dict[str, Any] = {
    "name_owners": RevisionFlow.name_owners,
    "collect": RevisionFlow.collect_reports,
    "compile": RevisionFlow.compile_reports,
    "referral": RevisionFlow.await_round,
    "revise": RevisionFlow.revise_plan,
    "decide": RevisionFlow.await_decision,
    "publish": RevisionFlow.publish_plan,
}
WAITING = (RevisionFlow.await_round, RevisionFlow.await_decision)
MOST_STEPS = 2 * len(ORDER)

Verb = Callable[..., Any]

logger = logging.getLogger(__name__)


def begin(revision: Revision, *, by: User) -> Revision:
    """Begin the revision by hand; see ``planning.begin``."""
    with work():
        allow(by, "keep_plan", revision)
        begun = planning.begin(revision, by=by)
        _process(begun)
        return begun


def begin_due(today: date) -> list[Revision]:
    """Begin what the calendar says, each on its own: one that cannot begin stops no other. Run twice it begins once."""
    return [begun for revision in planning.due(today) if (begun := _begin_by_calendar(revision)) is not None]


def _begin_by_calendar(revision: Revision) -> Revision | None:
    try:
        with work():
            begun = planning.begin(revision, by=revision.planned_by or revision.plan.created_by)
            _process(begun)
            return begun
    except Refused as refusal:
        logger.warning("Revision %s does not begin: %s", revision.pk, refusal)
        return None


def open_reporting(revision: Revision, *, by: User) -> Revision:
    """Ask every owner; see ``owners.open_reporting``."""
    return _take(owners.open_reporting, revision, by=by)


def close_reporting(revision: Revision, *, by: User) -> Revision:
    """Begin to compile; see ``reporting.close_reporting``."""
    return _take(reporting.close_reporting, revision, by=by)


def refer(revision: Revision, *, by: User, last_day: date | None = None) -> ReferralRound:
    """Begin the round on what changed, in the revision's own case; its owner completes and sends it out.

    Raises NothingChanged, ReportsWaiting, ProposalsWaiting, NotThisStep, RoleMissing.
    """
    with work(), locked(_process(revision), RevisionFlow):
        allow(by, "keep_plan", revision)
        sections = referring.changed_sections(revision)
        referral_round = openings.begin_round(revision, by=by, last_day=last_day or revision.answers_by)
        _refuse_lost(by, "manage_round", referral_round)
        rounds.lay_sections(referral_round, sections, by=by)
        _follow(referring.remember_round(revision, referral_round, by=by))
        return referral_round


def skip_round(revision: Revision, *, by: User, reason: str) -> Revision:
    """Go on without a round; see ``referring.skip_round``."""
    return _take(referring.skip_round, revision, by=by, reason=reason)


def recall(revision: Revision, *, by: User, reason: str) -> Revision:
    """Take back a round that was never sent out; see ``referring.recall``."""
    return _take(referring.recall, revision, by=by, reason=reason)


def propose(revision: Revision, *, by: User) -> AgendaItem:
    """Freeze the plan and lay it before the body with the point that adopts exactly it.

    Raises RoundNotWeighed, NotThisStep, RoleMissing.
    """
    with work(), locked(_process(revision), RevisionFlow):
        allow(by, "keep_plan", revision)
        version = deciding.propose(revision, by=by)
        item = openings.begin_item(revision, by=by)
        _refuse_lost(by, "prepare_item", item)
        openings.let_adopt(item, revision, version.text, by=by)
        laid = deciding.lay_before(revision, item, by=by)
        board_papers.lay(laid, item, version, by=by)
        _follow(laid)
        return item


def take_back(revision: Revision, *, by: User) -> Revision:
    """Take a proposal back that nobody has announced; see ``deciding.take_back``."""
    return _take(deciding.take_back, revision, by=by)


def publish(revision: Revision, *, by: User) -> Revision:
    """Publish the adopted plan; see ``publishing.publish``."""
    return _take(publishing.publish, revision, by=by)


def cancel(revision: Revision, *, by: User, reason: str) -> Revision:
    """Break the revision off; see ``publishing.cancel``."""
    return _take(publishing.cancel, revision, by=by, reason=reason)


def follow(revision: Revision) -> bool:
    """Move the revision's process, and those of its reports, to where the rows say that they are."""
    with work():
        process = _process(revision)
        with locked(process, RevisionFlow):
            moved = _follow(revision)
    return milestone_reports.end_unfinished(revision) > 0 or moved


def _take(verb: Verb, revision: Revision, *, by: User, **facts: Any) -> Any:
    with work(), locked(_process(revision), RevisionFlow):
        allow(by, "keep_plan", revision)
        done = verb(revision, by=by, **facts)
        _follow(revision)
        return done


def _refuse_lost(by: User, action: str, made: ReferralRound | AgendaItem) -> None:
    """Nobody begins what they could not go on with. Raises RoleMissing, and nothing is begun."""
    if not access.can(by, action, made):
        raise RoleMissing


def _follow(revision: Revision) -> bool:
    process = RevisionProcess.objects.get(revision=revision)
    fresh = Revision.objects.get(pk=revision.pk)
    if process.status != PROCESS.NEW:
        return False
    if fresh.state == Revision.State.CANCELLED:
        stop(process, RevisionFlow)
        return True
    wanted = NODES.get(stage(fresh))
    return sum(step_towards(process, NODES, wanted, handles=WAITING) for _step in range(MOST_STEPS)) > 0


def _process(revision: Revision) -> RevisionProcess:
    """The revision's process; of two who begin it at once the second finds the first one's."""
    Revision.objects.select_for_update(no_key=True).only("pk").get(pk=revision.pk)
    if not RevisionProcess.objects.filter(revision=revision).exists():
        RevisionFlow.begin.run(revision=revision)
    return RevisionProcess.objects.get(revision=revision)
