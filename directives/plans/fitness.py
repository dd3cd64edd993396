"""What no form should let through: wordings that cannot be true of their plan. The database says the rest."""

from typing import Any

from django.db.models import Model

from directives.models import (
    AreaWording,
    EffectWording,
    GoalWording,
    IndicatorWording,
    MilestoneWording,
    PlanPart,
    PlanVersion,
)

from .codes import next_code
from .errors import (
    CodeTaken,
    NotInVersion,
    OwnEffects,
    StatusWithoutReason,
    WordsMissing,
    YearOutside,
    YearsTurned,
)

WORDING: dict[str, Any] = {
    PlanPart.Kind.AREA: AreaWording,
    PlanPart.Kind.GOAL: GoalWording,
    PlanPart.Kind.MILESTONE: MilestoneWording,
    PlanPart.Kind.EFFECT: EffectWording,
    PlanPart.Kind.INDICATOR: IndicatorWording,
}
NEEDED = {
    PlanPart.Kind.AREA: "name",
    PlanPart.Kind.GOAL: "text",
    PlanPart.Kind.MILESTONE: "title",
    PlanPart.Kind.INDICATOR: "name",
}
ENDED = (MilestoneWording.Status.REACHED, MilestoneWording.Status.NOT_REACHED)


def refuse_unfit(wording: Any) -> None:
    """Raises OwnEffects, WordsMissing, YearOutside, YearsTurned, StatusWithoutReason, CodeTaken, NotInVersion."""
    kind = wording.part.kind
    if kind in NEEDED and not getattr(wording, NEEDED[kind]):
        raise WordsMissing
    if kind == PlanPart.Kind.EFFECT and not (wording.text or wording.illegible):
        raise WordsMissing
    if isinstance(wording, MilestoneWording):
        _refuse_unfit_milestone(wording)
    if isinstance(wording, AreaWording | MilestoneWording | IndicatorWording):
        _refuse_taken(wording)
    for name in ("area", "milestone", "measures", "above", "effects_with"):
        _refuse_foreign(wording.version, getattr(wording, name, None))


def _refuse_unfit_milestone(wording: MilestoneWording) -> None:
    if wording.effects_with is not None and wording.effects_with == wording.part:
        raise OwnEffects
    version, first, last = wording.version, wording.first_year, wording.last_year
    if first is None and last is not None:
        wording.first_year = first = last
    if first is not None and last is None:
        wording.last_year = last = first
    if first is not None and last is not None:
        if last < first:
            raise YearsTurned(first=first, last=last)
        outside = _year_outside(wording, version)
        if outside is not None:
            raise YearOutside(year=outside, first=version.first_year, last=version.last_year)
    if wording.status in ENDED and not wording.status_reason:
        raise StatusWithoutReason


def _year_outside(wording: MilestoneWording, version: PlanVersion) -> int | None:
    """A year the plan does not cover; one before it stands for what has ended or is noted as a doubt."""
    first, last = wording.first_year or 0, wording.last_year or 0
    if last > version.last_year:
        return last
    history = wording.status in ENDED or wording.doubt != ""
    return first if first < version.first_year and not history else None


def _refuse_taken(wording: AreaWording | MilestoneWording | IndicatorWording) -> None:
    """An area's code begins those of its milestones, so "mu" is "MU"."""
    how = "code"
    if isinstance(wording, AreaWording):
        how = "code__iexact"
    elif not wording.code:
        wording.code = next_code(wording)
    others = type(wording)._default_manager.filter(version=wording.version, **{how: wording.code})
    if wording.code and others.exclude(pk=wording.pk).exists():
        raise CodeTaken(code=wording.code)


def _refuse_foreign(version: PlanVersion, part: Model | None) -> None:
    if (
        isinstance(part, PlanPart)
        and not WORDING[part.kind].objects.filter(version=version, part=part).exists()
    ):
        raise NotInVersion(name=part.get_kind_display())
