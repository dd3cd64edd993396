"""A plan that went into another: its indicators go on there with their values, and it ends when that is in force."""

from datetime import date, timedelta

from directives.models import IndicatorValue, Plan, PlanPart, PlanVersion
from organisation.models import User

from . import cutting, taken
from .places import lock_plan, tell


def take_values(source: Plan, version: PlanVersion) -> None:
    """Let the indicators go on with the values they had; days they have already are left as they are."""
    heirs = dict(
        PlanPart.predecessors.through.objects.filter(
            to_planpart__plan=source,
            to_planpart__kind=PlanPart.Kind.INDICATOR,
            from_planpart__in=taken.parts(version),
        ).values_list("to_planpart", "from_planpart")
    )
    rows = list(IndicatorValue.objects.filter(indicator__in=heirs, replaced_at=None).order_by("pk"))
    there = set(
        IndicatorValue.objects.filter(indicator__in=heirs.values(), replaced_at=None).values_list(
            "indicator", "until"
        )
    )
    IndicatorValue.objects.bulk_create(
        _value(row, heir) for row in rows if ((heir := heirs[row.indicator_id]), row.until) not in there
    )


def end_taken(version: PlanVersion, valid_from: date, by: User | None) -> None:
    """End the plans whose parts the version took: each is in force to the day before."""
    for plan in taken.plans(version):
        source = lock_plan(plan)
        take_values(source, version)
        _end(source, version.plan, valid_from - timedelta(days=1), by)


def _end(plan: Plan, into: Plan, day: date, by: User | None) -> None:
    """Nothing of the ended plan changes any more; its adopted version is in force to the day it ends."""
    planned = cutting.planned(plan)
    if planned is not None:
        cutting.drop(planned, by=by)
    adopted = cutting.adopted(plan)
    if adopted is not None and adopted.valid_from is not None:
        day = max(adopted.valid_from, day)
        adopted.valid_to = day
        adopted.save(update_fields=["valid_to"])
    plan.ended_on, plan.merged_into = day, into
    plan.save(update_fields=["ended_on", "merged_into"])
    tell("plan.ended", plan, by, into=into.pk)


def _value(row: IndicatorValue, heir: int) -> IndicatorValue:
    row.pk, row.indicator_id = None, heir
    row._state.adding = True
    return row
