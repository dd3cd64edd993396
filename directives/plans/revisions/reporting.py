"""Owners report their milestones, one by one or a whole list in one sitting; nobody writes the same fact twice."""

from typing import Any

from django.db.models import Q, QuerySet

from cases import access
from cases.models import WorkItem
from cases.text import normalise
from cases.work_items import finish_items, open_items
from directives.models import FollowUp, MilestoneReport, MilestoneWording, Revision
from directives.plans.errors import ChangedMeanwhile, ReasonMissing, YearOutside
from directives.plans.revisions.errors import ReportClosed, StatusMissing, WhyMissing
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import owners
from .places import State, locked, move

FIELDS = ("status", "trend", "reason", "next_year", "new_title", "new_description", "evidence", "answers")
Report = MilestoneReport.State
COLLECTING = (State.REPORTING, State.COMPILING)
OPEN = (Report.WAITING, Report.DRAFT, Report.RETURNED)
RELATED = ("part__plan__unit", "revision__draft", "follow_up__version", "owner", "unit")


def mine(collection: Revision | FollowUp, user: User) -> QuerySet[MilestoneReport]:
    """The reports somebody can write in a collection, in the plan's order."""
    found = access.visible_to(user, MilestoneReport, "report_milestone").filter(_in(collection))
    return found.select_related(*RELATED).order_by("pk")


def save(report: MilestoneReport, *, by: User, edition: int, **facts: Any) -> MilestoneReport:
    """Save what is written, if ``edition`` is the one that was read; typing is no event.

    Raises ReportClosed, ChangedMeanwhile, YearOutside.
    """
    with work():
        fresh = _open(report)
        if fresh.edition != edition:
            raise ChangedMeanwhile
        for name in FIELDS:
            if name in facts:
                value = facts[name]
                setattr(fresh, name, normalise(value).strip() if isinstance(value, str) else value)
        _refuse_year(fresh)
        fresh.state = Report.DRAFT if fresh.state == Report.WAITING else fresh.state
        fresh.edition += 1
        fresh.saved_at, fresh.saved_by = clock.now(), by
        fresh.save()
        return fresh


def give(report: MilestoneReport, *, by: User) -> MilestoneReport:
    """Hand a report in; what was decided while it was missing is decided anew.

    Raises StatusMissing, WhyMissing, ReportClosed.
    """
    with work():
        fresh = _held(report)
        _refuse_closed(fresh)
        name = _name(fresh)
        if not fresh.status:
            raise StatusMissing(name=name)
        if not fresh.reason:
            raise WhyMissing(name=name)
        fresh.state = Report.GIVEN
        fresh.given_at, fresh.given_by = clock.now(), by
        fresh.outcome, fresh.outcome_reason = MilestoneReport.Outcome.PENDING, ""
        fresh.save(update_fields=["state", "given_at", "given_by", "outcome", "outcome_reason"])
        _tell("milestone.reported", fresh, by)
        owners.finish_idle(_collection(fresh), by=by)  # the task is done with the last report
        return fresh


def give_back(report: MilestoneReport, *, by: User, reason: str) -> MilestoneReport:
    """Return a report for completion, saying what is missing. Raises ReasonMissing, ReportClosed."""
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        fresh = _held(report)
        if fresh.state != Report.GIVEN or not _collecting(fresh):
            raise ReportClosed
        fresh.state, fresh.return_reason = Report.RETURNED, why
        fresh.given_at = fresh.given_by = None
        fresh.outcome, fresh.outcome_reason = MilestoneReport.Outcome.PENDING, ""
        fresh.save(
            update_fields=["state", "return_reason", "given_at", "given_by", "outcome", "outcome_reason"]
        )
        open_items([owners.task_of(_collection(fresh), owner=fresh.owner, unit=fresh.unit)])
        _tell("milestone.report_returned", fresh, by)
        return fresh


