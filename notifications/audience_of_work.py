"""Who is around an assignment, a plan and its revisions: read from their rows as they are today."""

from collections.abc import Callable, Set
from typing import Any

from django.db.models import Q, QuerySet

from cases import access
from directives.models import FunctionHolder, MilestoneReport, Plan, PlanFollower, PlanSeat, Revision
from ledger.models import Event
from organisation import clock
from organisation.models import Unit, User

from .about_meetings import AboutMeeting
from .hearing import Asked, Audience, Found


def around_assignment(event: Event, known: AboutMeeting, asked: Asked) -> Callable[[Found], list[User]]:
    """Whoever does a part of it that is not done, holds a function of its staff or is sent its reports."""
    today = clock.today()
    lasts = Q(ends_on=None) | Q(ends_on__gt=today)
    holders = FunctionHolder.objects.filter(lasts, function__assignment=known.subject, starts_on__lte=today)
    people = {
        *holders.values_list("user", flat=True),
        *known.subject.parts.filter(done_at=None, user__isnull=False).values_list("user", flat=True),
        *known.subject.situation_recipients.filter(user__isnull=False).values_list("user", flat=True),
    }
    asked.people |= people
    return lambda found: [found.people[person] for person in sorted(people) if person in found.people]


def owners(event: Event, known: AboutMeeting, asked: Asked) -> Callable[[Found], list[User]]:
    """Whoever is asked to report: people by name and who stands in for them, and those who lead a unit."""
    home = "revision" if isinstance(known.subject, Revision) else "follow_up"
    rows = MilestoneReport.objects.filter(**{home: known.subject})
    people = _with_substitutes(rows.exclude(owner=None))
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=rows.filter(owner=None).values("unit"))}
    asked.people |= people
    asked.units.setdefault("report_milestone", {}).update(units)

    def answer(found: Found) -> list[User]:
        by_name = [found.people[person] for person in sorted(people) if person in found.people]
        by_seat = [user for unit in units for user in found.on_duty["report_milestone"][unit]]
        return list(dict.fromkeys([*by_name, *by_seat]))

    return answer


def _with_substitutes(rows: QuerySet[MilestoneReport]) -> set[int]:
    """The owners, and who stands in for one of them where a report lies; without a place, in any seat."""
    asked = set(rows.values_list("owner", "unit").distinct())
    people = {owner for owner, _unit in asked}
    found = access.substitutes_of(people, "report_milestone")
    return people | {one for one, owner, unit in found if asked & {(owner, unit), (owner, None)}}


def when_all_have(audience: Audience) -> Audience:
    """The same people, told by the last report that was awaited and by no other."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        report = known.subject
        beside = MilestoneReport.objects.filter(revision=report.revision_id, follow_up=report.follow_up_id)
        later = beside.exclude(pk=report.pk).filter(
            ~Q(state=MilestoneReport.State.GIVEN)
            | Q(given_at__gt=report.given_at)
            | Q(given_at=report.given_at, pk__gt=report.pk)
        )
        last = report.given_at is not None and not later.exists()
        return audience(event, known, asked) if last else lambda found: []

    return ask


def seated(event: Event, known: AboutMeeting, asked: Asked) -> Callable[[Found], list[User]]:
    """Who works with the plan or follows it today; of a unit that reads along, everybody who belongs there."""
    plan = known.subject if isinstance(known.subject, Plan) else known.subject.plan
    followers = set(PlanFollower.objects.filter(plan=plan).values_list("user", flat=True))
    return _in_seats(PlanSeat.objects.filter(plan=plan), asked, beside=followers)


def holder(event: Event, known: AboutMeeting, asked: Asked) -> Callable[[Found], list[User]]:
    """Whose the seat is that the event tells of, in the same way."""
    return _in_seats(PlanSeat.objects.filter(pk=event.data.get("held") or 0), asked)


def _in_seats(
    found: QuerySet[PlanSeat], asked: Asked, beside: Set[int] = frozenset()
) -> Callable[[Found], list[User]]:
    today = clock.today()
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=today)
    seats = found.filter(lasts, starts_on__lte=today)
    units = seats.exclude(unit=None).values("unit")
    belongs = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    there = Q(memberships__group__unit_role__unit__in=units, memberships__starts_on__lte=today) & belongs
    sitting = User.objects.filter(there | Q(pk__in=seats.values("user")))
    people = {*sitting.values_list("pk", flat=True), *beside}
    asked.people |= people
    return lambda found: [found.people[person] for person in sorted(people) if person in found.people]
