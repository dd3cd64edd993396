"""Finding a plan and the version that is read: what is adopted is for everybody who works here."""

from django.db.models import Q, QuerySet
from django.http import Http404

from cases import access
from cases.text import normalise
from directives.models import Plan, PlanPart, PlanVersion
from directives.plans import adopting
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import User

RELATED = ("unit", "body__unit")
State = PlanVersion.State


def whole_name(title: str) -> str:
    """A title as a file is called: a stroke in it parts no folders."""
    return title.replace("/", "-").replace("\\", "-")


def readable_plans(user: User) -> QuerySet[Plan]:
    """Plans with an adopted version, and those whose planning version this person reads."""
    adopted = PlanVersion.objects.filter(state=State.ADOPTED).values("plan")
    drafted = access.visible_to(user, Plan, "read_plan_draft").values("pk")
    return Plan.objects.filter(Q(pk__in=adopted) | Q(pk__in=drafted))


def find_plan(request: SignedInRequest, public_id: str) -> Plan:
    """A plan this person reads in some version, or 404."""
    found = readable_plans(request.user).filter(public_id=public_id).select_related(*RELATED).first()
    if found is None:
        raise Http404
    return found


def kept_plan(request: SignedInRequest, public_id: str) -> Plan:
    """A plan this person keeps, or 404."""
    found: Plan = access.find_any(request.user, Plan, "keep_plan", related=RELATED, public_id=public_id)
    return found


def find_version(request: SignedInRequest, public_id: str) -> PlanVersion:
    """A version this person reads, or 404."""
    related = tuple(f"plan__{name}" for name in RELATED)
    found: PlanVersion = access.find_any(
        request.user, PlanVersion, "read_plan_draft", related=related, public_id=normalise(public_id)
    )
    return found


def kept_version(request: SignedInRequest, public_id: str) -> PlanVersion:
    """A version of a plan this person keeps, or 404."""
    related = tuple(f"plan__{name}" for name in RELATED)
    found: PlanVersion = access.find_any(
        request.user, PlanVersion, "keep_plan", related=related, public_id=public_id
    )
    return found


def readable_versions(request: SignedInRequest, plan: Plan) -> QuerySet[PlanVersion]:
    """The plan's versions this person reads, the newest first."""
    rows: QuerySet[PlanVersion] = access.visible_to(request.user, PlanVersion, "read_plan_draft")
    return rows.filter(plan=plan).select_related(
        "cut_by", "base", "adoption__point__item__meeting", "adoption__point__decision__case"
    )


def shown_version(request: SignedInRequest, plan: Plan) -> PlanVersion:
    """The version the address asks for; else the one in force, the newest adopted, or the newest readable."""
    rows = readable_versions(request, plan)
    asked = normalise(request.GET.get("version", ""))
    if asked:
        found = rows.filter(public_id=asked).first()
    else:
        found = adopting.in_force(plan, clock.today()) or _newest(rows)
    if found is None:
        raise Http404
    found.plan = plan
    return found


def find_part(request: SignedInRequest, public_id: str, *kinds: str) -> PlanPart:
    """A part, of one of the kinds, of a plan this person reads; or 404."""
    rows = PlanPart.objects.filter(plan__in=readable_plans(request.user).values("pk"))
    found = (
        rows.filter(public_id=public_id, kind__in=kinds)
        .select_related("plan__unit", "plan__body__unit")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _newest(rows: QuerySet[PlanVersion]) -> PlanVersion | None:
    return rows.filter(state=State.ADOPTED).order_by("-valid_from", "-number").first() or rows.first()
