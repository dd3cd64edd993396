"""What a plan's source leaves open: said part by part, never dropped."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from directives.plans.reading import PlanAsRead


@dataclass(frozen=True)
class Doubt:
    """What is uncertain, of which part."""

    name: str
    text: str
    href: str = ""


def doubts_of(whole: PlanAsRead) -> list[Doubt]:
    """Every doubt of the version, in its order."""
    return list(_doubts(whole))


def _doubts(whole: PlanAsRead) -> Iterator[Doubt]:
    kept = f"?version={whole.version.public_id}"
    for area in whole.areas:
        yield from _of(area, f"{area.code} {area.name}")
    for goal in whole.goals:
        yield from _of(goal, goal.text)
    for milestone in whole.milestones:
        href = reverse("milestone", args=[milestone.part.public_id]) + kept
        yield from _of(milestone, f"{milestone.code} {milestone.title}", href)
    for effect in whole.effects:
        owner = whole.milestone.get(effect.milestone_id)
        href = reverse("milestone", args=[owner.part.public_id]) + kept if owner else ""
        yield from _of(effect, effect.text or _("[oläslig i källan]"), href)
    for indicator in whole.indicators:
        yield from _of(indicator, f"{indicator.code} {indicator.name}")


def _of(row: Any, name: str, href: str = "") -> Iterator[Doubt]:
    if row.doubt:
        yield Doubt(name, row.doubt, href)
