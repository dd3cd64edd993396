"""The only hand on revisions of plans: every transition is taken here, under the process's lock.

A transition opens the verb's transaction, locks the process, asks ``access``, lets the verb change the rows,
and moves the process to where they now say that it is. What a round or a § does to a revision is followed
after the commit, and by the sweep.
"""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from viewflow.workflow.status import PROCESS

from cases import access, rounds
from cases.errors import NotAllowed, Refused
from cases.meetings import points, preparing
from cases.models import AgendaItem, Diary, ReferralRound
from directives.models import MilestoneReport, Revision
from directives.plans.revisions import (
    board_papers,
    compiling,
    deciding,
    owners,
    planning,
    publishing,
    referring,
    reporting,
    titles,
    unreported,
)
from directives.plans.revisions.errors import RoleMissing
from ledger.work import work
from organisation.models import Unit, User

from . import engine
from .flows.milestone_report import MilestoneReportFlow
from .flows.revision import RevisionFlow
from .following import step_towards
from .item_stages import newest
from .models import MilestoneReportProcess, RevisionProcess
from .revision_stages import ORDER, report_stage, stage
from .steps import locked, open_task, stop

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
REPORT_NODES: dict[str, Any] = {
    "report": MilestoneReportFlow.report_milestone,
    "handle": MilestoneReportFlow.handle_report,
}
MOST_STEPS = 2 * len(ORDER)
LANGUAGE = "sv"

Verb = Callable[..., Any]

logger = logging.getLogger(__name__)


def begin(revision: Revision, *, by: User) -> Revision:
    """Begin the revision by hand; see ``planning.begin``."""
    with work():
        _allow(by, "keep_plan", revision)
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
        _allow(by, "keep_plan", revision)
        sections = referring.changed_sections(revision)
        referral_round = _round(revision, by, last_day or revision.answers_by)
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
        _allow(by, "keep_plan", revision)
        version = deciding.propose(revision, by=by)
        item = _item(revision, by)
        _refuse_lost(by, "prepare_item", item)
        _let_adopt(item, revision, version.text, by)
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


def save_report(report: MilestoneReport, *, by: User, **facts: Any) -> MilestoneReport:
    """Save what an owner writes; the first time its process begins. See ``reporting.save``."""
    return _take_report(reporting.save, report, "report_milestone", by=by, **facts)


def give_report(report: MilestoneReport, *, by: User) -> MilestoneReport:
    """Hand it in; see ``reporting.give``."""
    return _take_report(reporting.give, report, "report_milestone", by=by)


def reassign_report(
    report: MilestoneReport, *, by: User, owner: User | None = None, unit: Unit | None = None
) -> MilestoneReport:
    """Ask somebody else; see ``owners.reassign``."""
    return _take_report(owners.reassign, report, "keep_plan", by=by, owner=owner, unit=unit)


