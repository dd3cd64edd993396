"""Two plans made into one: the other's parts become this plan's, each with its history.

Until the version they were taken into is adopted the other plan is in force, and it can be undone.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from directives.models import (
    AgreementParagraph,
    EffectWording,
    Enabling,
    GoalWording,
    IndicatorWording,
    MilestoneLink,
    MilestoneWording,
    Plan,
    PlanPart,
    PlanVersion,
    Revision,
    StruckPart,
)
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import cutting, joining, taken
from .errors import GoesInto, NothingToCut, OwnRelation, PlanRevised, TakenInUse, YearOutside
from .fitness import WORDING
from .places import lock_plan, planning, running, tell
from .reading import PlanAsRead, read

POINTS_TO = ("area", "milestone", "above", "effects_with", "measures")
Parts = dict[int, PlanPart]


ENDED = (Revision.State.PLANNED, Revision.State.PUBLISHED, Revision.State.CANCELLED)


def merge(other: Plan, into: PlanVersion, *, by: User) -> PlanVersion:
    """Take the other plan's parts into a planning version; the other ends the day before that is in force.

    Raises OwnRelation, NotPlanning, PlanEnded, YearOutside, NothingToCut, GoesInto, PlanRevised.
    """
    if other.pk == into.plan_id:
        raise OwnRelation
    with work():
        for pk in sorted((other.pk, into.plan_id)):
            lock_plan(Plan(pk=pk))
        running(into.plan)
        version, source = planning(into), running(other)
        whole = read(source_of(source))
        refuse_unfit(source, whole, version)
        parts = _take_parts(whole, version)
        _take_links(parts, version.plan, by)
        joining.take_values(source, version)
        tell("plan.merged", version.plan, by, subject=version, other=source.pk)
        return version


def unmerge(other: Plan, version: PlanVersion, *, by: User) -> PlanVersion:
    """Take what came from the other plan out of the planning version again; a second time changes nothing.

    Raises NotPlanning, PlanEnded, TakenInUse when a part of one's own stands in something that came.
    """
    with work():
        for pk in sorted((other.pk, version.plan_id)):
            lock_plan(Plan(pk=pk))
        running(version.plan)
        fresh = planning(version)
        parts = set(taken.parts(fresh).filter(predecessors__plan=other).values_list("pk", flat=True))
        _refuse_used(fresh, parts)
        if parts:
            _put_back(fresh, parts)
            tell("plan.unmerged", fresh.plan, by, subject=fresh, other=other.pk)
        return fresh


def source_of(plan: Plan) -> PlanVersion:
    """What of a plan would be taken in: its adopted version, else what it plans. Raises NothingToCut."""
    last = cutting.adopted(plan) or cutting.planned(plan)
    if last is None:
        raise NothingToCut
    return last


def refuse_unfit(source: Plan, whole: PlanAsRead, version: PlanVersion) -> None:
    """Why it cannot be taken in. Raises GoesInto, PlanRevised, YearOutside."""
    if (goes := taken.goes_into(source)) is not None:
        raise GoesInto(name=source.name, into=goes.name)
    if Revision.objects.filter(plan=source).exclude(state__in=ENDED).exists():
        raise PlanRevised(name=source.name)
    _refuse_outside(whole, version)


def _refuse_used(version: PlanVersion, parts: set[int]) -> None:
    """A part of one's own in an area that came, or measured by it, is moved first."""
    pointing: tuple[tuple[Any, str], ...] = (
        (MilestoneWording, "area"),
        (MilestoneWording, "effects_with"),
        (GoalWording, "area"),
        (EffectWording, "milestone"),
        (EffectWording, "above"),
        (IndicatorWording, "measures"),
        (IndicatorWording, "above"),
    )
    for model, name in pointing:
        rows = model.objects.filter(version=version, **{f"{name}__in": parts}).exclude(part__in=parts)
        if (row := rows.first()) is not None:
            raise TakenInUse(name=taken.name_of(row))


