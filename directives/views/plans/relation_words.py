"""How a plan stands to other plans, in words seen from either side."""

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directives.models import Plan, PlanRelation

Kind = PlanRelation.Kind


def described(plan: Plan, readable: QuerySet[Plan]) -> list[tuple[str, Plan]]:
    """Each readable plan it is related to, what it was merged of and into, each with the relation in words."""
    seen = {row.pk: row for row in readable.filter(pk__in=_others(plan))}
    found = [(row.get_kind_display(), row.other_id) for row in plan.relations.all()]
    found += [(_passive(row.kind), row.plan_id) for row in plan.related_from.all()]
    found += [(_("har tagit över arbetet i"), row.pk) for row in plan.merged_from.all()]
    if plan.merged_into_id is not None:
        found.append((_("arbetet fortsätter i"), plan.merged_into_id))
    return [(capfirst(str(label)), seen[other]) for label, other in found if other in seen]


def _others(plan: Plan) -> set[int]:
    ids = {*plan.relations.values_list("other", flat=True), *plan.related_from.values_list("plan", flat=True)}
    merged = set(plan.merged_from.values_list("pk", flat=True))
    return ids | merged | ({plan.merged_into_id} if plan.merged_into_id else set())


def _passive(kind: str) -> str:
    return {
        Kind.CARRIES_OUT: _("genomförs av"),
        Kind.REPLACES: _("ersätts av"),
        Kind.BESIDE: _("hänger ihop med"),
    }[Kind(kind)]
