"""The plan of the access tests: one version is adopted, the next is being planned; A's manager owns a milestone
and leads its area.

It has been followed up once, and is being followed up again.
"""

from datetime import timedelta

from directives.models import FollowUp, MilestoneWording, Plan, PlanPart, PlanSeat, PlanVersion
from directives.plans import adopting, building, cutting, follow_ups, seats
from organisation import clock
from organisation.models import User
from tests import factories

# Words of a planning version: only those who work with the plan read them.
PLANNED = {"words of a planning version": "kanarieplanering"}


def lay(region: factories.World, holder: User) -> None:
    """The owner of the process plans; ``holder`` owns the milestone and leads its area."""
    by = region.owner
    first = building.begin_plan(
        unit=region.process_unit, title="Plan för enkel kontakt", first_year=2020, last_year=2100, by=by
    )
    area = building.add(first, PlanPart.Kind.AREA, by=by, code="K", name="Kontakt").part
    reached = building.add(
        first, PlanPart.Kind.MILESTONE, by=by, area=area, code="K-1", title="En väg in", owner=holder
    )
    building.add(first, PlanPart.Kind.INDICATOR, by=by, name="Andel svar i tid", measures=reached.part)
    seats.give_seat(first.plan, by=by, capacity=PlanSeat.Capacity.AREA_LEAD, user=holder, area=area)
    since = clock.today() - timedelta(days=30)
    adopting.register_adopted(first, by=by, words="SSN § 1", valid_from=since)
    today = clock.today()
    for period in FollowUp.Period.PART_1, FollowUp.Period.PART_2:
        begun = follow_ups.begin(first.plan, period=period, year=today.year, report_by=today, by=by)
        if period == FollowUp.Period.PART_1:
            follow_ups.freeze(begun, by=by)
    building.change(_wording(cutting.cut(first.plan, by=by)), by=by, description=f"En {_word()}.")


def plan() -> Plan:
    """The plan itself."""
    return Plan.objects.get(title="Plan för enkel kontakt")


def adopted() -> PlanVersion:
    """The version that is in force."""
    return plan().versions.get(number=1)


def draft() -> PlanVersion:
    """The version that is being planned."""
    return plan().versions.get(number=2)


def milestone() -> PlanPart:
    """The milestone."""
    return plan().parts.get(kind=PlanPart.Kind.MILESTONE)


def indicator() -> PlanPart:
    """What measures the milestone."""
    return plan().parts.get(kind=PlanPart.Kind.INDICATOR)


def follow_up(period: str) -> FollowUp:
    """The frozen one ("part_1"), or the one that is reported ("part_2")."""
    return plan().follow_ups.get(period=period)


def _wording(version: PlanVersion) -> MilestoneWording:
    return version.milestonewordings.select_related("part").get()


def _word() -> str:
    return PLANNED["words of a planning version"]
