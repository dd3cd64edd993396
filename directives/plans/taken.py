"""What of a version continues another plan, and which plans go into which until that is adopted."""

from typing import Any

from django.db.models import Q, QuerySet

from directives.models import Plan, PlanPart, PlanVersion

from .fitness import WORDING

State = PlanVersion.State
GOES_ON = (State.DRAFT, State.PROPOSED, State.ADOPTED)


def parts(version: PlanVersion) -> QuerySet[PlanPart]:
    """The parts of a version that continue another plan's."""
    rows = version.plan.parts.filter(predecessors__isnull=False).exclude(predecessors__plan=version.plan_id)
    return rows.filter(_worded([version.pk])).distinct()


def plans(version: PlanVersion) -> QuerySet[Plan]:
    """The running plans whose parts a version has taken in; they end when it is in force."""
    return Plan.objects.filter(ended_on=None, parts__successors__in=parts(version)).distinct().order_by("pk")


def goes_into(plan: Plan) -> Plan | None:
    """The plan whose planning or adopted version has taken this one's parts, while this one still runs."""
    heirs = PlanPart.objects.filter(predecessors__plan=plan).exclude(plan=plan)
    versions = PlanVersion.objects.filter(state__in=GOES_ON, plan__parts__in=heirs).distinct()
    for version in versions.select_related("plan"):
        if heirs.filter(_worded([version.pk])).exists():
            return version.plan
    return None


def name_of(row: Any) -> str:
    """What a part is called: its code and title, its name, or its text."""
    words = getattr(row, "title", "") or getattr(row, "name", "") or getattr(row, "text", "")
    return f"{getattr(row, 'code', '')} {words}".strip()


def _worded(versions: list[int]) -> Q:
    """Parts that read some way in one of the versions."""
    found = Q()
    for model in WORDING.values():
        found |= Q(pk__in=model._default_manager.filter(version__in=versions).values("part"))
    return found
