"""What was struck from a planning version put back: it reads as in the version it was cut from."""

from contextlib import suppress
from typing import Any

from directives.models import EffectWording, Enabling, IndicatorWording, PlanPart, PlanVersion, StruckPart
from ledger.work import work
from organisation.models import User

from . import arrows
from .errors import ArrowLoop, NotInVersion
from .fitness import WORDING, refuse_unfit
from .places import planning, tell


def restore(struck: StruckPart, *, by: User) -> Any:
    """Put a part back with its effects and arrows; one that stands already stays as it is. Answers its wording.

    Raises CodeTaken, YearOutside, NotInVersion (what it stood in is struck too), NotPlanning.
    """
    with work():
        version = planning(struck.version)
        part, model = struck.part, WORDING[struck.part.kind]
        standing = model.objects.filter(version=version, part=part).first()
        if standing is not None:
            return standing
        wording = model.objects.filter(version=version.base_id, part=part).first()
        if wording is None:
            raise NotInVersion(name=part.get_kind_display())
        _lay(wording, version)
        if part.kind == PlanPart.Kind.MILESTONE:
            _lay_what_stood_with(version, part, by)
        if struck.into is not None:
            struck.into.predecessors.remove(part)
        StruckPart.objects.filter(version=version, part=part).delete()
        tell("plan.part_restored", version.plan, by, subject=version, part=part.pk)
        return wording


def _lay(wording: Any, version: PlanVersion) -> None:
    """The row as a row of the version; what it hung on and is gone there is left out."""
    wording.pk, wording.version, wording.reason = None, version, ""
    wording._state.adding = True
    for name in ("effects_with", "above", "measures"):
        other = getattr(wording, name, None)
        if other is not None and not WORDING[other.kind].objects.filter(version=version, part=other).exists():
            setattr(wording, name, None)
    refuse_unfit(wording)
    wording.save()


def _lay_what_stood_with(version: PlanVersion, part: PlanPart, by: User) -> None:
    """Its effects, its arrows to and from what still stands, and what measures it and measures nothing else now."""
    for effect in EffectWording.objects.filter(version=version.base_id, milestone=part).order_by("position"):
        if not EffectWording.objects.filter(version=version, part=effect.part_id).exists():
            _lay(effect, version)
    for field in ("enabler", "enabled"):
        for arrow in Enabling.objects.filter(version=version.base_id, **{field: part}):
            with suppress(ArrowLoop, NotInVersion):  # the arrows that were drawn since stand
                arrows.enable(version, arrow.enabler, arrow.enabled, by=by)
    measured = IndicatorWording.objects.filter(version=version.base_id, measures=part).values("part")
    IndicatorWording.objects.filter(version=version, measures=None, part__in=measured).update(measures=part)