def _put_back(version: PlanVersion, parts: set[int]) -> None:
    """The parts stay as themselves, with their history; they are in no version any more."""
    Enabling.objects.filter(version=version, enabler__in=parts).delete()
    Enabling.objects.filter(version=version, enabled__in=parts).delete()
    StruckPart.objects.filter(version=version, into__in=parts).update(into=None)
    for model in WORDING.values():
        rows: Any = model
        rows.objects.filter(version=version, part__in=parts).delete()


def _refuse_outside(whole: PlanAsRead, version: PlanVersion) -> None:
    """The period is widened first: a milestone never falls off the map."""
    for row in whole.milestones:
        if row.last_year is not None and row.last_year > version.last_year:
            raise YearOutside(year=row.last_year, first=version.first_year, last=version.last_year)


def _take_parts(whole: PlanAsRead, version: PlanVersion) -> Parts:
    """A part of this plan for each of the other's, which it continues, and how it reads."""
    rows: list[Any] = [*whole.areas, *whole.goals, *whole.milestones, *whole.effects, *whole.indicators]
    made = PlanPart.objects.bulk_create(PlanPart(plan=version.plan, kind=row.part.kind) for row in rows)
    parts: Parts = {row.part_id: part for row, part in zip(rows, made, strict=True)}
    through = PlanPart.predecessors.through
    through.objects.bulk_create(
        through(from_planpart_id=part.pk, to_planpart_id=before) for before, part in parts.items()
    )
    for kind, model in WORDING.items():
        _take_wordings([row for row in rows if row.part.kind == kind], model, version, parts)
    Enabling.objects.bulk_create(
        Enabling(version=version, enabler=parts[one.enabler_id], enabled=parts[one.enabled_id])
        for one in whole.arrows
    )
    return parts


def _take_wordings(rows: list[Any], model: Any, version: PlanVersion, parts: Parts) -> None:
    last = model.objects.filter(version=version).aggregate(last=Max("position"))["last"] or 0
    has_code = any(field.name == "code" for field in model._meta.fields)
    codes = model.objects.filter(version=version).values_list("code", flat=True) if has_code else ()
    used = {code.casefold() for code in codes}
    for place, row in enumerate(rows, start=1):
        row.part, row.version, row.pk, row.position = parts[row.part_id], version, None, last + place
        row._state.adding = True
        for name in POINTS_TO:
            if getattr(row, f"{name}_id", None) is not None:
                setattr(row, name, parts[getattr(row, f"{name}_id")])
        if has_code and row.code:
            row.code = _free(row.code, used, model._meta.get_field("code").max_length)
            used.add(row.code.casefold())
    model.objects.bulk_create(rows, batch_size=500)


def _free(code: str, used: Iterable[str], longest: int) -> str:
    """The code itself, or with a number when this plan has it already."""
    tried = (
        code if number == 1 else f"{code[: longest - 1 - len(str(number))]}-{number}"
        for number in range(1, 10_000)
    )
    return next(one for one in tried if one.casefold() not in used)


def _take_links(parts: Parts, plan: Plan, by: User) -> None:
    """Assignments and agreements follow their milestones; a paragraph's locked text is laid down here too."""
    for row in MilestoneLink.objects.filter(part__in=parts).select_related("paragraph"):
        paragraph = _own_paragraph(row.paragraph, plan) if row.paragraph else None
        MilestoneLink.objects.create(
            part=parts[row.part_id],
            assignment_id=row.assignment_id,
            paragraph=paragraph,
            made_at=clock.now(),
            made_by=by,
        )


def _own_paragraph(row: AgreementParagraph, plan: Plan) -> AgreementParagraph:
    own, _made = AgreementParagraph.objects.get_or_create(
        plan=plan, agreement=row.agreement, number=row.number, defaults={"text": row.text}
    )
    return own
