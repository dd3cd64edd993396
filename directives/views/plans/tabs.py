"""The sides of one plan, as tabs that keep the version that is read."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from directives.models import Plan, PlanVersion
from directives.plans import adopting
from organisation import clock
from organisation.http import SignedInRequest

KEEPING_VERSION = ("plan", "plan_map", "plan_list")


def plan_tabs(request: SignedInRequest, plan: Plan, current: str) -> list[dict[str, Any]]:
    """Overview, map, wheel, list, versions, revision."""
    labels = {
        "plan": _("Översikt"),
        "plan_map": _("Karta"),
        "plan_wheel": _("Årshjul"),
        "plan_list": _("Lista"),
        "plan_versions": _("Versioner"),
        "plan_revisions": _("Revidering"),
    }
    asked = request.GET.get("version", "")
    kept = f"?version={asked}" if asked else ""
    return [
        {
            "label": label,
            "href": reverse(name, args=[plan.public_id]) + (kept if name in KEEPING_VERSION else ""),
            "current": name == current,
        }
        for name, label in labels.items()
    ]


def frame(request: SignedInRequest, plan: Plan, version: PlanVersion, current: str) -> dict[str, Any]:
    """What the top of every page of a plan shows, and the query that keeps the version in its links."""
    in_force = adopting.in_force(plan, clock.today())
    return {
        "plan": plan,
        "version": version,
        "in_force": in_force,
        "is_in_force": in_force == version,
        "version_tone": "blue" if version.state == PlanVersion.State.ADOPTED else "sol",
        "kept": "" if in_force == version else f"?version={version.public_id}",
        "tabs": plan_tabs(request, plan, current),
    }
