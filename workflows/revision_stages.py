"""Where a revision of a plan stands, and a milestone's report in it, read from their rows alone."""

from directives.models import MilestoneReport, Revision

ORDER = ("name_owners", "collect", "compile", "referral", "revise", "decide", "publish", "end")
STAGES = {
    Revision.State.PLANNED: "name_owners",
    Revision.State.PREPARING: "name_owners",
    Revision.State.REPORTING: "collect",
    Revision.State.COMPILING: "compile",
    Revision.State.REFERRED: "referral",
    Revision.State.REVISING: "revise",
    Revision.State.PROPOSED: "decide",
    Revision.State.ADOPTED: "publish",
    Revision.State.PUBLISHED: "end",
    Revision.State.CANCELLED: "end",
}
COLLECTED_IN = (Revision.State.REPORTING, Revision.State.COMPILING)


def stage(revision: Revision) -> str:
    """The revision's stage, one of ``ORDER``."""
    return STAGES[Revision.State(revision.state)]


def report_stage(report: MilestoneReport) -> str:
    """The report's stage, ``report``, ``handle`` or ``end``: it is asked for, given, or over."""
    if report.state != MilestoneReport.State.GIVEN:
        return "report" if _is_collected(report) else "end"
    return "end" if report.outcome else "handle"


def _is_collected(report: MilestoneReport) -> bool:
    """Its owner can still hand it in."""
    if report.follow_up is not None:
        return report.follow_up.frozen_at is None
    return report.revision is not None and report.revision.state in COLLECTED_IN
