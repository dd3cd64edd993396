"""The only hand on reports of milestones: each is written, given and handled under its own process's lock.

A transition opens the verb's transaction, locks the report's process, asks ``access``, lets the verb change the
rows, and moves the process to where they now say that it is.
"""

from collections.abc import Callable
from typing import Any

from viewflow.workflow.status import PROCESS

from directives.models import MilestoneReport, Revision
from directives.plans.revisions import compiling, owners, reporting, unreported
from ledger.work import work
from organisation.models import Unit, User

from .flows.milestone_report import MilestoneReportFlow
from .flows.revision import RevisionFlow
from .following import step_towards
from .models import MilestoneReportProcess, RevisionProcess
from .revision_stages import report_stage
from .steps import allow, locked, open_task

NODES: dict[str, Any] = {
    "report": MilestoneReportFlow.report_milestone,
    "handle": MilestoneReportFlow.handle_report,
}
MOST_STEPS = 2 * len(NODES)  # from any step to any other, back and forth

Verb = Callable[..., Any]


def save(report: MilestoneReport, *, by: User, **facts: Any) -> MilestoneReport:
    """Save what an owner writes; the first time its process begins. See ``reporting.save``."""
    return _take(reporting.save, report, "report_milestone", by=by, **facts)


def give(report: MilestoneReport, *, by: User) -> MilestoneReport:
    """Hand it in; see ``reporting.give``."""
    return _take(reporting.give, report, "report_milestone", by=by)


def reassign(
    report: MilestoneReport, *, by: User, owner: User | None = None, unit: Unit | None = None
) -> MilestoneReport:
    """Ask somebody else; see ``owners.reassign``."""
    return _take(owners.reassign, report, "keep_plan", by=by, owner=owner, unit=unit)


def give_back(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Return it for completion; see ``reporting.give_back``."""
    return _take(reporting.give_back, report, "keep_plan", by=by, reason=reason)


def take(report: MilestoneReport, *, by: User, **wording: Any) -> MilestoneReport:
    """Take it into the plan; see ``compiling.take``."""
    return _take(compiling.take, report, "keep_plan", by=by, **wording)


def keep_wording(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Leave the plan as it stands; see ``compiling.keep``."""
    return _take(compiling.keep, report, "keep_plan", by=by, reason=reason)


def let_stand(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Leave the plan as it stands where nothing was handed in; see ``unreported.let_stand``.

    The report's own process waits on: its owner may report until the changes are sent on.
    """
    allow(by, "keep_plan", report)
    return unreported.let_stand(report, by=by, reason=reason)


def let_all_stand(revision: Revision, *, by: User, reason: str) -> int:
    """The same for everything that never came; see ``unreported.let_all_stand``."""
    allow(by, "keep_plan", revision)
    return unreported.let_all_stand(revision, by=by, reason=reason)


def end_unfinished(revision: Revision) -> int:
    """Let what was begun and never handed in end with the collecting; answers how many ended."""
    left = MilestoneReport.objects.filter(revision=revision, process__status=PROCESS.NEW)
    given = MilestoneReport.State.GIVEN
    return sum(_end(report) for report in left.exclude(state=given).order_by("pk"))


def _take(verb: Verb, report: MilestoneReport, action: str, *, by: User, **facts: Any) -> Any:
    with work(), locked(_process(report), MilestoneReportFlow):
        allow(by, action, report)
        done = verb(report, by=by, **facts)
        _follow(report)
        return done


def _end(report: MilestoneReport) -> bool:
    with work(), locked(_process(report), MilestoneReportFlow):
        return _follow(report)


def _follow(report: MilestoneReport) -> bool:
    process = MilestoneReportProcess.objects.get(report=report)
    if process.status != PROCESS.NEW:
        return False
    wanted = NODES.get(report_stage(MilestoneReport.objects.get(pk=report.pk)))
    return sum(step_towards(process, NODES, wanted) for _step in range(MOST_STEPS)) > 0


def _process(report: MilestoneReport) -> MilestoneReportProcess:
    MilestoneReport.objects.select_for_update(no_key=True).only("pk").get(pk=report.pk)
    if not MilestoneReportProcess.objects.filter(report=report).exists():
        MilestoneReportFlow.begin.run(report=report, below=_collecting_step(report))
    return MilestoneReportProcess.objects.get(report=report)


def _collecting_step(report: MilestoneReport) -> Any:
    """The step that collects reports, while it waits; a follow-up's reports stand alone."""
    process = RevisionProcess.objects.filter(revision=report.revision_id).first()
    return open_task(process, RevisionFlow.collect_reports) if process else None
