"""Two plans made into one: the other's parts become this plan's, each with its history."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max

from directives.models import (
    AgreementParagraph,
    Enabling,
    MilestoneLink,
    Plan,
    PlanPart,
    PlanVersion,
)
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import cutting
from .errors import NothingToCut, OwnRelation, YearOutside
from .fitness import WORDING
from .places import lock_plan, planning, running, tell
from .reading import PlanAsRead, read

POINTS_TO = ("area", "milestone", "above", "effects_with", "measures")
Parts = dict[int, PlanPart]


def merge(other: Plan, into: PlanVersion, *, by: User, ends_on: date | None = None) -> PlanVersion:
    """Take the other plan's parts into a planning version and end the other plan on a day.

    What the other plan is planning is put away. Raises OwnRelation, NotPlanning, PlanEnded, YearOutside,
    NothingToCut.
    """
    if other.pk == into.plan_id:
        raise OwnRelation
    with work():
        for pk in sorted((other.pk, into.plan_id)):
            lock_plan(Plan(pk=pk))
        running(into.plan)
        version, source = planning(into), running(other)
        last = cutting.adopted(source) or cutting.planned(source)
        if last is None:
            raise NothingToCut
        whole = read(last)
        _refuse_outside(whole, version)
        parts = _take_parts(whole, version)
        _take_links(parts, version.plan, by)
        _end(source, version.plan, ends_on or clock.today(), by)
        tell("plan.merged", version.plan, by, subject=version, other=source.pk)
        return version


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
    used = set(model.objects.filter(version=version).values_list("code", flat=True)) if has_code else set()
    for place, row in enumerate(rows, start=1):
        row.part, row.version, row.pk, row.position = parts[row.part_id], version, None, last + place
        row._state.adding = True
        for name in POINTS_TO:
            if getattr(row, f"{name}_id", None) is not None:
                setattr(row, name, parts[getattr(row, f"{name}_id")])
        if has_code and row.code:
            row.code = _free(row.code, used)
            used.add(row.code)
    model.objects.bulk_create(rows, batch_size=500)


def _free(code: str, used: Iterable[str]) -> str:
    """The code itself, or with a number when this plan has it already."""
    tried = (code if number == 1 else f"{code[:20]}-{number}" for number in range(1, 10_000))
    return next(one for one in tried if one not in used)


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


def _end(plan: Plan, into: Plan, day: date, by: User) -> None:
    """Nothing of the ended plan changes any more; its adopted version is in force to the day it ends."""
    planned = cutting.planned(plan)
    if planned is not None:
        cutting.drop(planned, by=by)
    adopted = cutting.adopted(plan)
    if adopted is not None and adopted.valid_from is not None:
        adopted.valid_to = max(adopted.valid_from, day)
        adopted.save(update_fields=["valid_to"])
    plan.ended_on, plan.merged_into = day, into
    plan.save(update_fields=["ended_on", "merged_into"])
    tell("plan.ended", plan, by, into=into.pk)
