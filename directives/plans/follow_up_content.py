"""What a follow-up tells: a row per milestone, goal and indicator; plain values, to be frozen."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.register_language import LANGUAGE
from directives.models import FollowUp, IndicatorWording, MilestoneReport, MilestoneWording
from organisation import clock

from . import numbers
from .homes import owners_with_units
from .measuring import Measured, measure, year_before
from .reading import PlanAsRead, read

Row = dict[str, Any]
Given = MilestoneReport.State.GIVEN


def rows_of(follow_up: FollowUp) -> list[Row]:
    """Every row in the plan's order, as it would be frozen now; a constant number of queries."""
    plan = read(follow_up.version)
    day = min(follow_up.until, clock.today())
    with override(LANGUAGE):
        return [
            *_goals(plan),
            *_milestones(follow_up, plan, day),
            *(_indicator(row, measured) for row, measured in _measured(plan, day)),
        ]


def _goals(plan: PlanAsRead) -> Iterator[Row]:
    for goal in plan.goals:
        area = plan.area.get(goal.area_id or 0)
        yield {
            "kind": "goal",
            "id": goal.part.public_id,
            "area": f"{area.code} {area.name}".strip() if area else "",
            "code": goal.code,
            "text": goal.text,
            "outcome": goal.outcome,
        }


def _milestones(follow_up: FollowUp, plan: PlanAsRead, day: date) -> Iterator[Row]:
    asked = {row.part_id: row for row in follow_up.reports.select_related("given_by")}
    earlier, owners = _earlier(plan, follow_up), owners_with_units(plan.milestones)
    for area in plan.areas:
        for row in plan.milestones_of.get(area.part_id, []):
            report, last = asked.get(row.part_id), earlier.get(row.part_id)
            given = report if report is not None and report.state == Given else None
            told = _milestone(
                row, f"{area.code} {area.name}".strip(), given or last, now=given is not None, day=day
            )
            yield told | {"owner": owners[row.part_id]}


def _milestone(
    row: MilestoneWording, area: str, said: MilestoneReport | None, *, now: bool, day: date
) -> Row:
    """As reported; what nobody reports now stands as it was said last, and says from when."""
    said_on = _day(said.given_at) if said is not None else None
    return {
        "kind": "milestone",
        "id": row.part.public_id,
        "area": area,
        "code": row.code,
        "title": row.title,
        "years": row.years,
        "has_owner": row.has_owner,
        "reported": now,
        "said_on": said_on.isoformat() if said_on else None,
        "stale": not now and (said_on is None or said_on < year_before(day)),
        "status": said.status if said else row.status,
        "trend": said.trend if said else row.trend,
        "reason": said.reason if said else row.status_reason,
        "evidence": said.evidence if said else "",
        "next_year": said.next_year if said and now else None,
        "doubt": row.doubt,
    }


def _earlier(plan: PlanAsRead, follow_up: FollowUp) -> dict[int, MilestoneReport]:
    """The last report of each milestone given before this one, whatever it was given in."""
    rows = MilestoneReport.objects.filter(part__in=[row.part_id for row in plan.milestones], state=Given)
    rows = rows.exclude(follow_up=follow_up).order_by("part", "-given_at")
    return {row.part_id: row for row in rows.distinct("part")}


def _measured(plan: PlanAsRead, day: date) -> Iterator[tuple[IndicatorWording, Measured]]:
    found = measure(plan, day)
    return ((row, found[row.part_id]) for row in plan.indicators)


def _indicator(row: IndicatorWording, now: Measured) -> Row:
    return {
        "kind": "indicator",
        "id": row.part.public_id,
        "code": row.code,
        "name": row.name,
        "measure": row.measure,
        "target": numbers.plain(row.target) if row.target is not None else None,
        "target_words": row.target_words,
        "value": numbers.plain(now.value) if now.value is not None else None,
        "until": now.until.isoformat() if now.until else None,
        "assessment": str(now.assessment.value),
        "missing": now.missing,
        "stale": now.is_stale,
    }


def _day(at: datetime | None) -> date | None:
    return clock.local(at).date() if at is not None else None


def why_unknown(row: Row) -> str:
    """Why an indicator cannot be assessed."""
    if row["target"] is None:
        return _("målvärde saknas")
    if row["missing"]:
        return _("%(count)s indikatorer under saknar värde") % {"count": row["missing"]}
    return _("värde saknas")
