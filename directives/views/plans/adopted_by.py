"""By what a version was adopted, in words and as a link to the decision."""

from dataclasses import dataclass

from django.urls import reverse

from cases.meetings.names import point_name
from cases.models import Point
from directives.models import PlanVersion


@dataclass(frozen=True)
class Adopted:
    """The decision's name, and where it is read; words alone for one from before this system."""

    name: str
    href: str = ""


def adopted_by(version: PlanVersion) -> Adopted | None:
    """None for what is not adopted."""
    if version.adoption is not None:
        return of_point(version.adoption.point)
    return Adopted(version.adopted_words) if version.adopted_words else None


def of_point(point: Point) -> Adopted:
    """A point of a § or of an official's decision."""
    if point.item is not None:
        return Adopted(point_name(point), reverse("paragraph", args=[point.item.public_id]))
    if point.decision is not None:
        return Adopted(point_name(point), reverse("decision", args=[point.decision.public_id]))
    return Adopted(point_name(point))