def return_report(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Return it for completion; see ``reporting.give_back``."""
    return _take_report(reporting.give_back, report, "keep_plan", by=by, reason=reason)


def take_report(report: MilestoneReport, *, by: User, **wording: Any) -> MilestoneReport:
    """Take it into the plan; see ``compiling.take``."""
    return _take_report(compiling.take, report, "keep_plan", by=by, **wording)


def keep_wording(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Leave the plan as it stands; see ``compiling.keep``."""
    return _take_report(compiling.keep, report, "keep_plan", by=by, reason=reason)


def let_stand(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Leave the plan as it stands where nothing was handed in; see ``unreported.let_stand``.

    The report's own process waits on: its owner may report until the changes are sent on.
    """
    _allow(by, "keep_plan", report)
    return unreported.let_stand(report, by=by, reason=reason)


def let_all_stand(revision: Revision, *, by: User, reason: str) -> int:
    """The same for everything that never came; see ``unreported.let_all_stand``."""
    _allow(by, "keep_plan", revision)
    return unreported.let_all_stand(revision, by=by, reason=reason)


def follow(revision: Revision) -> bool:
    """Move the revision's process, and those of its reports, to where the rows say that they are."""
    with work():
        process = _process(revision)
        with locked(process, RevisionFlow):
            moved = _follow(revision)
    return _end_unfinished(revision) > 0 or moved


def _take(verb: Verb, revision: Revision, *, by: User, **facts: Any) -> Any:
    with work(), locked(_process(revision), RevisionFlow):
        _allow(by, "keep_plan", revision)
        done = verb(revision, by=by, **facts)
        _follow(revision)
        return done


def _take_report(verb: Verb, report: MilestoneReport, action: str, *, by: User, **facts: Any) -> Any:
    with work(), locked(_report_process(report), MilestoneReportFlow):
        _allow(by, action, report)
        done = verb(report, by=by, **facts)
        _follow_report(report)
        return done


def _refuse_lost(by: User, action: str, made: ReferralRound | AgendaItem) -> None:
    """Nobody begins what they could not go on with. Raises RoleMissing, and nothing is begun."""
    if not access.can(by, action, made):
        raise RoleMissing


def _allow(by: User, action: str, subject: Revision | MilestoneReport) -> None:
    if not access.can(by, action, subject):
        raise NotAllowed


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


def _end_unfinished(revision: Revision) -> int:
    """Let what was begun and never handed in end with the collecting; answers how many ended."""
    left = MilestoneReport.objects.filter(revision=revision, process__status=PROCESS.NEW)
    given = MilestoneReport.State.GIVEN
    return sum(_end(report) for report in left.exclude(state=given).order_by("pk"))


def _end(report: MilestoneReport) -> bool:
    with work(), locked(_report_process(report), MilestoneReportFlow):
        return _follow_report(report)


def _follow_report(report: MilestoneReport) -> bool:
    process = MilestoneReportProcess.objects.get(report=report)
    if process.status != PROCESS.NEW:
        return False
    wanted = REPORT_NODES.get(report_stage(MilestoneReport.objects.get(pk=report.pk)))
    return sum(step_towards(process, REPORT_NODES, wanted) for _step in range(MOST_STEPS)) > 0


def _process(revision: Revision) -> RevisionProcess:
    """The revision's process; of two who begin it at once the second finds the first one's."""
    Revision.objects.select_for_update(no_key=True).only("pk").get(pk=revision.pk)
    if not RevisionProcess.objects.filter(revision=revision).exists():
        RevisionFlow.begin.run(revision=revision)
    return RevisionProcess.objects.get(revision=revision)


def _report_process(report: MilestoneReport) -> MilestoneReportProcess:
    MilestoneReport.objects.select_for_update(no_key=True).only("pk").get(pk=report.pk)
    if not MilestoneReportProcess.objects.filter(report=report).exists():
        MilestoneReportFlow.begin.run(report=report, below=_collecting_step(report))
    return MilestoneReportProcess.objects.get(report=report)


def _collecting_step(report: MilestoneReport) -> Any:
    """The step that collects reports, while it waits; a follow-up's reports stand alone."""
    process = RevisionProcess.objects.filter(revision=report.revision_id).first()
    return open_task(process, RevisionFlow.collect_reports) if process else None


def _round(revision: Revision, by: User, last_day: date) -> ReferralRound:
    plan, case = revision.plan, revision.case
    if case is None:
        raise ValueError("a revision under way has its case")
    with override(LANGUAGE):
        title = _("Förslag till revidering %(year)s av %(plan)s") % {
            "year": revision.year,
            "plan": plan.title,
        }
        summary = _("Bara det som är nytt, ändrat, flyttat, klart eller struket. Resten av planen står kvar.")
    diary = Diary.objects.get(pk=case.diary_id)
    referral_round = engine.begin_round(
        by=by, unit=plan.unit, diary=diary, title=titles.told_apart(title, revision), case=case
    )
    rounds.change_round(referral_round, by=by, summary=summary, last_day=last_day)
    return referral_round


def _item(revision: Revision, by: User) -> AgendaItem:
    """The item of a plan that came back for another turn, or was taken back; else a new one."""
    plan = revision.plan
    if revision.item is not None:
        known = newest(revision.item)
        if known.state == AgendaItem.State.DRAFTED:
            return known
    if plan.body is None:
        raise ValueError("a revision is planned for a body")
    with override(LANGUAGE):
        title = _("Revidering %(year)s av %(plan)s") % {"year": revision.year, "plan": plan.title}
    called = titles.told_apart(title, revision)
    return preparing.draft_item(revision.case, plan.body, by=by, title=called, referral_round=revision.round)


def _let_adopt(item: AgendaItem, revision: Revision, wording: Any, by: User) -> None:
    plan = revision.plan
    old = next((point for point in points.standing(item) if point.kind == "adopt"), None)
    if old is not None:
        points.change_point(old, by=by, kind="adopt", versions=[wording])
        return
    with override(LANGUAGE):
        text = _("Nämnden fastställer %(plan)s i den lydelse som ligger i ärendet.") % {"plan": plan.title}
    points.add_point(item, by=by, text=text, kind="adopt", versions=[wording])
