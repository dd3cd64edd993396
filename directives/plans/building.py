"""Building a plan: begun, its areas, goals, milestones, effects and indicators added, changed, ordered, struck."""

from typing import Any

from django.db.models import Max

from cases.models import Body
from cases.text import normalise
from directives.models import (
    AreaWording,
    EffectWording,
    Enabling,
    GoalWording,
    IndicatorWording,
    MilestoneWording,
    Plan,
    PlanPart,
    PlanVersion,
    StruckPart,
)
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from .errors import (
    AreaHasMilestones,
    ChangedMeanwhile,
    NotInVersion,
    PeriodTurned,
    ReasonMissing,
    WordsMissing,
)
from .fitness import WORDING, refuse_unfit
from .places import planning, tell

Wordings = AreaWording | GoalWording | MilestoneWording | EffectWording | IndicatorWording
OUTSIDE = ("version", "version_id", "part", "part_id", "id", "pk")


def begin_plan(
    *,
    unit: Unit,
    title: str,
    first_year: int,
    last_year: int,
    by: User,
    body: Body | None = None,
    **facts: Any,
) -> PlanVersion:
    """Begin a plan with an empty planning version. Raises WordsMissing, PeriodTurned."""
    name = normalise(title).strip()[:300]
    if not name:
        raise WordsMissing
    if not 1900 <= first_year <= last_year <= 2200:
        raise PeriodTurned
    with work():
        plan = Plan.objects.create(
            unit=unit, title=name, body=body, created_at=clock.now(), created_by=by, **facts
        )
        version = PlanVersion.objects.create(
            plan=plan,
            number=1,
            title=name,
            first_year=first_year,
            last_year=last_year,
            cut_at=clock.now(),
            cut_by=by,
        )
        tell("plan.begun", plan, by, version=version.pk)
        return version


def change_version(version: PlanVersion, *, by: User, edition: int, **facts: Any) -> PlanVersion:
    """Change the title, introduction or period of a planning version. Raises ChangedMeanwhile, PeriodTurned."""
    with work():
        fresh = planning(version)
        if fresh.edition != edition:
            raise ChangedMeanwhile
        for name in ("title", "introduction", "first_year", "last_year"):
            setattr(fresh, name, facts.get(name, getattr(fresh, name)))
        if not 1900 <= fresh.first_year <= fresh.last_year <= 2200:
            raise PeriodTurned
        fresh.edition += 1
        fresh.save()
        tell("plan.version_changed", fresh.plan, by, subject=fresh)
        return fresh


def add(version: PlanVersion, kind: str, /, *, by: User, **facts: Any) -> Any:
    """Add a part of a kind (``PlanPart.Kind``) last among its like; answers its wording.

    Raises WordsMissing, YearOutside, YearsTurned, CodeTaken, NotInVersion, NotPlanning.
    """
    with work():
        fresh = planning(version)
        model = WORDING[kind]
        part = PlanPart.objects.create(plan=fresh.plan, kind=kind)
        last = model.objects.filter(version=fresh).aggregate(last=Max("position"))["last"] or 0
        wording = model(version=fresh, part=part, position=last + 1)
        _write(wording, facts)
        tell("plan.part_added", fresh.plan, by, subject=fresh, part=part.pk)
        return wording


def change(wording: Any, *, by: User, was: dict[str, Any] | None = None, **facts: Any) -> Any:
    """Change how a part reads in its planning version. ``was`` is what was read of the fields.

    Raises ChangedMeanwhile when a field that is changed no longer reads as it was read; and what ``add`` raises.
    """
    with work():
        version = planning(wording.version)
        fresh = type(wording).objects.select_for_update(of=["self"]).get(pk=wording.pk)
        fresh.version = version
        changed = {name: value for name, value in facts.items() if getattr(fresh, name) != value}
        if any(getattr(fresh, name) != was[name] for name in changed if was and name in was):
            raise ChangedMeanwhile
        if changed:
            _write(fresh, changed)
            tell(
                "plan.part_changed",
                version.plan,
                by,
                subject=version,
                part=fresh.part_id,
                fields=sorted(changed),
            )
        return fresh


def move(wording: Any, *, by: User, before: Any | None) -> None:
    """Let a part stand before another of its kind, or last."""
    with work():
        version = planning(wording.version)
        model = type(wording)
        rows = list(model.objects.filter(version=version).exclude(pk=wording.pk).order_by("position", "pk"))
        place = next((index for index, row in enumerate(rows) if before and row.pk == before.pk), len(rows))
        rows.insert(place, model.objects.get(pk=wording.pk))
        for position, row in enumerate(rows, start=1):
            row.position = position
        model.objects.bulk_update(rows, ["position"], batch_size=500)
        tell("plan.part_moved", version.plan, by, subject=version, part=wording.part_id)


def strike(wording: Any, *, by: User, reason: str, into: PlanPart | None = None) -> None:
    """Take a part out of a planning version, saying why and into what it went; its history stays.

    Effects and arrows of a milestone go with it. Raises ReasonMissing, AreaHasMilestones, NotInVersion.
    """
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        version = planning(wording.version)
        part = wording.part
        if part.kind == PlanPart.Kind.AREA:
            _refuse_used(version, part)
        if into is not None and not WORDING[into.kind].objects.filter(version=version, part=into).exists():
            raise NotInVersion(name=str(into))
        _remove(version, part)
        if (
            version.base is not None
            and WORDING[part.kind].objects.filter(version=version.base, part=part).exists()
        ):
            StruckPart.objects.create(version=version, part=part, into=into, reason=why)
        if into is not None:
            into.predecessors.add(part)
        tell("plan.part_struck", version.plan, by, subject=version, part=part.pk)


def _remove(version: PlanVersion, part: PlanPart) -> None:
    """The part's rows in this version, and those that mean nothing without it."""
    if part.kind == PlanPart.Kind.MILESTONE:
        Enabling.objects.filter(version=version, enabler=part).delete()
        Enabling.objects.filter(version=version, enabled=part).delete()
        EffectWording.objects.filter(version=version, milestone=part).delete()
        MilestoneWording.objects.filter(version=version, effects_with=part).update(effects_with=None)
    if part.kind == PlanPart.Kind.EFFECT:
        EffectWording.objects.filter(version=version, above=part).update(above=None)
    if part.kind == PlanPart.Kind.AREA:
        GoalWording.objects.filter(version=version, area=part).delete()
    if part.kind == PlanPart.Kind.INDICATOR:
        IndicatorWording.objects.filter(version=version, above=part).update(above=None)
    IndicatorWording.objects.filter(version=version, measures=part).update(measures=None)
    WORDING[part.kind].objects.filter(version=version, part=part).delete()


def _refuse_used(version: PlanVersion, area: PlanPart) -> None:
    count = MilestoneWording.objects.filter(version=version, area=area).count()
    if count:
        raise AreaHasMilestones(count=count)


def _write(wording: Any, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        if name in OUTSIDE:
            raise ValueError(f"{name} is not a part's to change")
        setattr(wording, name, normalise(value).strip() if isinstance(value, str) else value)
    refuse_unfit(wording)
    wording.save()
