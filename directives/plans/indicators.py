"""Values of an indicator: reported for a time that has ended, and corrected so that both are kept."""

from datetime import date
from decimal import Decimal

from cases import access
from cases.text import normalise
from directives.models import IndicatorValue, IndicatorWording, PlanPart
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import numbers
from .indicator_errors import ValueBeforePlan, ValueGathered, ValueInFuture, ValueReplaced, ValueThere
from .measuring import is_gathered
from .places import running, tell

LONGEST_NOTE = 300
FIRST_DAY = date(1970, 1, 1)


def report(row: IndicatorWording, *, by: User, until: date, value: str, note: str = "") -> IndicatorValue:
    """Report a value as it was typed ("87,5").

    Raises ValueNotNumber, ValueInFuture, ValueBeforePlan, ValueGathered, ValueThere, PlanEnded.
    """
    number = numbers.parse(value)
    if until > clock.today():
        raise ValueInFuture
    if until < FIRST_DAY:
        raise ValueBeforePlan(day=until.isoformat(), first=FIRST_DAY.isoformat())
    with work():
        running(row.part.plan)
        if is_gathered(row, IndicatorWording.objects.filter(version=row.version_id)):
            raise ValueGathered
        if IndicatorValue.objects.filter(indicator=row.part, until=until, replaced_at=None).exists():
            raise ValueThere
        made = _keep(row.part, by, until, number, note)
        _tell("indicator.reported", made, by)
        return made


def correct(old: IndicatorValue, *, by: User, value: str, note: str = "") -> IndicatorValue:
    """Let another value stand for the same time; the old one is kept.

    Raises ValueNotNumber, ValueReplaced, PlanEnded.
    """
    number = numbers.parse(value)
    with work():
        fresh = (
            IndicatorValue.objects.select_for_update(of=["self"])
            .select_related("indicator__plan")
            .get(pk=old.pk)
        )
        if fresh.replaced_at is not None:
            raise ValueReplaced
        running(fresh.indicator.plan)
        if fresh.value == number:
            return fresh
        fresh.replaced_at = clock.now()
        fresh.save(update_fields=["replaced_at"])
        made = _keep(fresh.indicator, by, fresh.until, number, note)
        _tell("indicator.corrected", made, by)
        return made


def may_report(user: User, row: IndicatorWording) -> bool:
    """Whoever keeps the plan, or is asked about the milestone it measures; nobody once the plan has ended."""
    if row.part.plan.ended_on is not None:
        return False
    if access.can(user, "keep_plan", row.part.plan):
        return True
    measured = [row.measures_id] if row.measures_id else []
    milestones = row.version.effectwordings.filter(part__in=measured).values_list("milestone", flat=True)
    asked = access.visible_to(user, PlanPart, "report_milestone")
    return bool(asked.filter(pk__in=[*measured, *milestones]).exists())


def _keep(part: PlanPart, by: User, until: date, number: Decimal, note: str) -> IndicatorValue:
    return IndicatorValue.objects.create(
        indicator=part,
        until=until,
        value=number,
        note=normalise(note).strip()[:LONGEST_NOTE],
        reported_at=clock.now(),
        reported_by=by,
    )


def _tell(kind: str, made: IndicatorValue, by: User) -> None:
    tell(kind, made.indicator.plan, by, subject=made.indicator, value=made.pk)
