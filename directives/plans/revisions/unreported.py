"""What nobody has handed in: named before the changes are sent on and after, and decided upon by whoever compiles."""

from django.db.models import QuerySet

from cases.text import normalise
from directives.models import MilestoneReport, Revision
from directives.plans.errors import ReasonMissing
from directives.plans.revisions.errors import ReportClosed, ReturnedWaiting
from ledger.work import work
from organisation.models import User

from . import names, owners, reporting
from .places import State, locked, tell

Report = MilestoneReport.State
Outcome = MilestoneReport.Outcome
DECIDED_IN = (State.COMPILING, State.REVISING)


def returned(revision: Revision) -> QuerySet[MilestoneReport]:
    """Reports that went back for completion and have not come again, nor been decided upon."""
    return reporting.silent(revision).filter(state=Report.RETURNED, outcome=Outcome.PENDING)


def unsaid(revision: Revision) -> QuerySet[MilestoneReport]:
    """Reports that never came, and that nobody has decided upon."""
    return reporting.silent(revision).exclude(state=Report.RETURNED).filter(outcome=Outcome.PENDING)


def let_stand(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Leave a milestone as it stands although nothing is handed in about it, saying why.

    Its owner may still report until the changes are sent on; then a new position is taken. Raises
    ReasonMissing, ReportClosed, NotThisStep.
    """
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        fresh = MilestoneReport.objects.select_for_update(of=["self"]).get(pk=report.pk)
        if fresh.revision is None:
            raise ReportClosed
        revision = locked(fresh.revision, *DECIDED_IN)
        if fresh.state == Report.GIVEN or fresh.outcome:
            raise ReportClosed
        fresh.outcome, fresh.outcome_reason = Outcome.KEPT, why
        fresh.save(update_fields=["outcome", "outcome_reason"])
        owners.finish_idle(revision, by=by)
        facts = {"report": fresh.pk, "owner": fresh.owner_id, "part": fresh.part_id}
        tell("milestone.kept_unreported", revision, by, reason=why, was=fresh.state, **facts)
        return fresh


def let_all_stand(revision: Revision, *, by: User, reason: str) -> int:
    """The same for everything that never came; what was returned is decided upon one by one. Answers how many."""
    with work():
        rows = list(unsaid(revision).select_for_update(of=["self"]))  # before the revision, as everybody does
        locked(revision, *DECIDED_IN)
        for report in rows:
            let_stand(report, by=by, reason=reason)
        return len(rows)


def refuse_returned(revision: Revision) -> None:
    """What was returned drops out of nothing unseen. Raises ReturnedWaiting."""
    waiting = list(returned(revision).values_list("part", flat=True))
    if waiting:
        raise ReturnedWaiting(names=names.joined(names.of_parts(revision, waiting)))
