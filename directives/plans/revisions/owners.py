"""Milestones without an owner are named and given one; then every owner is asked, once per milestone."""

from django.db.models import Q

from cases import access
from cases.models import WorkItem
from cases.work_items import item_for_person, item_for_role, open_items
from directives.models import FollowUp, MilestoneReport, MilestoneWording, Revision
from directives.plans import building
from directives.plans.errors import OwnerMissing, OwnersMissing
from directives.plans.revisions.errors import ReportClosed
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import names, titles
from .places import State, locked, move, tell

ROLES = ("head", "manager", "process_owner", "director", "officer")


def without_owner(revision: Revision) -> list[MilestoneWording]:
    """The planning version's milestones nobody can be asked about, in order."""
    rows = MilestoneWording.objects.filter(version=revision.draft, owner=None, unit=None)
    return list(rows.select_related("part", "version__plan").order_by("position", "pk"))


def refuse_missing(revision: Revision) -> None:
    """Raises OwnersMissing, naming the milestones."""
    missing = without_owner(revision)
    if missing:
        raise OwnersMissing(names=names.joined([f"{row.code} {row.title}" for row in missing]))


def name_owner(
    row: MilestoneWording, *, by: User, owner: User | None = None, unit: Unit | None = None
) -> MilestoneWording:
    """Give a milestone an owner: a person, or whoever leads a unit. Raises OwnerMissing."""
    if owner is None and unit is None:
        raise OwnerMissing
    with work():
        named: MilestoneWording = building.change(row, by=by, owner=owner, unit=unit)
        return named


def reassign(
    report: MilestoneReport, *, by: User, owner: User | None = None, unit: Unit | None = None
) -> MilestoneReport:
    """Ask somebody else about a milestone while it is reported; what was written stays.

    Raises OwnerMissing, NotThisStep, ReportClosed.
    """
    if owner is None and unit is None:
        raise OwnerMissing
    with work():
        revision = locked(report.revision, State.REPORTING, State.COMPILING) if report.revision else None
        fresh = MilestoneReport.objects.select_for_update(of=["self"]).get(pk=report.pk)
        if revision is None or fresh.state == MilestoneReport.State.GIVEN:
            raise ReportClosed
        fresh.owner, fresh.unit = owner, unit
        fresh.outcome, fresh.outcome_reason = MilestoneReport.Outcome.PENDING, ""
        fresh.save(update_fields=["owner", "unit", "outcome", "outcome_reason"])
        row = MilestoneWording.objects.filter(version=revision.draft, part=report.part_id).first()
        if row is not None:
            building.change(row, by=by, owner=owner, unit=unit)
        finish_idle(revision, by=by)
        open_items([task_of(revision, owner=owner, unit=unit)])
        tell("milestone.reassigned", revision, by, report=fresh.pk, owner=owner.pk if owner else None)
        return fresh


def finish_idle(collection: Revision | FollowUp, *, by: User) -> None:
    """Take the task off the list of whoever has nothing left to report."""
    home = {"revision": collection} if isinstance(collection, Revision) else {"follow_up": collection}
    asked = MilestoneReport.objects.filter(**home, outcome=MilestoneReport.Outcome.PENDING)
    left = asked.exclude(state=MilestoneReport.State.GIVEN)
    people = left.exclude(owner=None).values("owner")
    units = left.filter(owner=None).values("unit")
    tasks = WorkItem.objects.filter(
        target_type=collection._meta.model_name,
        target_id=collection.pk,
        kind=WorkItem.Kind.REPORT_PLAN,
        done_at=None,
    )
    idle = Q(user__isnull=False) & ~Q(user__in=people) | Q(user=None) & ~Q(unit__in=units)
    tasks.filter(idle).update(done_at=clock.now(), done_by=by)


def open_reporting(revision: Revision, *, by: User) -> Revision:
    """Ask every owner: a report a milestone, a task an owner, in a constant number of queries.

    Raises OwnersMissing, NotThisStep.
    """
    with work():
        fresh = locked(revision, State.PREPARING)
        refuse_missing(fresh)
        rows = list(MilestoneWording.objects.filter(version=fresh.draft).select_related("owner", "unit"))
        ask_for_reports(fresh, rows)
        move(fresh, State.REPORTING, by=by, kind="revision.reporting_begun")
        return fresh


def ask_for_reports(collection: Revision | FollowUp, rows: list[MilestoneWording]) -> None:
    """A waiting report for each milestone, prefilled with what was said last, and a task for each owner."""
    latest = _latest([row.part_id for row in rows])
    reports = [_prefilled(collection, row, latest.get(row.part_id)) for row in rows if row.has_owner]
    MilestoneReport.objects.bulk_create(reports, batch_size=500, ignore_conflicts=True)
    holders: dict[tuple[int | None, int | None], MilestoneWording] = {}
    for row in rows:
        if row.has_owner:
            holders.setdefault((row.owner_id, None if row.owner_id else row.unit_id), row)
    open_items([task_of(collection, owner=row.owner, unit=row.unit) for row in holders.values()])


def _latest(parts: list[int]) -> dict[int, MilestoneReport]:
    given = MilestoneReport.objects.filter(part__in=parts, state=MilestoneReport.State.GIVEN)
    return {report.part_id: report for report in given.order_by("part", "-given_at").distinct("part")}


def _prefilled(
    collection: Revision | FollowUp, row: MilestoneWording, last: MilestoneReport | None
) -> MilestoneReport:
    home = {"revision": collection} if isinstance(collection, Revision) else {"follow_up": collection}
    return MilestoneReport(
        part_id=row.part_id,
        owner=row.owner,
        unit=row.unit,
        status=last.status if last else row.status,
        trend=last.trend if last else row.trend,
        reason=last.reason if last else row.status_reason,
        evidence=last.evidence if last else "",
        next_year=row.last_year,
        **home,
    )


def task_of(collection: Revision | FollowUp, *, owner: User | None, unit: Unit | None) -> WorkItem:
    """An unsaved task: the person's, else whoever leads the unit."""
    plan = collection.plan
    facts = {
        "target": collection,
        "title": titles.in_lists(collection),
        "case": collection.case,
        "due_on": collection.report_by,
        "asked_from": plan.unit,
    }
    kind = WorkItem.Kind.REPORT_PLAN
    if owner is not None:
        return item_for_person(kind, user=owner, unit=unit, **facts)
    if unit is None:
        raise ValueError("a milestone without an owner is asked of nobody")
    return item_for_role(kind, unit=unit, role=reporting_role(unit), **facts)


def reporting_role(unit: Unit) -> str:
    """By which role somebody there can report today."""
    return next((role for role in ROLES if access.is_held(role, unit)), ROLES[0])
