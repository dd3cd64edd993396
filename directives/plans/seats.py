"""Seats in a plan: co-ordinators, leads of areas, and followers who read along."""

from datetime import date

from directives.models import Plan, PlanPart, PlanSeat
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from .errors import HolderMissing, SeatIsAPersons
from .places import running, tell

Capacity = PlanSeat.Capacity


def give_seat(
    plan: Plan,
    *,
    by: User,
    capacity: str,
    user: User | None = None,
    unit: Unit | None = None,
    area: PlanPart | None = None,
    starts_on: date | None = None,
) -> PlanSeat:
    """Give somebody a seat from a day; one that is held already stays. Only a follower may be a unit.

    Raises HolderMissing, SeatIsAPersons, PlanEnded.
    """
    if user is None and unit is not None and capacity != Capacity.FOLLOWER:
        raise SeatIsAPersons(name=unit.name)
    leads = capacity == Capacity.AREA_LEAD
    if leads != (area is not None) or (user is None and (unit is None or capacity != Capacity.FOLLOWER)):
        raise HolderMissing
    with work():
        fresh = running(plan)
        whose = {"user": user, "unit": None if user else unit}
        seat, made = PlanSeat.objects.get_or_create(
            plan=fresh,
            capacity=capacity,
            area=area,
            ends_on=None,
            **whose,
            defaults={"starts_on": starts_on or clock.today()},
        )
        if made:
            tell("plan.seat_given", fresh, by, held=seat.pk)
        return seat


def end_seat(seat: PlanSeat, *, by: User, ends_on: date | None = None) -> PlanSeat:
    """End a seat; the day is the first one without it. A second time changes nothing. Raises PlanEnded."""
    with work():
        plan = running(seat.plan)
        fresh = PlanSeat.objects.get(pk=seat.pk)
        if fresh.ends_on is None:
            fresh.ends_on = max(ends_on or clock.today(), fresh.starts_on)
            fresh.save(update_fields=["ends_on"])
            tell("plan.seat_ended", plan, by, held=fresh.pk)
        return fresh
