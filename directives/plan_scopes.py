"""Which plans, versions, revisions and reports a right opens; a part of ``directives.scopes``.

What is adopted is for everybody who works here, and so is what a published revision changed. A planning version
is read by those who work with the plan: its keepers, its seats, and whoever owns or reports a milestone in it.
"""

from django.db.models import Q, QuerySet

from cases.scopes import Right, Scopes
from cases.scopes.right import asked_by_name, in_units
from directives.models import (
    FollowUp,
    MilestoneReport,
    MilestoneWording,
    Plan,
    PlanPart,
    PlanSeat,
    PlanVersion,
    Revision,
)
from organisation import clock
from organisation.models import Unit

ADOPTED = Q(state=PlanVersion.State.ADOPTED)
PUBLISHED = Q(state=Revision.State.PUBLISHED)


def _sits(right: Right, *capacities: str) -> QuerySet[PlanSeat]:
    """The seats the person, or the person's own unit, has today."""
    today = clock.today()
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=today)
    mine = Q(user=right.user_id) | Q(unit__in=right.homes)
    found = PlanSeat.objects.filter(lasts, mine, starts_on__lte=today)
    return found.filter(capacity__in=capacities) if capacities else found


def _kept(right: Right) -> Q:
    """Plans of the person's units, and those the person co-ordinates."""
    return in_units(right, "unit") | Q(pk__in=_sits(right, PlanSeat.Capacity.COORDINATOR).values("plan"))


def _kept_plans(right: Right) -> QuerySet[Plan]:
    return Plan.objects.filter(_kept(right)).only("pk")


def _led(right: Right) -> Q:
    """Areas the person leads today: whoever leads one writes its words, by the seat alone."""
    return Q(pk__in=_sits(right, PlanSeat.Capacity.AREA_LEAD).values("area"))


def _owned(right: Right) -> QuerySet[MilestoneWording]:
    """Milestones the person is asked about: by name, by a seat in the unit, or standing in for somebody."""
    by_name = asked_by_name(right, "owner", "unit")
    return MilestoneWording.objects.filter(by_name | Q(owner=None, unit__in=right.units))


def _read_draft(right: Right) -> Q:
    """Plans whose planning version the person reads."""
    seats = _sits(right).values("plan")
    reports = MilestoneReport.objects.filter(_reported(right)).values("part__plan")
    owned = _owned(right).values("version__plan")
    return Q(pk__in=_kept_plans(right)) | Q(pk__in=seats) | Q(pk__in=reports) | Q(pk__in=owned)


def _reported(right: Right) -> Q:
    return asked_by_name(right, "owner", "unit") | (Q(owner=None) & in_units(right, "unit"))


def _proposes(right: Right) -> Q:
    return Q(plan__in=Plan.objects.filter(_read_draft(right)).values("pk"))


SCOPES: Scopes = {
    (Unit, "keep_plan"): lambda right: Q(pk__in=right.units),
    (Plan, "keep_plan"): _kept,
    (PlanVersion, "keep_plan"): lambda right: Q(plan__in=_kept_plans(right)),
    (Revision, "keep_plan"): lambda right: Q(plan__in=_kept_plans(right)),
    (FollowUp, "keep_plan"): lambda right: Q(plan__in=_kept_plans(right)),
    (MilestoneReport, "keep_plan"): lambda right: Q(part__plan__in=_kept_plans(right)),
    (Plan, "read_plan_draft"): _read_draft,
    (PlanVersion, "read_plan_draft"): lambda right: ADOPTED | _proposes(right),
    (Revision, "read_plan_draft"): lambda right: PUBLISHED | _proposes(right),
    (FollowUp, "read_plan_draft"): lambda right: Q(frozen_at__isnull=False) | _proposes(right),
    (PlanPart, "write_area"): _led,
    (PlanPart, "report_milestone"): lambda right: Q(pk__in=_owned(right).values("part")),
    (MilestoneReport, "report_milestone"): _reported,
    (Revision, "report_milestone"): lambda right: Q(
        pk__in=MilestoneReport.objects.filter(_reported(right)).values("revision")
    ),
    (FollowUp, "report_milestone"): lambda right: Q(
        pk__in=MilestoneReport.objects.filter(_reported(right)).values("follow_up")
    ),
}
