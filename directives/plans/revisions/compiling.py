"""Compiling a revision: what each report changes in the planning version, who is silent, the summary."""

from typing import Any

from django.db.models import QuerySet

from cases.text import normalise
from directives.models import MilestoneReport, MilestoneWording, PartProposal, Revision
from directives.plans import building
from directives.plans.errors import ChangedMeanwhile, NotInVersion, ReasonMissing
from directives.plans.revisions.errors import ProposalsWaiting, ReportClosed, ReportsWaiting
from ledger.work import work
from organisation.models import User

from . import unreported
from .places import State, locked, tell

Outcome = MilestoneReport.Outcome
WRITTEN = (State.REPORTING, State.COMPILING, State.REVISING)


def unhandled(revision: Revision) -> QuerySet[MilestoneReport]:
    """Given reports nobody has taken a position on."""
    given = MilestoneReport.objects.filter(revision=revision, state=MilestoneReport.State.GIVEN)
    return given.filter(outcome=Outcome.PENDING)


def take(report: MilestoneReport, *, by: User, **wording: Any) -> MilestoneReport:
    """Let the milestone be as its owner reports; ``wording`` overrides what of it is written otherwise.

    The old wording is kept beside a new one. Raises ReportClosed, NotInVersion and what building raises.
    """
    with work():
        fresh, revision = _given(report)
        row = _row(fresh, revision)
        facts = _facts(fresh, row) | wording
        if facts.get("title", row.title) != row.title:
            facts |= {"earlier_wording": row.title, "earlier_year": revision.year - 1}
        building.change(row, by=by, reason=fresh.reason, **facts)
        return _handle(fresh, revision, Outcome.TAKEN, "", by)


def keep(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Leave the milestone as it stands, saying why. Raises ReasonMissing, ReportClosed."""
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        fresh, revision = _given(report)
        return _handle(fresh, revision, Outcome.KEPT, why, by)


def take_all(revision: Revision, *, by: User) -> int:
    """Take every given report that waits as it is; answers how many."""
    with work():
        fresh = locked(revision, *WRITTEN)
        waiting = list(unhandled(fresh))
        for report in waiting:
            take(report, by=by)
        return len(waiting)


def save_summary(revision: Revision, *, by: User, text: str, edition: int) -> Revision:
    """Save the summary of what changed and why. Raises ChangedMeanwhile, NotThisStep."""
    with work():
        fresh = locked(revision, *WRITTEN)
        if fresh.edition != edition and fresh.summary != normalise(text).strip():
            raise ChangedMeanwhile
        fresh.summary, fresh.edition = normalise(text).strip(), fresh.edition + 1
        fresh.save(update_fields=["summary", "edition"])
        return fresh


def refuse_unhandled(revision: Revision) -> None:
    """What is sent on has a position on every report and proposal.

    Raises ReportsWaiting, ReturnedWaiting, ProposalsWaiting.
    """
    reports = unhandled(revision).count()
    if reports:
        raise ReportsWaiting(count=reports)
    unreported.refuse_returned(revision)
    proposals = revision.proposals.filter(state=PartProposal.State.PROPOSED).count()
    if proposals:
        raise ProposalsWaiting(count=proposals)


def _given(report: MilestoneReport) -> tuple[MilestoneReport, Revision]:
    if report.revision is None:
        raise ReportClosed
    revision = locked(report.revision, *WRITTEN)
    fresh = MilestoneReport.objects.select_for_update(of=["self"]).select_related("part").get(pk=report.pk)
    if fresh.state != MilestoneReport.State.GIVEN:
        raise ReportClosed
    return fresh, revision


def _row(report: MilestoneReport, revision: Revision) -> MilestoneWording:
    rows = MilestoneWording.objects.filter(version=revision.draft, part=report.part)
    row = rows.select_related("part", "version__plan").first()
    if row is None:
        raise NotInVersion(name=report.part.get_kind_display())
    return row


def _facts(report: MilestoneReport, row: MilestoneWording) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "status": report.status,
        "status_reason": report.reason,
        "trend": report.trend,
        "title": report.new_title or row.title,
        "description": report.new_description or row.description,
    }
    if report.next_year is not None and report.next_year != row.last_year:
        first = row.first_year if row.first_year and row.first_year != row.last_year else report.next_year
        facts |= {
            "first_year": min(first, report.next_year),
            "last_year": report.next_year,
            "years_words": "",
        }
    return facts


def _handle(
    report: MilestoneReport, revision: Revision, outcome: str, reason: str, by: User
) -> MilestoneReport:
    report.outcome, report.outcome_reason = outcome, reason
    report.save(update_fields=["outcome", "outcome_reason"])
    tell("milestone.report_handled", revision, by, report=report.pk, owner=report.owner_id)
    return report
