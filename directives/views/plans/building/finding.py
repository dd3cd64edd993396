"""Finding the planning version and the part that is written; what is no draft any more is read instead."""

from typing import Any

from django.http import Http404

from directives.models import PlanPart, PlanVersion
from directives.plans.fitness import WORDING
from directives.views.plans.finding import kept_version
from organisation.http import SignedInRequest


def find_wording(request: SignedInRequest, public_id: str, part_id: str) -> Any:
    """How a part reads in a version of a plan this person keeps, or 404."""
    version = kept_version(request, public_id)
    part = PlanPart.objects.filter(plan=version.plan, public_id=part_id).first()
    if part is None:
        raise Http404
    return wording_of(version, part)


def wording_of(version: PlanVersion, part: PlanPart) -> Any:
    """The part's wording in the version, or 404."""
    row = WORDING[part.kind].objects.filter(version=version, part=part).select_related("part").first()
    if row is None:
        raise Http404
    row.version = version
    return row