def close_reporting(revision: Revision, *, by: User) -> Revision:
    """Begin to compile; whoever has not reported is told of as such, and may still until it is sent on."""
    with work():
        fresh = locked(revision, State.REPORTING)
        move(fresh, State.COMPILING, by=by, kind="revision.compiling_begun", missing=silent(fresh).count())
        return fresh


def silent(collection: Revision | FollowUp) -> QuerySet[MilestoneReport]:
    """Reports that are asked for and not given."""
    found = MilestoneReport.objects.filter(_in(collection), state__in=OPEN)
    return found.select_related("part", "owner", "unit").order_by("pk")


def _open(report: MilestoneReport) -> MilestoneReport:
    fresh = _locked(report)
    _refuse_closed(fresh)
    return fresh


def _refuse_closed(report: MilestoneReport) -> None:
    if report.state not in OPEN or not _collecting(report):
        raise ReportClosed


def _held(report: MilestoneReport) -> MilestoneReport:
    """The report with its revision, both ours alone: what is sent on is sent before this or after it."""
    fresh = _locked(report)
    if fresh.revision is not None:
        fresh.revision = locked(fresh.revision)
    return fresh


def _locked(report: MilestoneReport) -> MilestoneReport:
    MilestoneReport.objects.select_for_update(no_key=True).only("pk").get(pk=report.pk)
    return MilestoneReport.objects.select_related(*RELATED).get(pk=report.pk)


def _collecting(report: MilestoneReport) -> bool:
    """Its revision is reported or compiled, or its follow-up is not frozen."""
    if report.follow_up is not None:
        return report.follow_up.frozen_at is None
    return report.revision is not None and report.revision.state in COLLECTING


def _collection(report: MilestoneReport) -> Revision | FollowUp:
    found = report.revision or report.follow_up
    if found is None:
        raise ValueError("a report belongs to a collection")
    return found


def _in(collection: Revision | FollowUp) -> Q:
    return Q(revision=collection) if isinstance(collection, Revision) else Q(follow_up=collection)


def _wording(report: MilestoneReport) -> MilestoneWording | None:
    rows = MilestoneWording.objects.filter(part=report.part_id)
    if report.revision is not None:
        return rows.filter(version=report.revision.draft).first()
    return rows.filter(version__follow_ups=report.follow_up).first()


def _name(report: MilestoneReport) -> str:
    row = _wording(report)
    return f"{row.code} {row.title}" if row else str(report.part_id)


def _refuse_year(report: MilestoneReport) -> None:
    version = report.revision.draft if report.revision else None
    year = report.next_year
    was = _wording(report)
    if version is None or year is None or (was is not None and was.last_year == year):
        return
    if not version.first_year <= year <= version.last_year:
        raise YearOutside(year=year, first=version.first_year, last=version.last_year)


def finish_tasks(collection: Revision | FollowUp, *, by: User | None) -> None:
    """Nobody is asked any more."""
    finish_items(collection, WorkItem.Kind.REPORT_PLAN, by=by)


def _tell(kind: str, report: MilestoneReport, by: User) -> None:
    collection = _collection(report)
    behalf = _keeps_for(report, by) if kind == "milestone.report_returned" else _reports_for(report, by)
    record(
        kind,
        by=by,
        on_behalf_of=behalf,
        case=collection.case,
        unit=report.part.plan.unit,
        subject=report,
        plan=report.part.plan_id,
        owner=report.owner_id,
        owner_unit=report.unit_id,
        part=report.part_id,
        year=collection.year,
    )


def _keeps_for(report: MilestoneReport, by: User) -> User | None:
    return access.acting_for(by, "keep_plan", report.part.plan.unit)


def _reports_for(report: MilestoneReport, by: User) -> User | None:
    """Whom they stand in for: the owner who is asked by name, else whoever's seat in the unit it is."""
    if report.owner is not None:
        return report.owner if report.owner != by else None
    return access.acting_for(by, "report_milestone", report.unit) if report.unit is not None else None
