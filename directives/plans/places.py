"""What the verbs about a plan share: the locked version, the event, and what of it stands where."""

from typing import Any

from cases import access
from directives.models import Plan, PlanVersion
from ledger.events import record
from organisation.models import Unit, User

from .errors import NotPlanning, PlanEnded

State = PlanVersion.State


def lock_plan(plan: Plan) -> Plan:
    """The plan as it is now, ours alone until we commit."""
    Plan.objects.select_for_update(no_key=True).only("pk").get(pk=plan.pk)
    return Plan.objects.select_related("unit", "body__unit", "document__case").get(pk=plan.pk)


def running(plan: Plan) -> Plan:
    """The locked plan. Raises PlanEnded."""
    fresh = lock_plan(plan)
    if fresh.ended_on is not None:
        raise PlanEnded
    return fresh


def planning(version: PlanVersion) -> PlanVersion:
    """The version as it is now, ours alone until we commit. Raises NotPlanning when it is no draft."""
    PlanVersion.objects.select_for_update(no_key=True).only("pk").get(pk=version.pk)
    fresh = PlanVersion.objects.select_related("plan__unit").get(pk=version.pk)
    if not fresh.is_draft:
        raise NotPlanning(state=fresh.get_state_display())
    return fresh


def tell(
    kind: str,
    plan: Plan,
    by: User | None,
    *,
    subject: Any = None,
    seat: tuple[str, Unit | None] | None = None,
    **data: Any,
) -> None:
    """Record what happened to a plan, with who was stood in for; ``seat`` is the right and where it was used."""
    action, unit = seat or ("keep_plan", plan.unit)
    behalf = access.acting_for(by, action, unit) if by is not None and unit is not None else None
    case = data.pop("case", None)
    facts = {"plan": plan.pk} | data
    record(kind, by=by, on_behalf_of=behalf, case=case, unit=plan.unit, subject=subject or plan, **facts)
